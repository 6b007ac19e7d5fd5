// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/binding.h"
#include "tables/base/cell_texts.h"

namespace callveil {

/// The idle time-out in minutes; nullopt: none.
[[nodiscard]] std::optional<int> idleMinutesOf(const Binding &binding);
/// Until when a live binding holds: its explicit end, and its idle time-out; empty when it has neither.
[[nodiscard]] QString boundUntilText(const Binding &binding, const CellTexts &texts);

} // namespace callveil
