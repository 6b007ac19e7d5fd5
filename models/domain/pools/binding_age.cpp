// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/binding_age.h"

#include <algorithm>

namespace callveil {

AgeClasses ageClasses(const std::vector<AgeCount> &counts)
{
    AgeClasses classes{};
    for (const AgeCount &count : counts)
        classes[size_t(std::upper_bound(ageLimits.begin(), ageLimits.end(), count.hours) - ageLimits.begin())] +=
            count.bindings;
    return classes;
}

} // namespace callveil
