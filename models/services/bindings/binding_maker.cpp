// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/bindings/binding_maker.h"

#include "domain/audit/deed_reference.h"
#include "domain/number/number_reader.h"
#include "services/base/text_check.h"
#include "services/pools/pool_rules.h"
#include "services/processes/process_service.h"
#include "storage/audit/deed_log.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>

namespace callveil {

namespace {

constexpr int mostTries = 4; // of what others change at the same time
constexpr qsizetype tokenSize = 16;
constexpr qint64 minuteMs = 60000;

QString timeText(const std::optional<qint64> &ms)
{
    return ms ? QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).toString(Qt::ISODate) : QStringLiteral("never");
}

} // namespace

Result<Binding> requireBinding(Connection &connection, const Identity &me, BindingId id)
{
    BindingFilter filter;
    filter.id = id;
    const auto rows = BindingStore(connection).rows(filter, 0);
    if (!rows)
        return failed(rows);
    if (rows->empty() || !me.sees(rows->front().process))
        return fail(ErrorCode::NotFound, Fault::BindingUnknown, {QString::number(id.value)});
    return rows->front();
}

QString bindingObject(BindingId binding)
{
    return QStringLiteral("binding %1").arg(binding.value);
}

Result<std::optional<qint64>> endFor(
    Connection &connection, const ExpiryOrder &order, const std::optional<int> &ofPool, qint64 now)
{
    std::optional<int> minutes = ofPool;
    if (order.kind == ExpiryOrder::Kind::Minutes) {
        if (const auto fits = checkExpiry(order.minutes); !fits)
            return failed(fits);
        minutes = order.minutes;
    } else if (order.kind == ExpiryOrder::Kind::Never) {
        const QString field = QStringLiteral("no-expiry-reason");
        if (order.reason.simplified().isEmpty())
            return fail(ErrorCode::Invalid, Fault::NameEmpty, {field});
        const auto countries = countriesOf(connection);
        if (!countries)
            return failed(countries);
        if (const auto fits = checkFreeText(order.reason, field, *countries); !fits)
            return failed(fits);
        minutes.reset();
    }
    return minutes ? std::optional(now + *minutes * minuteMs) : std::nullopt;
}

Result<std::vector<Pool>> BindingMaker::poolsFor(const BindingOrder &order, const Process &process)
{
    const auto seen = seenPools(m_connection, m_me);
    if (!seen)
        return failed(seen);
    std::copy_if(seen->begin(), seen->end(), std::back_inserter(m_serving),
        [&](const Pool &pool) { return serves(pool, process.id); });
    if (!order.number.trimmed().isEmpty()) {
        const auto number = NumberReader(process.country).readStrictly(order.number, QStringLiteral("proxy"));
        if (!number)
            return failed(number);
        const BookedDid *did = m_dids.find(number->text);
        const auto isItsPool = [&](const Pool &pool) { return did && pool.id == did->pool; };
        const auto pool = std::find_if(m_serving.begin(), m_serving.end(), isItsPool);
        if (pool == m_serving.end() || did->state != DidState::InService
            || (order.pool.isSet() && order.pool != pool->id))
            return fail(ErrorCode::NotFound, Fault::DidUnknown);
        m_byHand = number->text;
        m_named = did->id;
        return std::vector<Pool>{*pool};
    }
    std::vector<Pool> chain = askedInOrder(*seen, order.pool);
    if (chain.empty() || chain.front().id != order.pool)
        return fail(ErrorCode::NotFound, Fault::PoolUnknown, {QString::number(order.pool.value)});
    if (!serves(chain.front(), process.id))
        return fail(ErrorCode::Invalid, Fault::PoolServesNot, {chain.front().name, process.name});
    std::erase_if(chain, [&](const Pool &pool) { return !serves(pool, process.id); });
    return chain;
}

