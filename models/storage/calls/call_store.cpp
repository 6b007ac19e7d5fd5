// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/calls/call_store.h"

#include "domain/calls/recording_id.h"
#include "domain/number/number_finder.h"
#include "storage/database/list_text.h"
#include "storage/processes/process_store.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace callveil {

namespace {

/// Texts as each engine reads a list: JSON for SQLite, an array for PostgreSQL.
QString textList(const QStringList &texts, Engine engine)
{
    if (engine == Engine::Sqlite)
        return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
    return arrayText(texts,
        [](QString text) { return text.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\"")); });
}

} // namespace

ShownParty CallStore::shown(ProcessId process, int kind, const QString &text, const QString &starred) const
{
    // On a server the view has applied the switch already; here it is for the embedded database.
    const bool star = m_identity.hidesClear && !m_identity.viewsActual(process) && !starred.isEmpty();
    return {NumberKind(kind), star ? starred : text};
}

CallLine CallStore::readLine(const Row &row) const
{
    CallLine line;
    line.id = {row.integer(0)};
    line.publicId = row.bytes(1);
    line.process = {row.integer(2)};
    line.startedAt = row.integer(3);
    line.processName = row.text(4);
    line.campaign = row.text(5);
    line.direction = Direction(row.number(6));
    line.agentCode = row.text(7);
    line.agentName = row.text(8);
    line.customer = shown(line.process, row.number(11), row.text(9), row.text(10));
    line.agentParty = shown(line.process, row.number(14), row.text(12), row.text(13));
    line.proxy = row.text(15);
    line.talkSeconds = row.integer(16);
    line.billableSeconds = row.integer(17);
    line.legs = row.number(18);
    line.disposition = Disposition(row.number(19));
    line.recordingId = row.text(20);
    line.caseRef = row.text(21);
    line.costMicros = row.maybe(22);
    line.currency = row.text(23);
    line.ratedLegs = row.number(24);
    line.rechargeMicros = row.maybe(25);
    line.rechargeCurrency = row.text(26);
    return line;
}

Result<DidId> CallStore::didOf(const QString &number)
{
    // Somebody may look for a customer's number here: no more than its end goes into a statement.
    constexpr int endDigits = 4;
    const QString pattern = u'%' + number.right(endDigits);
    DidId found;
    const auto done = m_connection.forEach("calls.did_of", {{":ending", pattern}}, [&](const Row &row) {
        if (row.text(1) == number)
            found = {row.integer(0)};
    });
    if (!done)
        return failed(done);
    return found;
}

Result<std::vector<CallLine>> CallStore::found(
    const std::vector<CallKey> &calls, const CallKey &key, bool older, int rows)
{
    QList<qint64> ids;
    for (const CallKey &call : calls)
        ids.append(call.id);
    return m_connection.all(older ? "calls.page_found_older" : "calls.page_found_newer",
        {{":ids", listText(ids, m_connection.engine())}, {":key_at", key.startedAt}, {":key_id", key.id},
            {":all_processes", m_identity.allProcesses ? 1 : 0}, {":person", m_identity.id.value}, {":rows", rows}},
        [this](const Row &row) { return readLine(row); });
}

Result<std::vector<CallLine>> CallStore::ofSession(const QByteArray &session, const CallKey &key, bool older, int rows)
{
    return m_connection.all(older ? "calls.page_session_older" : "calls.page_session_newer",
        {{":public_id", session}, {":key_at", key.startedAt}, {":key_id", key.id},
            {":all_processes", m_identity.allProcesses ? 1 : 0}, {":person", m_identity.id.value}, {":rows", rows}},
        [this](const Row &row) { return readLine(row); });
}

