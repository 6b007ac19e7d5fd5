// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/callbacks/callback_outbox.h"

#include "storage/database/list_text.h"
#include "storage/database/written.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace callveil {

namespace {

CallbackCall readCall(const Row &row)
{
    CallbackCall call;
    call.id = row.integer(0);
    call.publicId = row.bytes(1);
    call.process = row.text(2);
    call.campaign = row.text(3);
    call.agent = row.text(4);
    call.proxy = row.text(5);
    call.caseRef = row.text(6);
    call.recordingId = row.text(7);
    call.direction = Direction(row.number(8));
    call.disposition = Disposition(row.number(9));
    call.startedAt = row.integer(10);
    call.endedAt = row.maybe(11);
    call.talkSeconds = row.integer(12);
    call.billableSeconds = row.integer(13);
    call.costMicros = row.maybe(14);
    call.currency = row.text(15);
    call.rechargeMicros = row.maybe(16);
    call.rechargeCurrency = row.text(17);
    return call;
}

CallbackLeg readLeg(const Row &row)
{
    CallbackLeg leg;
    leg.leg = row.number(1);
    leg.kind = LegKind(row.number(2));
    leg.medium = Medium(row.number(3));
    leg.direction = Direction(row.number(4));
    leg.startedAt = row.integer(5);
    leg.answeredAt = row.maybe(6);
    leg.endedAt = row.maybe(7);
    leg.billableSeconds = row.integer(8);
    leg.disposition = Disposition(row.number(9));
    leg.agent = row.text(10);
    leg.proxy = row.text(11);
    leg.presented = row.text(12);
    leg.country = row.text(13);
    leg.account = row.text(14);
    leg.customer = row.text(15);
    leg.agentNumber = row.text(16);
    leg.recordingId = row.text(17);
    leg.consent = Consent(row.number(18));
    leg.rateZone = row.text(19);
    leg.costMicros = row.maybe(20);
    leg.currency = row.text(21);
    leg.rechargeMicros = row.maybe(22);
    leg.rechargeCurrency = row.text(23);
    return leg;
}

TaskCounts readCounts(const QString &text)
{
    TaskCounts counts;
    const QJsonObject stored = QJsonDocument::fromJson(text.toUtf8()).object();
    for (auto count = stored.begin(); count != stored.end(); ++count)
        counts.emplace(count.key(), count.value().toInteger());
    return counts;
}

} // namespace

Result<std::vector<DueCallback>> CallbackOutbox::due(CallbackKind kind, int most)
{
    return m_connection.all("callback.due", {{":kind", int(kind)}, {":most", most}}, [](const Row &row) {
        return DueCallback{row.integer(0), row.bytes(1), CallbackType(row.number(2)), row.integer(3), row.number(4),
            row.integer(5), row.number(6)};
    });
}

Result<void> CallbackOutbox::settle(CallbackKind kind, const std::vector<SettledCallback> &settled)
{
    if (m_connection.engine() == Engine::Sqlite)
        return settleEmbedded(kind, settled);
    const auto column = [&](auto valueOf) { return arrayText(settled, valueOf); };
    const auto done = m_connection.one("callback.settle",
        {{":kind", int(kind)}, {":seqs", column([](const SettledCallback &each) { return each.seq; })},
            {":states", column([](const SettledCallback &each) { return qint64(each.state); })},
            {":statuses", column([](const SettledCallback &each) { return qint64(each.status); })},
            {":failures", column([](const SettledCallback &each) { return qint64(each.failure); })},
            {":took", column([](const SettledCallback &each) { return qint64(each.tookMs); })},
            {":next_ats", column([](const SettledCallback &each) { return each.nextAt; })}},
        [](const Row &) { return true; });
    if (!done)
        return failed(done);
    return {};
}

/// Does what cv_api.callback_settle does on a server.
Result<void> CallbackOutbox::settleEmbedded(CallbackKind kind, const std::vector<SettledCallback> &settled)
{
    for (const SettledCallback &each : settled) {
        const auto stored = m_connection.write("callback.settle_one",
            {{":seq", each.seq}, {":state", int(each.state)}, {":next_at", each.nextAt}, {":status", each.status},
                {":failure", int(each.failure)}, {":took", each.tookMs}});
        if (!stored)
            return failed(stored);
        if (each.state != CallbackState::Waiting)
            continue;
        const auto held = m_connection.write(
            "callback.hold_back", {{":kind", int(kind)}, {":seq", each.seq}, {":next_at", each.nextAt}});
        if (!held)
            return failed(held);
    }
    const bool isAnyDelivered = std::any_of(settled.begin(), settled.end(),
        [](const SettledCallback &each) { return each.state == CallbackState::Delivered; });
    return written(
        m_connection.write("callback.note_endpoint", {{":kind", int(kind)}, {":delivered", int(isAnyDelivered)}}));
}

Result<void> CallbackOutbox::disable(CallbackKind kind)
{
    return written(m_connection.write("callback.disable", {{":kind", int(kind)}}));
}

Result<qint64> CallbackOutbox::thin(int most)
{
    if (m_connection.engine() == Engine::PostgreSql)
        return m_connection.integer("callback.thin", {{":most", most}});
    const auto delivered = m_connection.write("callback.thin_delivered", {{":most", most}});
    if (!delivered)
        return delivered;
    const auto given = m_connection.write("callback.thin_failed", {{":most", most}});
    if (!given)
        return given;
    return *delivered + *given;
}

Result<std::vector<CallbackCall>> CallbackOutbox::calls(const std::vector<qint64> &ids)
{
    const QString list = listText(ids, m_connection.engine());
    auto calls = m_connection.all("callback.sessions", {{":ids", list}}, readCall);
    if (!calls)
        return calls;
    QHash<qint64, size_t> places;
    for (size_t i = 0; i < calls->size(); ++i)
        places.insert(calls->at(i).id, i);
    const auto read = m_connection.forEach("callback.legs", {{":ids", list}}, [&](const Row &row) {
        const auto place = places.constFind(row.integer(0));
        if (place != places.constEnd())
            calls->at(*place).legs.push_back(readLeg(row));
    });
    if (!read)
        return failed(read);
    return calls;
}

Result<std::vector<CallbackStatus>> CallbackOutbox::statuses(const std::vector<qint64> &seqs)
{
    return m_connection.all(
        "callback.statuses", {{":seqs", listText(seqs, m_connection.engine())}}, [](const Row &row) {
            return CallbackStatus{row.integer(0), row.bytes(1), row.bytes(2), row.text(3), row.text(4),
                CallState(row.number(5)), row.integer(6)};
        });
}

Result<std::vector<CallbackTask>> CallbackOutbox::tasks(const std::vector<qint64> &seqs)
{
    return m_connection.all("callback.tasks", {{":seqs", listText(seqs, m_connection.engine())}}, [](const Row &row) {
        return CallbackTask{
            row.integer(0), row.text(1), TaskState(row.number(2)), readCounts(row.text(3)), row.integer(4)};
    });
}

} // namespace callveil
