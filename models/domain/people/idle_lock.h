// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

/// After how many minutes without a key or a click a console locks itself.
namespace callveil::idle_lock {

inline constexpr int least = 1;
inline constexpr int most = 60;
inline constexpr int usual = 5;

/// What a database says is held to these limits, whoever wrote it there.
[[nodiscard]] constexpr int within(int minutes)
{
    return std::clamp(minutes, least, most);
}

} // namespace callveil::idle_lock
