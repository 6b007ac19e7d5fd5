// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/late_callback_service.h"

#include "services/pools/pool_rules.h"
#include "storage/platform/late_call_store.h"

namespace callveil {

namespace {

void count(LateCallbacks &pool, const LateCalls &calls)
{
    pool.day += calls.day;
    pool.week += calls.week;
    pool.month += calls.month;
    if (pool.countries.size() < LateCallbacks::mostCountries)
        pool.countries.push_back({calls.callingCode, calls.month});
}

Result<std::vector<LateCallbacks>> counted(Connection &connection, const Identity &me)
{
    const auto pools = seenPools(connection, me);
    if (!pools)
        return failed(pools);
    const auto calls = LateCallStore(connection).list();
    if (!calls)
        return failed(calls);
    std::vector<LateCallbacks> lines;
    QHash<PoolId, size_t> places;
    for (const Pool &pool : *pools) {
        places.insert(pool.id, lines.size());
        lines.push_back({pool, me.may(Permission::ManagePools) && coversPool(me, pool), 0, 0, 0, {}});
    }
    for (const LateCalls &each : *calls)
        if (const auto place = places.constFind(each.pool); place != places.constEnd())
            count(lines[*place], each);
    return lines;
}

} // namespace

QFuture<Result<std::vector<LateCallbacks>>> LateCallbackService::list()
{
    return read([](Connection &connection, const Identity &me) -> Result<std::vector<LateCallbacks>> {
        if (!me.may(Permission::ManagePools) && !me.may(Permission::ManageSecurity))
            return fail(ErrorCode::Denied, Fault::NotPermitted);
        return counted(connection, me);
    });
}

} // namespace callveil