Result<std::vector<CallLine>> CallStore::recorded(const QString &recording, const CallKey &key, bool older, int rows)
{
    const auto countries = ProcessStore(m_connection).countries();
    if (!countries)
        return failed(countries);
    const QStringList stored = storedRecordingIds(recording, *countries);
    if (stored.isEmpty())
        return fail(ErrorCode::Invalid, Fault::TextHoldsNumber, {QStringLiteral("recording")});
    return m_connection.all(older ? "calls.page_recording_older" : "calls.page_recording_newer",
        {{":recordings", textList(stored, m_connection.engine())}, {":key_at", key.startedAt}, {":key_id", key.id},
            {":all_processes", m_identity.allProcesses ? 1 : 0}, {":person", m_identity.id.value}, {":rows", rows}},
        [this](const Row &row) { return readLine(row); });
}

Result<std::vector<CallLine>> CallStore::tagged(
    const CallFilter &filter, DidId proxy, const CallKey &key, bool older, int rows)
{
    const auto countries = ProcessStore(m_connection).countries();
    if (!countries)
        return failed(countries);
    // What is refused as a tag is none, and is told to no server.
    if (NumberFinder::holdsLongRow(filter.tag) || NumberFinder::containsNumber(filter.tag, *countries))
        return std::vector<CallLine>{};
    return m_connection.all(older ? "calls.page_tag_older" : "calls.page_tag_newer",
        {{":tag_key", nameKey(filter.tag)}, {":key_at", key.startedAt}, {":key_id", key.id},
            {":from_at", filter.from.value_or(0)}, {":to_at", filter.to.value_or(std::numeric_limits<qint64>::max())},
            {":any_process", filter.process.isSet() ? 0 : 1}, {":in_process", filter.process.value},
            {":any_agent", filter.agent.isSet() ? 0 : 1}, {":of_agent", filter.agent.value},
            {":any_proxy", proxy.isSet() ? 0 : 1}, {":over_proxy", proxy.value},
            {":any_disposition", filter.disposition ? 0 : 1},
            {":disposition", int(filter.disposition.value_or(Disposition::Unknown))},
            {":all_processes", m_identity.allProcesses ? 1 : 0}, {":person", m_identity.id.value}, {":rows", rows}},
        [this](const Row &row) { return readLine(row); });
}

Result<std::vector<CallLine>> CallStore::narrowed(
    const CallFilter &filter, DidId proxy, const CallKey &key, bool older, int rows)
{
    const auto read = [this](const Row &row) { return readLine(row); };
    const QVariant all = m_identity.allProcesses ? 1 : 0;
    const QVariant person = m_identity.id.value;
    const QVariant from = filter.from.value_or(0);
    const QVariant to = filter.to.value_or(std::numeric_limits<qint64>::max());
    const QVariant anyProcess = filter.process.isSet() ? 0 : 1;
    const QVariant anyAgent = filter.agent.isSet() ? 0 : 1;
    const QVariant process = filter.process.value;
    const QVariant agent = filter.agent.value;
    const QVariant anyDisposition = filter.disposition ? 0 : 1;
    const QVariant disposition = int(filter.disposition.value_or(Disposition::Unknown));
    const QVariant keyAt = key.startedAt;
    const QVariant keyId = key.id;
    if (proxy.isSet())
        return m_connection.all(older ? "calls.page_proxy_older" : "calls.page_proxy_newer",
            {{":proxy", proxy.value}, {":key_at", keyAt}, {":key_id", keyId}, {":from_at", from}, {":to_at", to},
                {":any_process", anyProcess}, {":in_process", process}, {":any_agent", anyAgent}, {":of_agent", agent},
                {":any_disposition", anyDisposition}, {":disposition", disposition}, {":all_processes", all},
                {":person", person}, {":rows", rows}},
            read);
    if (filter.agent.isSet())
        return m_connection.all(older ? "calls.page_agent_older" : "calls.page_agent_newer",
            {{":agent", agent}, {":key_at", keyAt}, {":key_id", keyId}, {":from_at", from}, {":to_at", to},
                {":any_process", anyProcess}, {":in_process", process}, {":any_disposition", anyDisposition},
                {":disposition", disposition}, {":all_processes", all}, {":person", person}, {":rows", rows}},
            read);
    if (filter.process.isSet())
        return m_connection.all(older ? "calls.page_process_older" : "calls.page_process_newer",
            {{":process", process}, {":key_at", keyAt}, {":key_id", keyId}, {":from_at", from}, {":to_at", to},
                {":any_agent", anyAgent}, {":of_agent", agent}, {":any_disposition", anyDisposition},
                {":disposition", disposition}, {":all_processes", all}, {":person", person}, {":rows", rows}},
            read);
    return m_connection.all(older ? "calls.page_all_older" : "calls.page_all_newer",
        {{":key_at", keyAt}, {":key_id", keyId}, {":from_at", from}, {":to_at", to}, {":any_process", anyProcess},
            {":in_process", process}, {":any_agent", anyAgent}, {":of_agent", agent},
            {":any_disposition", anyDisposition}, {":disposition", disposition}, {":all_processes", all},
            {":person", person}, {":rows", rows}},
        read);
}

