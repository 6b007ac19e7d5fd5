// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/pools/capacity_service.h"

#include "services/pools/pool_rules.h"
#include "storage/pools/sample_store.h"

namespace callveil {

namespace {

constexpr qint64 dayMs = 24 * 60 * 60 * 1000;

/// From whole days: the first one in the basis would else look emptier than it was.
Result<Forecast> forecast(Connection &connection, const Pool &pool, qint64 now)
{
    SampleStore store(connection);
    const qint64 today = now / dayMs;
    const auto peaks = store.dayPeaks(pool.id, pool.sharing, (today - Forecast::basisDays + 1) * dayMs, now);
    if (!peaks)
        return failed(peaks);
    const auto newest = store.between(pool.id, peaks->empty() ? now : peaks->back().day * dayMs, now);
    if (!newest)
        return failed(newest);
    return forecastOf(*peaks, newest->empty() ? 0 : capacityOf(pool.sharing, newest->back()), today);
}

} // namespace

QFuture<Result<PoolHistory>> CapacityService::history(PoolId id, qint64 span)
{
    return read(Permission::ManagePools, [id, span](Connection &connection, const Identity &me) -> Result<PoolHistory> {
        const auto pool = requirePool(connection, me, id);
        if (!pool)
            return failed(pool);
        const auto now = connection.integer("operation.now");
        if (!now)
            return failed(now);
        auto samples = SampleStore(connection).between(id, *now - span, *now);
        if (!samples)
            return failed(samples);
        const auto told = forecast(connection, *pool, *now);
        if (!told)
            return failed(told);
        return PoolHistory{*pool, std::move(*samples), *now - span, *now, *told};
    });
}

QFuture<Result<AgeClasses>> CapacityService::ages(PoolId id)
{
    return read(Permission::ManagePools, [id](Connection &connection, const Identity &me) -> Result<AgeClasses> {
        if (const auto seen = requirePool(connection, me, id); !seen)
            return failed(seen);
        const auto counts = SampleStore(connection).ages(id);
        if (!counts)
            return failed(counts);
        return ageClasses(*counts);
    });
}

QFuture<Result<qint64>> CapacityService::sample()
{
    return m_workspace.background().run([identity = m_workspace.identity()](Connection &connection) -> Result<qint64> {
        if (const auto allowed = require(*identity, Permission::ManagePools); !allowed)
            return failed(allowed);
        return connection.transact([&] { return SampleStore(connection).take(); });
    });
}

} // namespace callveil
