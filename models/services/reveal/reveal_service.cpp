// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reveal/reveal_service.h"

#include "domain/number/number_reader.h"
#include "services/base/text_check.h"
#include "storage/processes/process_store.h"
#include "storage/vault/vault_keys.h"
#include "storage/vault/writer_keys.h"

#include <map>

namespace callveil {

namespace {

/// What an answer means to whoever asked.
Result<void> judge(RequestKind kind, const RequestAnswer &answer)
{
    switch (answer.outcome) {
    case RequestOutcome::Granted:
        return {};
    case RequestOutcome::NotPermitted:
        return fail(ErrorCode::Denied, kind == RequestKind::Reveal ? Fault::RevealRefused : Fault::NotPermitted);
    case RequestOutcome::OverLimit:
        if (kind == RequestKind::Search)
            return fail(ErrorCode::Denied, Fault::SearchLimit, {QString::number(answer.most)});
        return fail(ErrorCode::Denied, Fault::RevealLimit,
            {QString::number(answer.most), answer.hours == 1 ? QStringLiteral("hour") : QStringLiteral("day")});
    case RequestOutcome::Gone:
        return fail(ErrorCode::NotFound, Fault::NumberGone);
    }
    return fail(ErrorCode::Internal, Fault::Unexpected);
}

Result<QString> checkedReason(Connection &connection, const RevealOrder &order)
{
    const QString reason = order.reason.simplified();
    const QString ticket = order.ticket.simplified();
    if (reason.isEmpty())
        return fail(ErrorCode::Invalid, Fault::ReasonNeeded);
    const auto countries = countriesOf(connection);
    if (!countries)
        return failed(countries);
    if (const auto fits = checkFreeText(reason, QStringLiteral("reason"), *countries); !fits)
        return failed(fits);
    if (const auto fits = checkFreeText(ticket, QStringLiteral("ticket"), *countries); !fits)
        return failed(fits);
    return ticket.isEmpty() ? reason : QStringLiteral("%1 (ticket %2)").arg(reason, ticket);
}

/// A refusal is recorded and committed as well: it is the answer, not a failure of the transaction.
Result<RequestAnswer> requestReveal(Connection &connection, const Identity &me, NumberId number, const QString &reason)
{
    return connection.transact([&]() -> Result<RequestAnswer> {
        const auto answer = RevealStore(connection, me.id).requestReveal(number, reason);
        if (!answer)
            return answer;
        const auto recorded = DeedLog(connection)
                                  .append(me,
                                      {QStringLiteral("number.reveal"), RevealStore::objectOf(number), {},
                                          RevealStore::wordsOf(answer->outcome), reason});
        if (!recorded)
            return failed(recorded);
        return answer;
    });
}

Result<QString> opened(Connection &connection, const Identity &me, const FetchedNumber &fetched)
{
    VaultKeys vaults(connection, me);
    const auto vault = vaults.open(fetched.process, fetched.generation);
    if (!vault)
        return failed(vault);
    const auto epochKey = openSeal(fetched.sealedKey, **vault);
    if (!epochKey)
        return failed(epochKey);
    return NumberSealer::open(fetched.number, *epochKey, fetched.process, me.fingerprint);
}

RevealService::Answer revealed(Connection &connection, const Identity &me, const RevealOrder &order)
{
    const auto reason = checkedReason(connection, order);
    if (!reason)
        return failed(reason);
    const auto answer = requestReveal(connection, me, order.number, *reason);
    if (!answer)
        return failed(answer);
    if (const auto granted = judge(RequestKind::Reveal, *answer); !granted)
        return failed(granted);
    const auto fetched = RevealStore(connection, me.id).fetch(*answer, order.number);
    if (!fetched)
        return failed(fetched);
    if (!*fetched)
        return fail(ErrorCode::NotFound, Fault::NumberGone);
    if ((*fetched)->number.id != order.number) // another one than the record tells of
        return fail(ErrorCode::Internal, Fault::CiphertextDamaged);
    auto text = opened(connection, me, **fetched);
    if (!text)
        return failed(text);
    return std::make_shared<const RevealedNumber>(std::move(*text));
}

/// The number's keyed hashes under every revision of every process in whose country it is one.
Result<std::vector<BlindIndex>> placesOf(Connection &connection, const Identity &me, const QString &number)
{
    if (me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    const auto processes = ProcessStore(connection).list();
    const auto revisions = RevealStore(connection, me.id).revisions();
    if (!processes)
        return failed(processes);
    if (!revisions)
        return failed(revisions);
    std::map<ProcessId, QString> numbers;
    for (const Process &process : *processes) {
        const PhoneNumber read = NumberReader(process.country).read(number);
        if (me.sees(process.id) && read.kind == NumberKind::E164)
            numbers[process.id] = read.text;
    }
    if (numbers.empty())
        return fail(ErrorCode::Invalid, Fault::NumberNotPossible, {QStringLiteral("number")});
    const WriterKeys keys(me.writerKey);
    std::vector<BlindIndex> places;
    for (const auto &[process, revision] : *revisions)
        if (const auto found = numbers.find(process); found != numbers.end())
            places.push_back({process, keys.blindIndex(process, revision, found->second)});
    for (auto &[process, text] : numbers)
        wipe(text);
    return places;
}

Result<SearchOutcome> searched(Connection &connection, const Identity &me, const QString &number)
{
    const auto places = placesOf(connection, me, number);
    if (!places)
        return failed(places);
    RevealStore store(connection, me.id);
    const auto answer = connection.transact([&]() -> Result<RequestAnswer> {
        const auto asked = store.requestSearch(*places, {});
        if (!asked)
            return asked;
        const auto recorded = DeedLog(connection)
                                  .append(me,
                                      {QStringLiteral("number.search"), RevealStore::objectOfSearch(), {},
                                          RevealStore::wordsOf(asked->outcome), {}});
        if (!recorded)
            return failed(recorded);
        return asked;
    });
    if (!answer)
        return failed(answer);
    if (const auto granted = judge(RequestKind::Search, *answer); !granted)
        return failed(granted);
    auto sessions = store.fetchSessions(*answer, *places, RevealService::mostSessions + 1);
    if (!sessions)
        return failed(sessions);
    SearchOutcome outcome{std::move(*sessions), false};
    if (outcome.sessions.size() > size_t(RevealService::mostSessions)) {
        outcome.more = true;
        outcome.sessions.pop_back();
    }
    return outcome;
}

} // namespace

FoundCalls SearchOutcome::calls() const
{
    std::vector<CallKey> keys;
    keys.reserve(sessions.size());
    for (const FoundSession &session : sessions)
        keys.push_back({session.startedAt, session.id.value});
    return std::make_shared<const std::vector<CallKey>>(std::move(keys));
}

QFuture<RevealService::Answer> RevealService::reveal(RevealOrder order)
{
    return read([order = std::move(order)](
                    Connection &connection, const Identity &me) { return revealed(connection, me, order); });
}

QFuture<Result<SearchOutcome>> RevealService::search(QString number)
{
    const auto typed = std::make_shared<const RevealedNumber>(std::move(number));
    return read(Permission::SearchByNumber,
        [typed](Connection &connection, const Identity &me) { return searched(connection, me, typed->text()); });
}

QFuture<Result<std::vector<LimitAlarm>>> RevealService::alarms(qint64 since)
{
    return read(Permission::ViewAudit,
        [since](Connection &connection, const Identity &me) { return RevealStore(connection, me.id).alarms(since); });
}

} // namespace callveil
