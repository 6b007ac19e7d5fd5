// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/calls/call_store.h"

#include "storage/database/list_text.h"

#include <limits>

namespace callveil {

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

Result<std::vector<CallLine>> CallStore::page(const CallFilter &filter, const CallKey &key, bool older, int rows)
{
    if (filter.found)
        return found(*filter.found, key, older, rows);
    const auto read = [this](const Row &row) { return readLine(row); };
    const QVariant all = m_identity.allProcesses ? 1 : 0;
    const QVariant person = m_identity.id.value;
    if (!filter.session.isEmpty())
        return m_connection.all(older ? "calls.page_session_older" : "calls.page_session_newer",
            {{":public_id", filter.session}, {":key_at", key.startedAt}, {":key_id", key.id}, {":all_processes", all},
                {":person", person}, {":rows", rows}},
            read);

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
    if (!filter.proxy.isEmpty()) {
        const auto did = didOf(filter.proxy);
        if (!did)
            return failed(did);
        if (!did->isSet())
            return std::vector<CallLine>{};
        return m_connection.all(older ? "calls.page_proxy_older" : "calls.page_proxy_newer",
            {{":proxy", did->value}, {":key_at", keyAt}, {":key_id", keyId}, {":from_at", from}, {":to_at", to},
                {":any_process", anyProcess}, {":in_process", process}, {":any_agent", anyAgent}, {":of_agent", agent},
                {":any_disposition", anyDisposition}, {":disposition", disposition}, {":all_processes", all},
                {":person", person}, {":rows", rows}},
            read);
    }
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
