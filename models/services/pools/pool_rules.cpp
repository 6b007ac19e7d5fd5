// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/pools/pool_rules.h"

#include "domain/audit/deed_reference.h"
#include "domain/number/number_reader.h"
#include "services/base/text_check.h"
#include "services/processes/process_service.h"

#include <algorithm>

namespace callveil {

namespace {

QString yesOrNo(bool value)
{
    return value ? QStringLiteral("yes") : QStringLiteral("no");
}

QString idsOf(const auto &ids)
{
    QStringList texts;
    for (const auto id : ids)
        texts.append(QString::number(id.value));
    return texts.isEmpty() ? QStringLiteral("none") : texts.join(u' ');
}

Result<void> checkServed(Connection &connection, const Identity &me, const Pool &pool)
{
    if (pool.allProcesses)
        return me.allProcesses ? Result<void>{} : fail(ErrorCode::Denied, Fault::NotPermitted);
    if (pool.processes.isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("processes")});
    for (const ProcessId process : pool.processes)
        if (const auto seen = requireProcess(connection, me, process); !seen)
            return failed(seen);
    return {};
}

} // namespace

bool seesPool(const Identity &me, const Pool &pool)
{
    return me.allProcesses || pool.allProcesses
        || std::any_of(pool.processes.begin(), pool.processes.end(), [&](ProcessId each) { return me.sees(each); });
}

bool coversPool(const Identity &me, const Pool &pool)
{
    return me.allProcesses
        || (!pool.allProcesses && std::all_of(pool.processes.begin(), pool.processes.end(), [&](ProcessId each) {
               return me.sees(each);
           }));
}

Result<std::vector<Pool>> seenPools(Connection &connection, const Identity &me)
{
    auto pools = PoolStore(connection).list();
    if (pools)
        std::erase_if(*pools, [&](const Pool &pool) { return !seesPool(me, pool); });
    return pools;
}

Result<Pool> requirePool(Connection &connection, const Identity &me, PoolId id)
{
    const auto pools = seenPools(connection, me);
    if (!pools)
        return failed(pools);
    for (const Pool &pool : *pools)
        if (pool.id == id)
            return pool;
    return fail(ErrorCode::NotFound, Fault::PoolUnknown, {QString::number(id.value)});
}

Result<Pool> requireOwnPool(Connection &connection, const Identity &me, PoolId id)
{
    auto pool = requirePool(connection, me, id);
    if (pool && !coversPool(me, *pool))
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    return pool;
}

Result<Pool> checkedPool(Connection &connection, const Identity &me, Pool pool)
{
    pool.name = pool.name.simplified();
    pool.brand = pool.brand.simplified();
    pool.country = pool.country.trimmed().toUpper();
    pool.area = pool.area.trimmed();
    pool.lateTarget = pool.lateAnswer == LateAnswer::Ivr ? pool.lateTarget.trimmed() : QString();
    pool.area = withoutTrunkPrefix(pool.area, pool.country);
    if (pool.allProcesses)
        pool.processes.clear();
    std::sort(pool.processes.begin(), pool.processes.end()); // as they are read
    pool.processes.erase(std::unique(pool.processes.begin(), pool.processes.end()), pool.processes.end());
    QList<PoolId> order;
    for (const PoolId other : std::as_const(pool.fallbacks))
        if (!order.contains(other))
            order.append(other);
    pool.fallbacks = order;
    if (!NumberReader::isRegion(pool.country))
        return fail(ErrorCode::Invalid, Fault::CountryUnknown, {pool.country});
    if (const auto fits = checkName(pool.name, QStringLiteral("name"), {pool.country}); !fits)
        return failed(fits);
    if (const auto fits = checkLabel(pool.brand, QStringLiteral("brand"), {pool.country}); !fits)
        return failed(fits);
    if (const auto fits = checkLabel(pool.lateTarget, QStringLiteral("late-target"), {pool.country}); !fits)
        return failed(fits);
    if (const auto fits = checkPool(pool); !fits)
        return failed(fits);
    if (const auto fits = checkServed(connection, me, pool); !fits)
        return failed(fits);
    return pool;
}

QString poolObject(PoolId pool)
{
    return QStringLiteral("pool %1").arg(pool.value);
}

QString describedPool(const Pool &pool)
{
    const auto minutes = [](std::optional<int> value) {
        return value ? QString::number(*value) : QStringLiteral("none");
    };
    return QStringLiteral(
               "name %1; brand %2; country %3; area %4; sharing %5; area match %6; number type %7; voice %8; "
               "SMS %9; ")
               .arg(typedInDeed(pool.name), typedInDeed(pool.brand), pool.country, pool.area, sharingKey(pool.sharing),
                   areaMatchKey(pool.areaMatch), numberTypeKey(pool.numberType), yesOrNo(pool.voice), yesOrNo(pool.sms))
        + QStringLiteral("expiry %1; idle %2; cool-down %3; low-water %4; recording %5; consent %6; late answer %7; "
                         "processes %8; fallbacks %9")
              .arg(minutes(pool.expiryMinutes), minutes(pool.idleMinutes), QString::number(pool.coolDownMinutes),
                  QString::number(pool.lowWaterPercent), yesOrNo(pool.records), yesOrNo(pool.asksConsent),
                  pool.lateAnswer == LateAnswer::Ivr ? typedInDeed(pool.lateTarget) : QStringLiteral("404"),
                  pool.allProcesses ? QStringLiteral("all") : idsOf(pool.processes), idsOf(pool.fallbacks));
}

} // namespace callveil
