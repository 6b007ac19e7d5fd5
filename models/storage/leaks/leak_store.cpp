// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/leaks/leak_store.h"

#include "storage/database/list_text.h"
#include "storage/database/written.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace callveil {

namespace {

constexpr size_t notedAtOnce = 1000;
constexpr int beyondAll = int(LeakSeverity::Critical) + 1;

QString sampleOf(const LeakSighting &sighting)
{
    QStringList ids;
    for (const CallId call : sighting.calls)
        ids.append(QString::number(call.value));
    return ids.join(u' ');
}

QJsonArray itemOf(const LeakSighting &sighting)
{
    const LeakKey &key = sighting.key;
    return {int(key.kind), int(severityOf(key.kind)), key.process.value, key.pool.value, key.did.value, key.object,
        key.place, int(sighting.counted), sighting.rows, sampleOf(sighting), sighting.oldestAt, sighting.newestAt};
}

Leak leakOf(const Row &row)
{
    Leak leak;
    leak.id = {row.integer(0)};
    leak.key = {
        LeakKind(row.number(1)), {row.integer(3)}, {row.integer(4)}, {row.integer(5)}, row.integer(6), row.text(7)};
    leak.severity = LeakSeverity(row.number(2));
    leak.counted = row.flag(8);
    leak.rows = row.integer(9);
    leak.calls = callsFromSample(row.text(10));
    leak.oldestAt = row.integer(11);
    leak.newestAt = row.integer(12);
    leak.firstSeen = row.integer(13);
    leak.lastSeen = row.integer(14);
    leak.state = LeakState(row.number(15));
    leak.settledBy = {row.integer(16)};
    leak.settledByName = row.text(17);
    leak.settledAt = row.maybe(18);
    leak.reason = row.text(19);
    leak.processName = row.text(20);
    leak.poolName = row.text(21);
    leak.number = row.text(22);
    leak.session = row.bytes(23);
    return leak;
}

} // namespace

Result<std::vector<Leak>> LeakStore::page(const LeakFilter &filter)
{
    const auto after = filter.after.value_or(std::pair(LeakSeverity(beyondAll), LeakId()));
    return m_connection.all("leak.page",
        {{":after_severity", int(after.first)}, {":after_id", after.second.value},
            {":any_state", int(!filter.open && !filter.state)}, {":open", int(filter.open)},
            {":state", filter.state && !filter.open ? int(*filter.state) : -1},
            {":any_severity", int(!filter.severity)}, {":severity", filter.severity ? int(*filter.severity) : -1},
            {":any_process", int(!filter.process.isSet())}, {":process", filter.process.value},
            {":any_kind", int(!filter.kind)}, {":kind", filter.kind ? int(*filter.kind) : -1},
            {":all_processes", int(m_me.allProcesses)}, {":person", m_me.id.value}, {":rows", filter.most}},
        leakOf);
}

Result<QHash<LeakSeverity, qint64>> LeakStore::tally()
{
    QHash<LeakSeverity, qint64> counts;
    const auto read =
        m_connection.forEach("leak.tally", {{":all_processes", int(m_me.allProcesses)}, {":person", m_me.id.value}},
            [&](const Row &row) { counts.insert(LeakSeverity(row.number(0)), row.integer(1)); });
    if (!read)
        return failed(read);
    return counts;
}

Result<std::optional<qint64>> LeakStore::lastScan()
{
    const auto at = m_connection.integer(
        "leak.last_scan", {{":all_processes", int(m_me.allProcesses)}, {":person", m_me.id.value}});
    if (!at)
        return failed(at);
    return *at == 0 ? std::nullopt : std::optional(*at);
}

Result<std::vector<CallKey>> LeakStore::keysOf(const QList<CallId> &calls)
{
    return m_connection.all("leak.starts",
        {{":ids", listText(calls, m_connection.engine())}, {":all_processes", int(m_me.allProcesses)},
            {":person", m_me.id.value}},
        [](const Row &row) {
            return CallKey{row.integer(0), row.integer(1)};
        });
}

Result<void> LeakStore::note(const std::vector<LeakSighting> &seen, bool adds)
{
    for (size_t first = 0; first < seen.size(); first += notedAtOnce) {
        QJsonArray items;
        for (size_t i = first; i < std::min(seen.size(), first + notedAtOnce); ++i)
            items.append(itemOf(seen[i]));
        const QString text = QString::fromUtf8(QJsonDocument(items).toJson(QJsonDocument::Compact));
        if (const auto noted = m_connection.write("leak.note", {{":items", text}, {":adds", int(adds)}}); !noted)
            return failed(noted);
    }
    return {};
}

Result<void> LeakStore::settleUnseen(qint64 begun, bool whole, bool readTexts)
{
    return written(m_connection.write("leak.settle_unseen",
        {{":begun", begun}, {":whole", int(whole)}, {":read_texts", int(readTexts)},
            {":all_processes", int(m_me.allProcesses)}, {":person", m_me.id.value}}));
}

Result<bool> LeakStore::mark(const LeakScope &scope, bool moves)
{
    const bool isFile = m_connection.engine() == Engine::Sqlite; // a server's function compares them itself
    if (isFile) {
        const auto scans = m_connection.integer(
            "leak.scans", {{":all_processes", int(m_me.allProcesses)}, {":person", m_me.id.value}});
        if (!scans || *scans != scope.scans)
            return scans ? Result<bool>(false) : failed(scans);
    }
    const auto marked = m_connection.one("leak.mark",
        {{":at", scope.at}, {":upto", scope.upto}, {":changes", scope.changes}, {":scans", scope.scans},
            {":moves", int(moves)}, {":all_processes", int(m_me.allProcesses)}, {":person", m_me.id.value}},
        [](const Row &) { return true; });
    if (!marked)
        return failed(marked);
    return isFile || marked->has_value();
}

Result<void> LeakStore::markDeeds(const std::vector<DeedChain> &chains)
{
    QJsonArray marks;
    for (const DeedChain &chain : chains)
        marks.append(QJsonArray{chain.actor, chain.head});
    const QString text = QString::fromUtf8(QJsonDocument(marks).toJson(QJsonDocument::Compact));
    return written(m_connection.write("leak.mark_deeds", {{":marks", text}}));
}

Result<bool> LeakStore::settle(LeakId leak, LeakState seen, qint64 seenRows, LeakState state, const QString &reason)
{
    const auto settled = m_connection.one("leak.settle",
        {{":finding", leak.value}, {":seen", int(seen)}, {":rows", seenRows}, {":state", int(state)},
            {":reason", reason}, {":all_processes", int(m_me.allProcesses)}, {":person", m_me.id.value}},
        [](const Row &) { return true; });
    if (!settled)
        return failed(settled);
    return settled->has_value();
}

} // namespace callveil
