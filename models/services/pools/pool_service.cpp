// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/pools/pool_service.h"

#include "services/base/text_check.h"
#include "services/platform/emergency_prefill.h"
#include "services/pools/pool_numbers.h"
#include "services/pools/pool_rules.h"
#include "storage/bindings/binding_store.h"

#include <algorithm>

namespace callveil {

namespace {

/// Its numbers, retired ones too, must be of the country, area and type that it shall have.
Result<void> checkPlaces(Connection &connection, const Pool &before, const Pool &after)
{
    if (before.country == after.country && before.area == after.area && before.numberType == after.numberType)
        return {};
    const auto numbers = PoolStore(connection).numbers(after.id);
    if (!numbers)
        return failed(numbers);
    qint64 strangers = 0;
    for (const PoolNumber &number : *numbers) {
        const auto fits = readDidList(number.number, after.country, after.area, after.numberType);
        if (!fits)
            return failed(fits);
        strangers += qint64(fits->rejects.size());
    }
    return strangers == 0 ? Result<void>{}
                          : fail(ErrorCode::Conflict, Fault::PoolNotEmpty, {before.name, QString::number(strangers)});
}

Result<void> putServed(PoolStore &store, const Identity &me, const Pool &before, const Pool &after)
{
    for (const ProcessId process : before.processes)
        if (!after.processes.contains(process) && me.sees(process))
            if (const auto done = store.setServed(after.id, process, false); !done)
                return done;
    for (const ProcessId process : after.processes)
        if (!before.processes.contains(process))
            if (const auto done = store.setServed(after.id, process, true); !done)
                return done;
    return {};
}

/// The order as it shall be, before it is written.
Result<void> checkOrder(PoolStore &store, const Pool &pool)
{
    auto all = store.list();
    if (!all)
        return failed(all);
    std::erase_if(*all, [&](const Pool &each) { return each.id == pool.id; });
    all->push_back(pool);
    for (const PoolId other : pool.fallbacks)
        if (std::none_of(all->begin(), all->end(), [&](const Pool &each) { return each.id == other; }))
            return fail(ErrorCode::NotFound, Fault::PoolUnknown, {QString::number(other.value)});
    return checkFallbacks(*all, pool.id);
}

Result<PoolId> savePool(Connection &connection, const Identity &me, const Pool &wanted, const QString &reason)
{
    Pool before;
    if (wanted.id.isSet()) {
        const auto known = requireOwnPool(connection, me, wanted.id);
        if (!known)
            return failed(known);
        before = *known;
    }
    auto pool = checkedPool(connection, me, wanted);
    if (!pool)
        return failed(pool);
    if (wanted.id.isSet() && *pool == before)
        return pool->id; // nothing to change, and nothing to record
    const bool endsExpiry = !pool->expiryMinutes && (!wanted.id.isSet() || before.expiryMinutes);
    if (endsExpiry && reason.isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("no-expiry-reason")});
    if (const auto fits = checkFreeText(reason, QStringLiteral("no-expiry-reason"), {pool->country}); !fits)
        return failed(fits);
    PoolStore store(connection, me.id);
    if (wanted.id.isSet()) {
        const auto updated = store.update(*pool);
        if (!updated)
            return failed(updated);
        if (!*updated)
            return fail(ErrorCode::Conflict, Fault::EntryChanged);
        // After the update, which waits for whoever is adding numbers.
        if (const auto fits = checkPlaces(connection, before, *pool); !fits)
            return failed(fits);
    } else {
        const auto id = store.insert(*pool);
        if (!id)
            return id;
        pool->id = *id;
    }
    if (before.idleMinutes != pool->idleMinutes)
        if (const auto done = store.setIdle(pool->id, pool->idleMinutes); !done)
            return failed(done);
    if (before.country != pool->country)
        if (const auto known = prefillEmergencyNumbers(connection, me, pool->country); !known)
            return failed(known);
    if (const auto done = putServed(store, me, before, *pool); !done)
        return failed(done);
    if (before.fallbacks != pool->fallbacks) {
        if (const auto fits = checkOrder(store, *pool); !fits)
            return failed(fits);
        if (const auto done = store.setFallbacks(pool->id, pool->fallbacks); !done)
            return failed(done);
    }
    const Deed deed{wanted.id.isSet() ? QStringLiteral("pool.change") : QStringLiteral("pool.create"),
        poolObject(pool->id), wanted.id.isSet() ? describedPool(before) : QString(), describedPool(*pool),
        endsExpiry ? reason : QString()};
    if (const auto recorded = DeedLog(connection).append(me, deed); !recorded)
        return failed(recorded);
    return pool->id;
}

Result<void> checkUntied(PoolStore &store, const Pool &pool)
{
    const auto ties = store.ties(pool.id);
    if (!ties)
        return failed(ties);
    for (const auto &[count, what] : {std::pair(ties->numbers, "numbers"), std::pair(ties->bindings, "bindings"),
             std::pair(ties->fallbacks, "fallbacks")})
        if (count > 0)
            return fail(
                ErrorCode::Conflict, Fault::PoolNotEmpty, {pool.name, QString::number(count), QLatin1String(what)});
    return {};
}

Result<void> removePool(Connection &connection, const Identity &me, const Pool &seen)
{
    const auto pool = requireOwnPool(connection, me, seen.id);
    if (!pool)
        return failed(pool);
    PoolStore store(connection, me.id);
    if (const auto untied = checkUntied(store, *pool); !untied)
        return untied;
    const auto removed = store.remove(seen);
    if (!removed)
        return failed(removed);
    if (!*removed)
        return fail(ErrorCode::Conflict, Fault::EntryChanged);
    return DeedLog(connection)
        .append(me, {QStringLiteral("pool.remove"), poolObject(pool->id), describedPool(*pool), {}, {}});
}

} // namespace

