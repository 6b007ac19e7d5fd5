// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/bindings/embedded_bindings.h"

#include "storage/bindings/bound_numbers.h"
#include "storage/crypto/sodium.h"
#include "storage/database/bound_value.h"
#include "storage/database/written.h"

#include <algorithm>
#include <limits>

namespace callveil {

namespace {

constexpr qint64 never = std::numeric_limits<qint64>::max();
constexpr BindingId none;

qint64 freeAfter(const std::optional<qint64> &expiresAt, qint64 coolDown)
{
    return expiresAt ? *expiresAt + coolDown : never;
}

/// Null bytes would be NULL.
QByteArray ownerOf(const BindingDraft &draft)
{
    return isOfOneParty(draft.model) ? draft.ownerKey : QByteArray("");
}

} // namespace

EmbeddedBindings::EmbeddedBindings(Connection &connection, PersonId me) : m_connection(connection), m_me(me)
{
    Q_ASSERT(connection.engine() == Engine::Sqlite);
}

Result<std::optional<EmbeddedBindings::Known>> EmbeddedBindings::row(BindingId binding)
{
    return m_connection.one("ledger.row", {{":binding", binding.value}}, [](const Row &row) {
        return Known{{row.integer(0)}, row.number(1), {row.integer(2)}, {row.integer(3)}, {row.integer(4)},
            BindingModel(row.number(5)), {row.integer(6)}, {row.integer(7)}, row.flag(8), row.flag(9), row.integer(10),
            row.integer(11)};
    });
}

QByteArray EmbeddedBindings::pairKey(const BindingDraft &draft)
{
    return plainHash(draft.customerKey + draft.agentKey);
}

Result<std::optional<EmbeddedBindings::Known>> EmbeddedBindings::ofKey(ProcessId process, const QByteArray &key)
{
    const auto id = m_connection.one(
        "ledger.of_key", {{":process", process.value}, {":key", key}}, [](const Row &row) { return row.integer(0); });
    if (!id)
        return failed(id);
    return *id ? row({**id}) : std::optional<Known>();
}

Result<std::optional<EmbeddedBindings::Known>> EmbeddedBindings::taken(SeenBinding seen)
{
    auto known = row(seen.id);
    if (known && *known && (!(*known)->live || (*known)->revision != seen.revision))
        known->reset();
    return known;
}

Result<bool> EmbeddedBindings::isOutdated(ProcessId process, RevisionId revision, int generation)
{
    const auto inForce = m_connection.integer(
        "ledger.in_force", {{":process", process.value}, {":revision", revision.value}, {":generation", generation}});
    if (!inForce)
        return failed(inForce);
    return *inForce == 0;
}

Result<const OfferedDid *> EmbeddedBindings::chosen(
    const BindingDraft &draft, std::optional<DidId> own, BindingId again, bool alone)
{
    for (const OfferedDid &offer : draft.dids) {
        if (own && *own != offer.did)
            continue;
        const auto free = m_connection.integer("ledger.is_free",
            {{":did", offer.did.value}, {":pool", draft.pool.value}, {":again", again.value}, {":alone", int(alone)},
                {":customer", offer.customer}, {":agent", offer.agent}, {":own", ownerOf(draft)}});
        if (!free)
            return failed(free);
        if (*free != 0)
            return &offer;
    }
    return nullptr;
}

Result<std::optional<DidId>> EmbeddedBindings::ownNumber(const BindingDraft &draft)
{
    return m_connection.one("ledger.owned", {{":own", ownerOf(draft)}, {":process", draft.process.value}},
        [](const Row &row) { return DidId{row.integer(0)}; });
}

Result<void> EmbeddedBindings::putSide(const Side &side, BindingId again)
{
    const auto put = m_connection.write("ledger.put_side",
        {{":did", side.did.value}, {":party", side.party}, {":binding", side.binding.value}, {":side", side.side},
            {":owner", side.owner}, {":until", side.until}, {":again", again.value}});
    if (!put)
        return failed(put);
    return *put == 1 ? Result<void>{} : fail(ErrorCode::Internal, Fault::Unexpected, {}, QStringLiteral("side taken"));
}

Result<void> EmbeddedBindings::settle(const Known &binding)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto sides =
        m_connection.write("ledger.settle_pair", {{":binding", binding.id.value}, {":did", binding.did.value}});
    if (!sides)
        return failed(sides);
    if (isOfOneParty(binding.model)) {
        const auto party = m_connection.write(
            "ledger.settle_party", {{":binding", binding.id.value}, {":did", binding.did.value}, {":now", *now}});
        if (!party)
            return failed(party);
    }
    return written(m_connection.write("ledger.settle_did", {{":did", binding.did.value}}));
}

