// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/pool_use.h"

#include <algorithm>

namespace callveil {

qint64 numbersIn(const StateCounts &counts)
{
    return counts.value(DidState::InService) + counts.value(DidState::Draining) + counts.value(DidState::Suspended);
}

std::optional<int> utilisationOf(const Pool &pool, const StateCounts &counts, const PoolUse &use)
{
    const qint64 all = numbersIn(counts);
    if (all == 0)
        return std::nullopt;
    const qint64 used = pool.sharing == Sharing::Exclusive ? use.bound + use.cooling : use.busiest;
    return int(std::min<qint64>(100, (100 * used + all - 1) / all)); // rounded up: a full pool is never shown as less
}

int highestUtilisation(const Pool &pool)
{
    return 100 - pool.lowWaterPercent;
}

bool isLow(const Pool &pool, std::optional<int> utilisation)
{
    return !utilisation || *utilisation > highestUtilisation(pool);
}

} // namespace callveil
