// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/overview/pool_summary.h"

#include <algorithm>

namespace callveil {

PoolSummary summaryOf(const PoolOverview &overview)
{
    PoolSummary summary;
    qint64 all = 0, used = 0;
    for (const auto &[pool, counts, use, mayChange] : overview.pools) {
        const std::optional<int> utilisation = utilisationOf(pool, counts, use);
        if (!utilisation)
            continue;
        const qint64 numbers = numbersIn(counts);
        all += numbers;
        // No more than there are: what was retired may be bound still.
        used += std::min(numbers, pool.sharing == Sharing::Exclusive ? use.bound + use.cooling : use.busiest);
        if (summary.fullest.isEmpty() || *utilisation > summary.fullestUtilisation) {
            summary.fullest = pool.name;
            summary.fullestUtilisation = *utilisation;
        }
        if (!isLow(pool, counts, use))
            continue;
        summary.low.append(pool.name);
        summary.dry += leftIn(pool, counts, use) == 0 ? 1 : 0;
    }
    if (all > 0)
        summary.utilisation = int((100 * used + all - 1) / all); // rounded up, as of a single pool
    return summary;
}

} // namespace callveil