Result<void> EmbeddedBindings::forget(const Known &binding)
{
    BoundNumbers numbers(m_connection, m_me, binding.process);
    const auto held = numbers.areHeld();
    if (!held)
        return failed(held);
    if (*held)
        return {};
    const auto marked = m_connection.write("ledger.forget", {{":binding", binding.id.value}});
    if (!marked)
        return failed(marked);
    if (*marked == 0)
        return {};
    if (const auto gone = m_connection.write("ledger.drop_parties", {{":binding", binding.id.value}}); !gone)
        return failed(gone);
    if (const auto gone = numbers.release(binding.customer); !gone)
        return gone;
    return numbers.release(binding.agent);
}

Result<MakeAnswer> EmbeddedBindings::make(const BindingDraft &draft)
{
    const auto outdated = isOutdated(draft.process, draft.revision, draft.generation);
    const auto before = m_connection.one("ledger.of_token",
        {{":token", draft.token}, {":person", m_me.value}, {":process", draft.process.value}},
        [](const Row &row) { return BindingId{row.integer(0)}; });
    struct Terms {
        Sharing sharing;
        qint64 coolDown;
        bool serves;
    };
    const auto terms = m_connection.one(
        "ledger.pool", {{":pool", draft.pool.value}, {":process", draft.process.value}}, [](const Row &row) {
            return Terms{Sharing(row.number(0)), row.integer(1), row.flag(2)};
        });
    const auto now = m_connection.integer("operation.now");
    if (!outdated)
        return failed(outdated);
    if (!before)
        return failed(before);
    if (!terms)
        return failed(terms);
    if (!now)
        return failed(now);
    if (!*terms || !(*terms)->serves)
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    if (*outdated)
        return MakeAnswer{MakeOutcome::Outdated, {}, 0};
    if (*before)
        return MakeAnswer{MakeOutcome::MadeBefore, **before, 0};
    const bool oneParty = isOfOneParty(draft.model);
    const auto last = ofKey(draft.process, pairKey(draft));
    const auto own = ownNumber(draft);
    if (!last)
        return failed(last);
    if (!own)
        return failed(own);
    if (*last && (*last)->live && (*last)->usable)
        return MakeAnswer{MakeOutcome::PairHasOne, (*last)->id, 0};
    const auto isOffered = [&](const OfferedDid &offer) { return offer.did == **own; };
    if (*own && std::none_of(draft.dids.begin(), draft.dids.end(), isOffered))
        return MakeAnswer{MakeOutcome::OwnNumber, {}, 0};
    const BindingId again = *last && !oneParty && !(*last)->live ? (*last)->id : none;
    const auto offer = chosen(draft, *own, again, oneParty || (*terms)->sharing == Sharing::Exclusive);
    if (!offer)
        return failed(offer);
    if (!*offer)
        return MakeAnswer{MakeOutcome::NoneFree, {}, 0};
    BoundNumbers numbers(m_connection, m_me, draft.process);
    const auto customer = numbers.keep(draft.customer, draft.revision, draft.generation, draft.epoch);
    if (!customer)
        return failed(customer);
    const auto agent = numbers.keepAgent(draft.agent, draft.agentParty, draft.revision, draft.generation, draft.epoch);
    if (!agent)
        return failed(agent);
    const DidId did = (*offer)->did;
    const qint64 until = freeAfter(draft.expiresAt, (*terms)->coolDown);
    const auto id = m_connection.integer("ledger.insert",
        {{":token", draft.token}, {":session", draft.publicId}, {":pool", draft.pool.value},
            {":asked", draft.asked.value}, {":did", did.value}, {":process", draft.process.value},
            {":model", int(draft.model)}, {":agent", draft.agent.value}, {":case_ref", draft.caseRef},
            {":customer", draft.customer.text}, {":agent_shown", draft.agentParty.text},
            {":customer_line", customer->value}, {":agent_line", agent->value}, {":records", int(draft.recording)},
            {":matched", int(draft.choice.match)}, {":free", draft.choice.free}, {":all", draft.choice.inService},
            {":person", m_me.value}, {":now", *now}, {":expiry", orNull(draft.expiresAt)}, {":until", until}});
    if (!id)
        return failed(id);
    const BindingId made{*id};
    Result<void> put =
        written(m_connection.write("ledger.put_parties", {{":binding", made.value}, {":customer", draft.customerKey}}));
    if (put)
        put = written(m_connection.write("ledger.drop_sides", {{":did", did.value}, {":now", *now}}));
    if (put && draft.model != BindingModel::Agent)
        put = putSide({did, (*offer)->customer, made, 0, ownerOf(draft), until}, again);
    if (put && draft.model != BindingModel::Customer)
        put = putSide({did, (*offer)->agent, made, 1, ownerOf(draft), until}, again);
    if (put)
        put = written(m_connection.write(
            "ledger.in_use_again", {{":binding", again.value}, {":did", did.value}, {":now", *now}}));
    if (put)
        put = putKey(draft.process, pairKey(draft), made);
    if (put)
        put = written(m_connection.write("ledger.used", {{":did", did.value}, {":now", *now}}));
    if (put) {
        Known fresh;
        fresh.id = made;
        fresh.did = did;
        fresh.model = draft.model;
        put = settle(fresh);
    }
    if (!put)
        return failed(put);
    return MakeAnswer{MakeOutcome::Made, made, 0};
}

