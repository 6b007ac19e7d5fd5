// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/pool_use.h"

#include <algorithm>

namespace callveil {

namespace {

qint64 usedIn(const Pool &pool, const PoolUse &use)
{
    return pool.sharing == Sharing::Exclusive ? use.bound + use.cooling : use.busiest;
}

} // namespace

qint64 numbersIn(const StateCounts &counts)
{
    return counts.value(DidState::InService) + counts.value(DidState::Draining) + counts.value(DidState::Suspended);
}

std::optional<int> utilisationOf(const Pool &pool, const StateCounts &counts, const PoolUse &use)
{
    const qint64 all = numbersIn(counts);
    if (all == 0)
        return std::nullopt;
    const qint64 percent = (100 * usedIn(pool, use) + all - 1) / all;
    return int(std::min<qint64>(100, percent)); // rounded up: a full pool is never shown as less
}

qint64 leftIn(const Pool &pool, const StateCounts &counts, const PoolUse &use)
{
    return pool.sharing == Sharing::Exclusive
        ? use.free
        : std::max<qint64>(0, counts.value(DidState::InService) - use.busiestInService);
}

bool isLow(const Pool &pool, const StateCounts &counts, const PoolUse &use)
{
    const qint64 all = numbersIn(counts);
    return all == 0 || 100 * leftIn(pool, counts, use) < pool.lowWaterPercent * all;
}

int highestUtilisation(const Pool &pool, const StateCounts &counts, const PoolUse &use)
{
    const qint64 all = numbersIn(counts);
    const qint64 usable = std::min(all, usedIn(pool, use) + leftIn(pool, counts, use));
    const qint64 share = all == 0 ? 100 : 100 * usable / all;
    return int(std::max<qint64>(0, share - pool.lowWaterPercent));
}

} // namespace callveil
