// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/masking/strength.h"

#include <QList>

namespace callveil {

/// The shapes of a region's mobile and fixed-line numbers by libphonenumber's examples: what a preview shows before a
/// process has any traffic. Empty for an unknown region.
[[nodiscard]] QList<NumberShape> usualShapes(const QString &region);

} // namespace callveil
