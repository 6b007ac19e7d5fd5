// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/pool_use.h"

#include <algorithm>

namespace callveil {

std::optional<int> utilisationOf(const Pool &pool, const StateCounts &counts, const PoolUse &use)
{
    qint64 all = 0;
    for (const DidState state : {DidState::InService, DidState::Draining, DidState::Suspended})
        all += counts.value(state);
    if (all == 0)
        return std::nullopt;
    const qint64 used = pool.sharing == Sharing::Exclusive ? use.bound + use.cooling : use.busiest;
    return int(std::min<qint64>(100, (100 * used + all - 1) / all)); // rounded up: a full pool is never shown as less
}

bool isLow(const Pool &pool, std::optional<int> utilisation)
{
    return !utilisation || 100 - *utilisation < pool.lowWaterPercent;
}

} // namespace callveil
