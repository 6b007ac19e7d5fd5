// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/pools/pool_store.h"

#include "storage/database/bound_value.h"
#include "storage/processes/process_store.h"

namespace callveil {

namespace {

const QString nameField = QStringLiteral("name");

Pool readPool(const Row &row)
{
    Pool pool;
    pool.id = {row.integer(0)};
    pool.revision = row.number(1);
    pool.name = row.text(2);
    pool.brand = row.text(3);
    pool.country = row.text(4);
    pool.area = row.text(5);
    pool.sharing = Sharing(row.number(6));
    pool.areaMatch = AreaMatch(row.number(7));
    pool.numberType = NumberType(row.number(8));
    pool.voice = row.number(9) != 0;
    pool.sms = row.number(10) != 0;
    const auto expiry = row.maybe(11);
    pool.expiryMinutes = expiry ? std::optional(int(*expiry)) : std::nullopt;
    pool.coolDownMinutes = row.number(12);
    pool.lowWaterPercent = row.number(13);
    pool.records = row.number(14) != 0;
    pool.asksConsent = row.number(15) != 0;
    pool.lateAnswer = LateAnswer(row.number(16));
    pool.lateTarget = row.text(17);
    pool.allProcesses = row.number(18) != 0;
    const auto idle = row.maybe(19);
    pool.idleMinutes = idle ? std::optional(int(*idle)) : std::nullopt;
    return pool;
}

} // namespace

Result<std::vector<Pool>> PoolStore::read(bool removed)
{
    auto pools = m_connection.all("pool.list", {{":removed", int(removed)}}, readPool);
    if (!pools)
        return pools;
    QHash<PoolId, size_t> places;
    for (size_t i = 0; i < pools->size(); ++i)
        places.insert((*pools)[i].id, i);
    const auto with = [&](const Row &row, const auto &use) {
        if (const auto place = places.constFind(PoolId{row.integer(0)}); place != places.constEnd())
            use((*pools)[*place]);
    };
    const auto served = m_connection.forEach("pool.processes", {},
        [&](const Row &row) { with(row, [&](Pool &pool) { pool.processes.append(ProcessId{row.integer(1)}); }); });
    if (!served)
        return failed(served);
    const auto fallbacks = m_connection.forEach("pool.fallbacks", {},
        [&](const Row &row) { with(row, [&](Pool &pool) { pool.fallbacks.append(PoolId{row.integer(1)}); }); });
    if (!fallbacks)
        return failed(fallbacks);
    return pools;
}

Result<QHash<PoolId, StateCounts>> PoolStore::counts()
{
    QHash<PoolId, StateCounts> counts;
    const auto read = m_connection.forEach("pool.counts", {},
        [&](const Row &row) { counts[PoolId{row.integer(0)}].insert(DidState(row.number(1)), row.integer(2)); });
    if (!read)
        return failed(read);
    return counts;
}

Result<std::vector<PoolNumber>> PoolStore::numbers(PoolId pool)
{
    return m_connection.all("pool.numbers", {{":pool", pool.value}}, [](const Row &row) {
        return PoolNumber{
            {row.integer(0)}, row.text(1), row.text(2), DidState(row.number(3)), row.integer(4), row.integer(5), 0};
    });
}

Result<std::optional<SeenDid>> PoolStore::find(const QString &number)
{
    return m_connection.one("pool.number_of", {{":number", number}}, [](const Row &row) {
        return SeenDid{{row.integer(0)}, {row.maybe(1).value_or(0)}, DidState(row.number(2))};
    });
}

Result<PoolId> PoolStore::insert(const Pool &pool)
{
    const auto id = m_connection.integer("pool.insert",
        {{":name", pool.name}, {":name_key", nameKey(pool.name)}, {":brand", pool.brand}, {":country", pool.country},
            {":area", pool.area}, {":sharing", int(pool.sharing)}, {":area_match", int(pool.areaMatch)},
            {":number_type", int(pool.numberType)}, {":voice", int(pool.voice)}, {":sms", int(pool.sms)},
            {":expiry_minutes", orNull(pool.expiryMinutes)}, {":cool_down_minutes", pool.coolDownMinutes},
            {":low_water", pool.lowWaterPercent}, {":records", int(pool.records)},
            {":asks_consent", int(pool.asksConsent)}, {":late_answer", int(pool.lateAnswer)},
            {":late_target", pool.lateTarget}, {":all_processes", int(pool.allProcesses)}, {":person", m_me.value}});
    if (!id)
        return tl::unexpected(nameTaken(id.error(), nameField, pool.name));
    return PoolId{*id};
}

Result<bool> PoolStore::update(const Pool &pool)
{
    const auto changed = m_connection.one("pool.update",
        {{":pool", pool.id.value}, {":seen", pool.revision}, {":name", pool.name}, {":name_key", nameKey(pool.name)},
            {":brand", pool.brand}, {":country", pool.country}, {":area", pool.area}, {":sharing", int(pool.sharing)},
            {":area_match", int(pool.areaMatch)}, {":number_type", int(pool.numberType)}, {":voice", int(pool.voice)},
            {":sms", int(pool.sms)}, {":expiry_minutes", orNull(pool.expiryMinutes)},
            {":cool_down_minutes", pool.coolDownMinutes}, {":low_water", pool.lowWaterPercent},
            {":records", int(pool.records)}, {":asks_consent", int(pool.asksConsent)},
            {":late_answer", int(pool.lateAnswer)}, {":late_target", pool.lateTarget},
            {":all_processes", int(pool.allProcesses)}},
        [](const Row &row) { return row.integer(0); });
    if (!changed)
        return tl::unexpected(nameTaken(changed.error(), nameField, pool.name));
    return changed->value_or(0) != 0;
}

Result<void> PoolStore::setIdle(PoolId pool, std::optional<int> minutes)
{
    return m_connection.forEach(
        "pool.set_idle", {{":pool", pool.value}, {":minutes", orNull(minutes)}}, [](const Row &) {});
}

Result<void> PoolStore::setServed(PoolId pool, ProcessId process, bool served)
{
    const Binds which{{":pool", pool.value}, {":process", process.value}};
    return served ? m_connection.forEach("pool.serve", which, [](const Row &) {})
                  : m_connection.forEach("pool.leave", which, [](const Row &) {});
}

Result<void> PoolStore::setFallbacks(PoolId pool, const QList<PoolId> &fallbacks)
{
    Result<void> result =
        m_connection.forEach("pool.end_fallbacks", {{":pool", pool.value}, {":place", 0}}, [](const Row &) {});
    for (qsizetype place = 0; result && place < fallbacks.size(); ++place)
        result = m_connection.forEach("pool.fall_back",
            {{":pool", pool.value}, {":place", int(place)}, {":other", fallbacks[place].value}}, [](const Row &) {});
    return result;
}

Result<PoolTies> PoolStore::ties(PoolId pool)
{
    const auto ties = m_connection.one("pool.kept_by", {{":pool", pool.value}}, [](const Row &row) {
        return PoolTies{row.integer(0), row.integer(1), row.integer(2)};
    });
    if (!ties)
        return failed(ties);
    return ties->value_or(PoolTies());
}

Result<bool> PoolStore::remove(const Pool &seen)
{
    const auto removed = m_connection.one(
        "pool.remove", {{":pool", seen.id.value}, {":seen", seen.revision}}, [](const Row &) { return true; });
    if (!removed)
        return failed(removed);
    return removed->has_value();
}

Result<bool> PoolStore::add(PoolId pool, const DidEntry &did)
{
    const auto added = m_connection.one("pool.add_did",
        {{":pool", pool.value}, {":number", did.number}, {":area", did.area}, {":person", m_me.value}},
        [](const Row &) { return true; });
    if (!added)
        return failed(added);
    return added->has_value();
}

Result<bool> PoolStore::change(const SeenDid &seen, PoolId pool, DidState state)
{
    const auto changed = m_connection.one("pool.change_did",
        {{":did", seen.id.value}, {":seen_pool", seen.pool.value}, {":seen_state", int(seen.state)},
            {":to_pool", pool.value}, {":to_state", int(state)}},
        [](const Row &) { return true; });
    if (!changed)
        return failed(changed);
    return changed->has_value();
}

} // namespace callveil
