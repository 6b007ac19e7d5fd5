// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rating/rate.h"

#include <vector>

namespace callveil {

/// What the calls of the demo cost and what is charged on, as of `now` (ms since 1970): valid for its whole history,
/// with one price that has changed in between and one that is about to.
[[nodiscard]] std::vector<Rate> demoRates(qint64 now);

} // namespace callveil
