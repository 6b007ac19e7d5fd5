// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/csv_mapping.h"

#include <QStringList>

namespace callveil {

/// Decides in which order the dates of a column are written: by the cells (a number over 12 is a day), and where they
/// leave it open by the dots (day first) or the region (month first in the United States, the Philippines and their
/// like).
[[nodiscard]] DateOrder guessDateOrder(const QList<QStringList> &rows, int column, const QString &region);

} // namespace callveil
