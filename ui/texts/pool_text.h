// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/pool.h"

#include <QString>

namespace callveil {

// Translated words of pools and their numbers.

[[nodiscard]] QString strategyText(Strategy strategy);
[[nodiscard]] QString sharingText(Sharing sharing);
[[nodiscard]] QString areaMatchText(AreaMatch match);
[[nodiscard]] QString numberTypeText(NumberType type);
[[nodiscard]] QString didStateText(DidState state);
/// "24 h", "3 d", "90 min"; "None" without a time.
[[nodiscard]] QString minutesText(std::optional<int> minutes);

} // namespace callveil