Result<std::vector<CallLine>> CallStore::page(const CallFilter &filter, const CallKey &key, bool older, int rows)
{
    if (filter.found)
        return found(*filter.found, key, older, rows);
    if (!filter.session.isEmpty())
        return ofSession(filter.session, key, older, rows);
    if (!filter.recording.isEmpty())
        return recorded(filter.recording, key, older, rows);
    DidId proxy;
    if (!filter.proxy.isEmpty()) {
        const auto did = didOf(filter.proxy);
        if (!did)
            return failed(did);
        if (!did->isSet())
            return std::vector<CallLine>{};
        proxy = *did;
    }
    return filter.tag.isEmpty() ? narrowed(filter, proxy, key, older, rows) : tagged(filter, proxy, key, older, rows);
}

Result<std::vector<LegLine>> CallStore::legs(CallId session)
{
    const QVariant all = m_identity.allProcesses ? 1 : 0;
    const QVariant person = m_identity.id.value;
    return m_connection.all("calls.legs", {{":session", session.value}, {":all_processes", all}, {":person", person}},
        [this](const Row &row) {
            LegLine leg;
            leg.leg = row.number(0);
            leg.kind = LegKind(row.number(1));
            leg.medium = Medium(row.number(2));
            leg.direction = Direction(row.number(3));
            leg.startedAt = row.integer(4);
            leg.answeredAt = row.maybe(5);
            leg.endedAt = row.maybe(6);
            leg.billableSeconds = row.integer(7);
            leg.disposition = Disposition(row.number(8));
            leg.process = {row.integer(28)};
            leg.customer = shown(leg.process, row.number(9), row.text(10), row.text(11));
            leg.customer.number = {row.integer(29)};
            leg.agentParty = shown(leg.process, row.number(12), row.text(13), row.text(14));
            leg.agentParty.number = {row.integer(30)};
            leg.proxy = row.text(15);
            leg.presented = row.text(16);
            leg.country = row.text(17);
            leg.area = row.text(18);
            leg.account = row.text(19);
            leg.recordingId = row.text(20);
            leg.consent = Consent(row.number(21));
            leg.rateZone = row.text(22);
            leg.costMicros = row.maybe(23);
            leg.currency = row.text(24);
            leg.revision = row.number(25);
            leg.agentCode = row.text(26);
            leg.agentName = row.text(27);
            leg.rechargeMicros = row.maybe(31);
            leg.rechargeCurrency = row.text(32);
            return leg;
        });
}

Result<std::vector<std::pair<int, qint64>>> CallStore::days(ProcessId process)
{
    return m_connection.all("calls.days",
        {{":any_process", process.isSet() ? 0 : 1}, {":process", process.value},
            {":all_processes", m_identity.allProcesses ? 1 : 0}, {":person", m_identity.id.value}},
        [](const Row &row) { return std::pair(row.number(0), row.integer(1)); });
}

} // namespace callveil
