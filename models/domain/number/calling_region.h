// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callveil {

/// The ISO 3166 region of a calling code, of several the main one ("44": "GB", "1": "US"); empty for what is none or
/// belongs to no region.
[[nodiscard]] QString regionOfCallingCode(const QString &code);

} // namespace callveil
