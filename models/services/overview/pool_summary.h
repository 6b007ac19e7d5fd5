// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/pools/pool_service.h"

namespace callveil {

/// All pools in a few words. Pools without numbers do not count.
struct PoolSummary {
    std::optional<int> utilisation; ///< per cent of all numbers that are not retired; nullopt: there are none
    QString fullest; ///< the name of a pool
    int fullestUtilisation = 0;
    QStringList low; ///< below their low-water mark, by name
    int dry = 0; ///< of these, without a single number left

    bool operator==(const PoolSummary &) const = default;
};

[[nodiscard]] PoolSummary summaryOf(const PoolOverview &overview);

} // namespace callveil