Result<PoolOverview> readPoolOverview(Connection &connection, const Identity &me)
{
    PoolStore store(connection);
    const auto pools = store.list();
    if (!pools)
        return failed(pools);
    const auto counts = store.counts();
    if (!counts)
        return failed(counts);
    const auto processes = ProcessStore(connection).list();
    if (!processes)
        return failed(processes);
    const auto use = BindingStore(connection).poolUse();
    if (!use)
        return failed(use);
    PoolOverview overview;
    for (const Pool &pool : *pools)
        if (seesPool(me, pool))
            overview.pools.push_back({pool, counts->value(pool.id), use->value(pool.id), coversPool(me, pool)});
    for (const Process &process : *processes)
        if (me.sees(process.id))
            overview.processes.push_back(process);
    return overview;
}

QFuture<Result<PoolOverview>> PoolService::overview()
{
    return read(Permission::ManagePools, &readPoolOverview);
}

QFuture<Result<PoolNumbers>> PoolService::numbers(PoolId pool)
{
    return read(Permission::ManagePools, [pool](Connection &connection, const Identity &me) -> Result<PoolNumbers> {
        if (const auto seen = requirePool(connection, me, pool); !seen)
            return failed(seen);
        auto numbers = PoolStore(connection).numbers(pool);
        const auto use = BindingStore(connection).didUse(pool);
        const auto now = connection.integer("operation.now");
        if (!numbers)
            return failed(numbers);
        if (!use)
            return failed(use);
        if (!now)
            return failed(now);
        for (PoolNumber &number : *numbers)
            number.bindings = use->value(number.id);
        return PoolNumbers{std::move(*numbers), *now};
    });
}

QFuture<Result<PoolId>> PoolService::save(Pool pool, QString noExpiryReason)
{
    return change(Permission::ManagePools,
        [pool = std::move(pool), reason = noExpiryReason.simplified()](
            Connection &connection, const Identity &me) { return savePool(connection, me, pool, reason); });
}

QFuture<Result<void>> PoolService::remove(Pool pool)
{
    return change(
        Permission::ManagePools, [seen = std::move(pool)](Connection &connection, const Identity &me) -> Result<void> {
            return removePool(connection, me, seen);
        });
}

QFuture<Result<DidAddition>> PoolService::addNumbers(
    PoolId pool, QString list, std::shared_ptr<std::atomic<bool>> cancelled)
{
    return m_workspace.background().run(
        [identity = m_workspace.identity(), pool, list = std::move(list), cancelled = std::move(cancelled)](
            Connection &connection) -> Result<DidAddition> {
            if (const auto allowed = require(*identity, Permission::ManagePools); !allowed)
                return failed(allowed);
            return connection.transact([&] { return addToPool(connection, *identity, pool, list, *cancelled); });
        });
}

QFuture<Result<QString>> PoolService::readList(QString file)
{
    return m_workspace.background().run([file = std::move(file)](Connection &) { return readDidFile(file); });
}

QFuture<Result<void>> PoolService::setState(QList<SeenDid> numbers, DidState state)
{
    return change(Permission::ManagePools,
        [numbers = std::move(numbers), state](Connection &connection, const Identity &me) -> Result<void> {
            return setStates(connection, me, numbers, state);
        });
}

QFuture<Result<void>> PoolService::move(QList<SeenDid> numbers, PoolId to)
{
    return change(Permission::ManagePools,
        [numbers = std::move(numbers), to](Connection &connection, const Identity &me) -> Result<void> {
            return moveToPool(connection, me, numbers, to);
        });
}

} // namespace callveil
