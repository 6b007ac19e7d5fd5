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
// What a choice means, in a sentence.
[[nodiscard]] QString strategyHelp(Strategy strategy);
[[nodiscard]] QString sharingHelp(Sharing sharing);
[[nodiscard]] QString areaMatchHelp(AreaMatch match);
/// "24 h", "3 d", "90 min"; "None" without a time.
[[nodiscard]] QString minutesText(std::optional<int> minutes);

} // namespace callveil
