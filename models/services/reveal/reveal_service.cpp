// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reveal/reveal_service.h"

#include "services/reveal/number_request.h"
#include "storage/vault/vault_keys.h"

namespace callveil {

namespace {

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
    const auto reason = checkedReason(connection, order.reason, order.ticket);
    if (!reason)
        return failed(reason);
    RevealStore store(connection, me.id);
    const auto answer =
        requestRecorded(connection, me, {RequestKind::Reveal, RevealStore::objectOf(order.number), *reason, {}},
            [&] { return store.requestReveal(order.number, *reason); });
    if (!answer)
        return failed(answer);
    const auto fetched = store.fetch(*answer, order.number);
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

Result<SearchOutcome> searched(Connection &connection, const Identity &me, const QString &number)
{
    const auto places = placesOf(connection, me, number);
    if (!places)
        return failed(places);
    const auto answer = requestPlaces(connection, me, RequestKind::Search, *places, {});
    if (!answer)
        return failed(answer);
    auto sessions = RevealStore(connection, me.id).fetchSessions(*answer, *places, RevealService::mostSessions + 1);
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
