// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callveil {

/// A value as people of the language write it, with two decimals at most, and its unit behind it.
[[nodiscard]] QString figureText(double value, const QString &unit = {});

} // namespace callveil
