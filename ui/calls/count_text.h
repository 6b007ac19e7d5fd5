// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/calls/call_window.h"

namespace callveil {

/// "1 call", "about 12,345 calls" or "200+ calls so far". `about` is what the roll-ups say, when they can.
[[nodiscard]] QString countText(const CallWindow &window, std::optional<qint64> about);

} // namespace callveil