/// Offers the numbers, and does it over as long as it is the policy or the key that has changed.
Result<MakeAnswer> BindingMaker::offer(BindingDraft &draft, BindingParties &parties, const DidOffer &offer)
{
    draft.pool = offer.pool;
    draft.choice = offer.choice;
    draft.dids.clear();
    for (const DidId did : offer.dids)
        draft.dids.push_back(parties.offered(did));
    for (int tries = 0;; ++tries) {
        const auto answer = BindingStore(m_connection, m_me.id).make(draft);
        if (!answer || answer->outcome != MakeOutcome::Outdated)
            return answer;
        if (tries == mostTries)
            return fail(ErrorCode::Conflict, Fault::RevisionChanged);
        if (const auto prepared = parties.prepare(); !prepared)
            return failed(prepared);
        parties.fill(draft);
    }
}

Result<BindingDraft> BindingMaker::draftOf(const BindingOrder &order, const Pool &asked, BindingParties &parties)
{
    if (const auto set = parties.setCustomer(order.customer); !set)
        return failed(set);
    if (const auto set = parties.setAgent(order.agent); !set)
        return failed(set);
    BindingDraft draft;
    draft.caseRef = order.caseRef.simplified();
    if (order.model == BindingModel::Case && draft.caseRef.isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("case")});
    if (const auto fits = parties.checkCase(draft.caseRef); !fits)
        return failed(fits);
    if (const auto prepared = parties.prepare(); !prepared)
        return failed(prepared);
    parties.fill(draft);
    draft.token = order.token.isEmpty() ? randomBytes(tokenSize) : order.token;
    draft.publicId = randomBytes(tokenSize);
    draft.asked = asked.id;
    draft.model = order.model;
    draft.recording = order.recording;
    const RouteKeys &keys = parties.keys();
    draft.customerKey = keys.customer(asked.id, order.process, order.model, draft.caseRef, parties.customer());
    draft.agentKey = keys.agent(asked.id, order.process, order.model, draft.caseRef, parties.agent());
    if (isOfOneParty(order.model))
        draft.ownerKey = keys.owner(asked.id, order.process, order.model,
            order.model == BindingModel::Agent ? parties.agent() : parties.customer());
    return draft;
}

