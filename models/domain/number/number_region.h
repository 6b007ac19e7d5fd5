// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callveil {

/// Where a geographical number belongs, as coarsely as the library's data tell: a state, province or city, in English.
/// Empty for mobile and other numbers without a place. Only compared with the region of another number of its country.
[[nodiscard]] QString regionOf(const QString &e164);

} // namespace callveil
