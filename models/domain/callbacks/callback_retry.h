// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace callveil {

/// How long an event waits after it has failed this many times (from 1): longer each time, over about three days; then
/// nullopt, and it is given up. `chance` (0 to 1) spreads it by a fifth either way, so that what failed together does
/// not come back together.
[[nodiscard]] std::optional<std::chrono::milliseconds> callbackWait(int failures, double chance);

} // namespace callveil