Result<BoundPair> BindingMaker::make(const BindingOrder &order)
{
    if (m_me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    const auto process = requireProcess(m_connection, m_me, order.process);
    if (!process)
        return failed(process);
    if (process->archivedAt)
        return fail(ErrorCode::Conflict, Fault::ProcessArchived, {process->name});
    const auto pools = poolsFor(order, *process);
    const auto now = m_connection.integer("operation.now");
    if (!pools)
        return failed(pools);
    if (!now)
        return failed(now);
    BindingParties parties(m_connection, m_me, *process, m_dids);
    auto draft = draftOf(order, pools->front(), parties);
    if (!draft)
        return failed(draft);
    DidFinder finder(m_connection, *pools, order.model, parties.customerNumber(), *now);
    if (m_named.isSet())
        finder.offerOnly(m_named);
    else if (const auto known = offerKnown(*draft, finder); !known)
        return failed(known);
    int held = 0, others = 0;
    while (true) {
        const auto next = finder.next();
        if (!next)
            return failed(next);
        if (!*next)
            break;
        const Pool &pool = finder.pool((*next)->pool);
        const auto ends = endFor(m_connection, order.expiry, pool.expiryMinutes, *now);
        if (!ends)
            return failed(ends);
        draft->expiresAt = *ends;
        const auto answer = offer(*draft, parties, **next);
        if (!answer)
            return failed(answer);
        held += answer->held;
        if (answer->outcome == MakeOutcome::NoneFree)
            continue;
        if (answer->outcome == MakeOutcome::OwnNumber) {
            if (m_named.isSet())
                break;
            if (++others > mostTries)
                return fail(ErrorCode::Busy, Fault::DatabaseBusy);
            if (const auto known = offerKnown(*draft, finder); !known)
                return failed(known);
            continue;
        }
        const auto binding = requireBinding(m_connection, m_me, answer->binding);
        if (!binding)
            return failed(binding);
        const bool isNew = answer->outcome == MakeOutcome::Made;
        if (!isNew && m_named.isSet() && binding->did != m_named) // another number was asked for
            return fail(ErrorCode::Conflict, Fault::BindingExists);
        if (isNew) {
            if (const auto kept = parties.keepCopies(binding->id); !kept)
                return failed(kept);
            if (const auto recorded = record(order, *binding); !recorded)
                return failed(recorded);
        }
        return BoundPair{*binding, isNew};
    }
    if (held > 0)
        return fail(ErrorCode::Busy, Fault::DatabaseBusy);
    if (m_named.isSet())
        return fail(ErrorCode::Conflict, Fault::DidNotFree, {m_byHand});
    const auto why = finder.refusal();
    if (!why)
        return failed(why);
    return tl::unexpected(*why);
}

Result<void> BindingMaker::offerKnown(const BindingDraft &draft, DidFinder &finder)
{
    const auto known = BindingStore(m_connection).known(draft);
    if (!known)
        return failed(known);
    finder.offerFirst(*known, m_serving);
    return {};
}

Result<void> BindingMaker::record(const BindingOrder &order, const Binding &binding)
{
    const QString words =
        QStringLiteral("process %1; pool %2; number %3; model %4; agent %5; case %6; expires %7; recording %8; ")
            .arg(QString::number(binding.process.value), QString::number(binding.pool.value), binding.number,
                bindingModelKey(binding.model),
                binding.agent.isSet() ? QString::number(binding.agent.value) : QStringLiteral("-"),
                binding.caseRef.isEmpty() ? QStringLiteral("-") : typedInDeed(binding.caseRef),
                timeText(binding.expiresAt), recordingKey(binding.recording))
        + QStringLiteral("match %1").arg(didMatchKey(binding.choice.match));
    const bool endless = order.expiry.kind == ExpiryOrder::Kind::Never;
    return DeedLog(m_connection)
        .append(m_me,
            {QStringLiteral("binding.create"), bindingObject(binding.id), {}, words,
                endless ? order.expiry.reason.simplified() : QString()});
}

Result<Binding> BindingMaker::reassign(const Binding &seen, const AgentOrder &order)
{
    if (m_me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    const auto binding = requireBinding(m_connection, m_me, seen.id);
    if (!binding)
        return binding;
    if (binding->model == BindingModel::Agent)
        return fail(ErrorCode::Conflict, Fault::BindingOfAgent);
    const auto process = requireProcess(m_connection, m_me, binding->process);
    if (!process)
        return failed(process);
    BindingParties parties(m_connection, m_me, *process, m_dids);
    if (const auto set = parties.setAgent(order); !set)
        return failed(set);
    ReassignDraft draft;
    draft.seen = {seen.id, seen.revision};
    draft.agentKey =
        parties.keys().agent(binding->askedPool, process->id, binding->model, binding->caseRef, parties.agent());
    draft.party = parties.offered(binding->did).agent;
    MakeOutcome outcome = MakeOutcome::Outdated;
    for (int tries = 0; tries < mostTries && outcome == MakeOutcome::Outdated; ++tries) {
        if (const auto prepared = parties.prepare(); !prepared)
            return failed(prepared);
        parties.fill(draft);
        const auto answer = BindingStore(m_connection, m_me.id).reassign(draft);
        if (!answer)
            return failed(answer);
        outcome = *answer;
    }
    if (outcome == MakeOutcome::AsItWas)
        return *binding;
    if (outcome == MakeOutcome::SameParty)
        return fail(ErrorCode::Invalid, Fault::PartiesSame);
    if (outcome == MakeOutcome::PairHasOne)
        return fail(ErrorCode::Conflict, Fault::BindingExists);
    if (outcome == MakeOutcome::NoneFree)
        return fail(ErrorCode::Conflict, Fault::DidNotFree, {binding->number});
    if (outcome != MakeOutcome::Made)
        return fail(ErrorCode::Conflict, Fault::BindingChanged);
    if (const auto kept = parties.keepCopies(seen.id); !kept)
        return failed(kept);
    const QString before = binding->agent.isSet() ? QString::number(binding->agent.value) : QStringLiteral("-");
    const QString after = order.agent.isSet() ? QString::number(order.agent.value) : QStringLiteral("-");
    const auto recorded =
        DeedLog(m_connection)
            .append(m_me,
                {QStringLiteral("binding.reassign"), bindingObject(seen.id), QStringLiteral("agent %1").arg(before),
                    QStringLiteral("agent %1").arg(after), {}});
    if (!recorded)
        return failed(recorded);
    return requireBinding(m_connection, m_me, seen.id);
}

} // namespace callveil
