// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QTableView>

namespace callveil {

/// The columns of the call log as they stand: an array of {"key", "width", "hidden"} in the order shown.
[[nodiscard]] QJsonArray columnLayout(const QTableView &table);

/// Brings the columns into that order. Unknown keys are passed over, columns that are not named keep their place behind
/// the others, and a layout without any visible column is not taken.
void setColumnLayout(QTableView &table, const QJsonArray &layout);

/// The widths that suit the usual contents of the columns.
[[nodiscard]] QJsonArray usualColumnLayout(const QTableView &table);

} // namespace callveil