Result<bool> EmbeddedBindings::release(SeenBinding seen, EndCause cause)
{
    const auto known = taken(seen);
    const auto now = m_connection.integer("operation.now");
    if (!known)
        return failed(known);
    if (!now)
        return failed(now);
    if (!*known)
        return false;
    const Known &binding = **known;
    auto changed = written(m_connection.write("ledger.release",
        {{":binding", binding.id.value}, {":now", *now}, {":cause", int(cause)}, {":until", *now + binding.coolDown}}));
    if (changed)
        changed = settle(binding);
    if (changed)
        changed = forget(binding);
    if (!changed)
        return failed(changed);
    return true;
}

Result<bool> EmbeddedBindings::extend(SeenBinding seen, std::optional<qint64> expiresAt)
{
    const auto known = taken(seen);
    if (!known)
        return failed(known);
    if (!*known)
        return false;
    const Known &binding = **known;
    auto changed = written(m_connection.write("ledger.extend",
        {{":binding", binding.id.value}, {":expiry", orNull(expiresAt)},
            {":until", freeAfter(expiresAt, binding.coolDown)}}));
    if (changed)
        changed = settle(binding);
    if (!changed)
        return failed(changed);
    return true;
}

Result<bool> EmbeddedBindings::record(SeenBinding seen, RecordingChoice recording)
{
    const auto known = taken(seen);
    if (!known)
        return failed(known);
    if (!*known)
        return false;
    return written(m_connection.write("ledger.record", {{":binding", seen.id.value}, {":records", int(recording)}}))
        .map([] { return true; });
}

Result<void> EmbeddedBindings::putKey(ProcessId process, const QByteArray &key, BindingId binding)
{
    return written(m_connection.write(
        "ledger.put_key", {{":process", process.value}, {":key", key}, {":binding", binding.value}}));
}

