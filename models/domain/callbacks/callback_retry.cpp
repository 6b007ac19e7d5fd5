// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/callbacks/callback_retry.h"

#include <algorithm>
#include <array>

namespace callveil {

using namespace std::chrono_literals;

namespace {
constexpr std::array<std::chrono::seconds, 12> s_waits{5s, 30s, 2min, 10min, 30min, 1h, 2h, 4h, 8h, 12h, 20h, 24h};
constexpr double spread = 0.2;
} // namespace

std::optional<std::chrono::milliseconds> callbackWait(int failures, double chance)
{
    if (failures > int(s_waits.size()))
        return std::nullopt;
    const double middle = double(std::chrono::milliseconds(s_waits[size_t(std::max(failures, 1) - 1)]).count());
    const double factor = 1 - spread + 2 * spread * std::clamp(chance, 0.0, 1.0);
    return std::chrono::milliseconds(static_cast<long long>(middle * factor));
}

} // namespace callveil
