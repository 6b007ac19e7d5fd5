// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/retention_store.h"

#include "storage/database/written.h"

namespace callveil {

namespace {

constexpr int mostInStep = 2000; // rows; another program waits no longer than these take

std::optional<qint64> maybe(const Row &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.integer(column));
}

std::optional<int> maybeMonth(const Row &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.number(column));
}

} // namespace

Result<std::vector<RetentionState>> RetentionStore::states()
{
    return m_connection.all("retention.list", {}, [](const Row &row) {
        return RetentionState{{row.integer(0)}, {row.number(1), row.text(2)}, maybeMonth(row, 3), maybe(row, 4),
            maybe(row, 5), row.integer(6), row.flag(7)};
    });
}

Result<RetentionEffect> RetentionStore::effect(ProcessId process, int days)
{
    const auto effect =
        m_connection.one("retention.effect", {{":process", process.value}, {":days", days}}, [](const Row &row) {
            return RetentionEffect{row.integer(0), maybeMonth(row, 1)};
        });
    if (!effect)
        return failed(effect);
    return effect->value_or(RetentionEffect{});
}

Result<bool> RetentionStore::set(ProcessId process, const RetentionRule &seen, const RetentionRule &rule)
{
    if (m_connection.engine() == Engine::PostgreSql) {
        const auto done = m_connection.integer("retention.set_rule",
            {{":process", process.value}, {":seen_days", seen.days}, {":seen_reason", seen.holdReason},
                {":days", rule.days}, {":reason", rule.holdReason}});
        if (!done)
            return failed(done);
        return *done == 1;
    }
    const auto all = states();
    if (!all)
        return failed(all);
    for (const RetentionState &state : *all)
        if (state.process == process && state.rule != seen)
            return false;
    const auto done = m_connection.write("retention.set",
        {{":process", process.value}, {":days", rule.days}, {":reason", rule.holdReason}, {":person", m_me.value}});
    if (!done)
        return failed(done);
    return true;
}

Result<std::vector<int>> RetentionStore::due(ProcessId process)
{
    return m_connection.all(
        "retention.due", {{":process", process.value}}, [](const Row &row) { return row.number(0); });
}

Result<std::vector<int>> RetentionStore::unswept(ProcessId process)
{
    return m_connection.all(
        "retention.unswept", {{":process", process.value}}, [](const Row &row) { return row.number(0); });
}

Result<qint64> RetentionStore::shred(ProcessId process, int month)
{
    const Binds place{{":process", process.value}, {":month", month}};
    if (m_connection.engine() == Engine::PostgreSql)
        return m_connection.integer("retention.shred", place);
    const auto numbers = m_connection.integer("retention.count", place);
    if (!numbers)
        return numbers;
    for (const auto &written :
        {m_connection.write("retention.mark_epochs", place), m_connection.write("retention.drop_epochs", place),
            m_connection.write("retention.note",
                {{":process", process.value}, {":month", month}, {":numbers", *numbers}, {":person", m_me.value},
                    {":swept", 0}})})
        if (!written)
            return failed(written);
    return numbers;
}

Result<bool> RetentionStore::sweep(ProcessId process, int month, QByteArray &after)
{
    const Binds step{{":process", process.value}, {":month", month}, {":most", mostInStep}};
    if (m_connection.engine() == Engine::PostgreSql) {
        const auto left = m_connection.integer("retention.sweep", step);
        if (!left)
            return failed(left);
        return *left == 1;
    }
    const auto numbers =
        m_connection.all("retention.numbers_to_sweep", step, [](const Row &row) { return row.integer(0); });
    if (!numbers)
        return failed(numbers);
    return numbers->empty() ? sweepIndexes(process, month, after) : sweepNumbers(*numbers);
}

Result<bool> RetentionStore::sweepNumbers(const std::vector<qint64> &numbers)
{
    for (const qint64 id : numbers) {
        const Binds number{{":number", id}};
        for (const auto &written : {m_connection.write("retention.star_customers", number),
                 m_connection.write("retention.star_agents", number),
                 m_connection.write("retention.drop_number", number)})
            if (!written)
                return failed(written);
    }
    return true;
}

Result<qint64> RetentionStore::lastSeen(qint64 signIn)
{
    return m_connection.integer("retention.last_seen", {{":sign_in", signIn}});
}

Result<bool> RetentionStore::sweepIndexes(ProcessId process, int month, QByteArray &after)
{
    if (after.isNull())
        after = ""; // a null one would be NULL
    const auto indexes = m_connection.all("retention.indexes_from",
        {{":process", process.value}, {":month", month}, {":after", after}, {":most", mostInStep}},
        [](const Row &row) { return std::pair(row.bytes(0), row.flag(1)); });
    if (!indexes)
        return failed(indexes);
    for (const auto &[blind, isKept] : *indexes) {
        after = blind;
        if (isKept)
            continue;
        const auto dropped = m_connection.write(
            "retention.drop_index", {{":process", process.value}, {":month", month}, {":blind", blind}});
        if (!dropped)
            return failed(dropped);
    }
    if (!indexes->empty())
        return true;
    const Binds place{{":process", process.value}, {":month", month}};
    for (const auto &written :
        {m_connection.write("retention.swept_epochs", place), m_connection.write("retention.swept", place)})
        if (!written)
            return failed(written);
    return false;
}

Result<void> RetentionStore::noteErased(ProcessId process, qint64 numbers)
{
    return written(m_connection.write("retention.note",
        {{":process", process.value}, {":month", 0}, {":numbers", numbers}, {":person", m_me.value}, {":swept", 1}}));
}

} // namespace callveil