/// The agent's side of the number goes to another party; the one before cools there.
Result<void> EmbeddedBindings::passSide(const Known &binding, const QByteArray &party)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto cooled = m_connection.write("ledger.cool_agent",
        {{":did", binding.did.value}, {":binding", binding.id.value}, {":until", *now + binding.coolDown}});
    if (!cooled)
        return failed(cooled);
    return putSide({binding.did, party, binding.id, 1, QByteArray(""), binding.freeAt}, {-binding.id.value});
}

Result<MakeOutcome> EmbeddedBindings::reassign(const ReassignDraft &draft)
{
    const auto known = taken(draft.seen);
    const auto customer = m_connection.one(
        "ledger.customer", {{":binding", draft.seen.id.value}}, [](const Row &row) { return row.bytes(0); });
    if (!known)
        return failed(known);
    if (!customer)
        return failed(customer);
    if (!*known || !*customer)
        return MakeOutcome::Changed;
    const Known &binding = **known;
    if (binding.model == BindingModel::Agent)
        return fail(ErrorCode::Conflict, Fault::BindingOfAgent);
    const QByteArray key = plainHash(**customer + draft.agentKey);
    const auto other = ofKey(binding.process, key);
    const auto outdated = isOutdated(binding.process, draft.revision, draft.generation);
    const auto side = m_connection.one("ledger.is_taken", {{":did", binding.did.value}, {":party", draft.party}},
        [](const Row &row) { return std::pair(row.number(0), BindingId{row.integer(1)}); });
    if (!other)
        return failed(other);
    if (!outdated)
        return failed(outdated);
    if (!side)
        return failed(side);
    if (*other && (*other)->live)
        return (*other)->id == binding.id ? MakeOutcome::AsItWas : MakeOutcome::PairHasOne;
    if (*outdated)
        return MakeOutcome::Outdated;
    const bool ofPair = binding.model != BindingModel::Customer;
    if (*side && (*side)->first == 0 && (!ofPair || (*side)->second == binding.id))
        return MakeOutcome::SameParty;
    const BindingId before{-binding.id.value}; // he may come back while he cools
    if (*side && ofPair && (*side)->second != before)
        return MakeOutcome::NoneFree;
    Result<void> changed = written(m_connection.write("ledger.drop_key", {{":binding", binding.id.value}}));
    if (changed)
        changed = putKey(binding.process, key, binding.id);
    if (changed && ofPair)
        changed = passSide(binding, draft.party);
    if (!changed)
        return failed(changed);
    BoundNumbers numbers(m_connection, m_me, binding.process);
    const auto line = numbers.keepAgent(draft.agent, draft.agentParty, draft.revision, draft.generation, draft.epoch);
    if (!line)
        return failed(line);
    changed = written(m_connection.write("ledger.reassign",
        {{":binding", binding.id.value}, {":agent", draft.agent.value}, {":agent_shown", draft.agentParty.text},
            {":line", line->value}}));
    if (changed)
        changed = numbers.releaseOrLeave(binding.agent);
    if (changed)
        changed = settle(binding);
    if (!changed)
        return failed(changed);
    return MakeOutcome::Made;
}

Result<qint64> EmbeddedBindings::tidy(int most)
{
    const auto ids =
        m_connection.all("ledger.to_tidy", {{":most", most}}, [](const Row &row) { return BindingId{row.integer(0)}; });
    if (!ids)
        return failed(ids);
    for (const BindingId id : *ids) {
        const auto known = row(id);
        if (!known)
            return failed(known);
        if (const auto noted = m_connection.write("ledger.expire", {{":binding", id.value}}); !noted)
            return failed(noted);
        if (*known)
            if (const auto gone = forget(**known); !gone)
                return failed(gone);
    }
    if (const auto swept = BoundNumbers::sweepLeft(m_connection, m_me); !swept)
        return failed(swept);
    if (const auto dropped = m_connection.write("ledger.drop_keys", {{":most", most}}); !dropped)
        return failed(dropped);
    if (const auto dropped = m_connection.write("ledger.drop_cold_sides"); !dropped)
        return failed(dropped);
    return qint64(ids->size());
}

} // namespace callveil
