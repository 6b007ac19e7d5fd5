// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <vector>

namespace callveil {

/// Live bindings that were made so many whole hours ago.
struct AgeCount {
    qint64 hours = 0;
    qint64 bindings = 0;
};

/// Where one class of age ends and the next begins, in hours; the last class has no end.
constexpr std::array<qint64, 6> ageLimits{1, 6, 24, 3 * 24, 7 * 24, 30 * 24};

/// How many bindings are in each class.
using AgeClasses = std::array<qint64, ageLimits.size() + 1>;
[[nodiscard]] AgeClasses ageClasses(const std::vector<AgeCount> &counts);

} // namespace callveil
