// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/reveal_store.h"

#include "storage/people/person_store.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr qint64 hourMs = 3600000;

RequestAnswer readAnswer(const Row &row)
{
    return {RequestOutcome(row.number(0)), row.bytes(1), row.integer(2), row.number(3)};
}

Result<RequestAnswer> theOne(const Result<std::optional<RequestAnswer>> &answer)
{
    if (!answer)
        return failed(answer);
    return answer->value_or(RequestAnswer{});
}

} // namespace

QString RevealStore::objectOf(NumberId number)
{
    return QStringLiteral("number %1").arg(number.value);
}

QString RevealStore::objectOfPlaces()
{
    return QStringLiteral("numbers");
}

QString RevealStore::actionOf(RequestKind kind)
{
    switch (kind) {
    case RequestKind::Reveal:
        return QStringLiteral("number.reveal");
    case RequestKind::Search:
        return QStringLiteral("number.search");
    case RequestKind::Report:
        return QStringLiteral("number.report");
    case RequestKind::Erasure:
        return QStringLiteral("number.erase");
    case RequestKind::Export:
        return QStringLiteral("call.export");
    }
    return {};
}

QString RevealStore::wordsOf(RequestOutcome outcome)
{
    switch (outcome) {
    case RequestOutcome::Granted:
        return QStringLiteral("granted");
    case RequestOutcome::NotPermitted:
        return QStringLiteral("refused: not permitted");
    case RequestOutcome::OverLimit:
        return QStringLiteral("refused: limit");
    case RequestOutcome::Gone:
        return QStringLiteral("refused: gone");
    }
    return {};
}

Result<std::optional<RequestAnswer>> RevealStore::overLimit(
    RequestKind kind, const char *setting, qint64 usual, int hours)
{
    const auto text = PersonStore(m_connection).setting(QLatin1String(setting));
    const auto now = m_connection.integer("operation.now");
    if (!text)
        return failed(text);
    if (!now)
        return failed(now);
    bool isNumber = false;
    const qint64 given = text->value_or(QString()).toLongLong(&isNumber);
    const qint64 most = isNumber ? given : usual;
    const auto granted = m_connection.integer(
        "reveal.granted_since", {{":person", m_me.value}, {":kind", int(kind)}, {":since", *now - hours * hourMs}});
    if (!granted)
        return failed(granted);
    if (*granted < most)
        return std::optional<RequestAnswer>();
    return RequestAnswer{RequestOutcome::OverLimit, {}, most, hours};
}

Result<RequestAnswer> RevealStore::kept(RequestKind kind, NumberId number, RequestAnswer answer)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto added = m_connection.write("reveal.add_request",
        {{":person", m_me.value}, {":kind", int(kind)}, {":number", number.value}, {":outcome", int(answer.outcome)},
            {":now", *now}});
    if (!added)
        return failed(added);
    return answer;
}

Result<RequestAnswer> RevealStore::requestReveal(NumberId number, const QString &reason)
{
    if (m_connection.engine() == Engine::PostgreSql)
        return theOne(m_connection.one("reveal.request", {{":number", number.value}, {":reason", reason}}, readAnswer));
    const auto permitted = m_connection.one("reveal.place", {{":person", m_me.value}, {":number", number.value}},
        [](const Row &row) { return row.flag(1); });
    const auto hourly = overLimit(RequestKind::Reveal, "reveals_per_hour", 30, 1);
    const auto daily = overLimit(RequestKind::Reveal, "reveals_per_day", 200, 24);
    if (!permitted)
        return failed(permitted);
    if (!hourly)
        return failed(hourly);
    if (!daily)
        return failed(daily);
    RequestAnswer answer{RequestOutcome::Granted, {}, 0, 0};
    if (!*permitted)
        answer.outcome = RequestOutcome::Gone;
    else if (!**permitted)
        answer.outcome = RequestOutcome::NotPermitted;
    else if (*hourly)
        answer = **hourly;
    else if (*daily)
        answer = **daily;
    return kept(RequestKind::Reveal, number, answer);
}

Result<RequestAnswer> RevealStore::request(
    RequestKind kind, const std::vector<BlindIndex> &places, const QString &reason)
{
    if (m_connection.engine() == Engine::PostgreSql) {
        const PlaceArrays arrays(places);
        return theOne(m_connection.one("held.request",
            {{":kind", int(kind)}, {":processes", arrays.processes}, {":blinds", arrays.blinds}, {":reason", reason}},
            readAnswer));
    }
    const auto permission = kind == RequestKind::Search ? Permission::SearchByNumber : Permission::ManageSecurity;
    const auto permitted =
        m_connection.integer("reveal.may", {{":person", m_me.value}, {":permission", int(permission)}});
    const auto hourly = overLimit(kind, "searches_per_hour", 60, 1);
    if (!permitted)
        return failed(permitted);
    if (!hourly)
        return failed(hourly);
    RequestAnswer answer{RequestOutcome::Granted, {}, 0, 0};
    if (*permitted == 0)
        answer.outcome = RequestOutcome::NotPermitted;
    else if (*hourly)
        answer = **hourly;
    return kept(kind, {}, answer);
}

Result<std::optional<FetchedNumber>> RevealStore::fetch(const RequestAnswer &granted, NumberId number)
{
    const auto read = [](const Row &row) {
        return FetchedNumber{
            {{row.integer(0)}, row.integer(2), row.bytes(1)}, row.bytes(3), {row.integer(4)}, row.number(5)};
    };
    if (m_connection.engine() == Engine::PostgreSql)
        return m_connection.one("reveal.fetch", {{":token", granted.token}}, read);
    return m_connection.one("reveal.fetch_number", {{":person", m_me.value}, {":number", number.value}}, read);
}

Result<std::vector<FoundSession>> RevealStore::fetchSessions(
    const RequestAnswer &granted, const std::vector<BlindIndex> &places, int rows)
{
    const auto read = [](const Row &row) { return FoundSession{row.integer(0), {row.integer(1)}}; };
    if (m_connection.engine() == Engine::PostgreSql) {
        const PlaceArrays arrays(places);
        return m_connection.all("reveal.search_fetch",
            {{":token", granted.token}, {":processes", arrays.processes}, {":blinds", arrays.blinds}, {":rows", rows}},
            read);
    }
    std::vector<FoundSession> found;
    for (const BlindIndex &place : places) {
        const auto part =
            m_connection.all("reveal.sessions_of", {{":process", place.process.value}, {":blind", place.blind}}, read);
        if (!part)
            return failed(part);
        found.insert(found.end(), part->begin(), part->end());
    }
    // A session may hold the number under several revisions.
    const auto newer = [](const FoundSession &a, const FoundSession &b) {
        return std::pair(a.startedAt, a.id) > std::pair(b.startedAt, b.id);
    };
    std::sort(found.begin(), found.end(), newer);
    const auto same = [](const FoundSession &a, const FoundSession &b) { return a.id == b.id; };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
    if (qsizetype(found.size()) > rows)
        found.resize(size_t(rows));
    return found;
}

Result<std::vector<std::pair<ProcessId, RevisionId>>> RevealStore::revisions()
{
    return m_connection.all("reveal.revisions", {},
        [](const Row &row) { return std::pair(ProcessId{row.integer(0)}, RevisionId{row.integer(1)}); });
}

Result<std::vector<LimitAlarm>> RevealStore::alarms(qint64 since)
{
    return m_connection.all("reveal.alarms", {{":since", since}}, [](const Row &row) {
        return LimitAlarm{{row.integer(0)}, RequestKind(row.number(1)), row.integer(2)};
    });
}

} // namespace callveil
