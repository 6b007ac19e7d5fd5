// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/binding_age.h"
#include "domain/pools/forecast.h"
#include "services/base/service.h"

namespace callveil {

/// How full a pool was, and when it will have no number left.
struct PoolHistory {
    Pool pool;
    std::vector<PoolSample> samples; ///< ascending
    qint64 from = 0, to = 0; ///< ms UTC; `to` is now, by the database's clock
    Forecast forecast; ///< from the last days, however long the history is
};

/// What pools can give, and could; for whoever manages pools.
class CapacityService final : public Service {
public:
    using Service::Service;

    /// Of the last `span` ms. Fails with PoolUnknown.
    [[nodiscard]] QFuture<Result<PoolHistory>> history(PoolId pool, qint64 span);
    /// Of the live bindings on a pool's numbers. Fails with PoolUnknown.
    [[nodiscard]] QFuture<Result<AgeClasses>> ages(PoolId pool);
    /// Notes how full the pools are now, unless that was done these five minutes; how many pools.
    [[nodiscard]] QFuture<Result<qint64>> sample();
};

} // namespace callveil
