// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/bindings/binding_store.h"

#include "storage/bindings/embedded_bindings.h"
#include "storage/database/bound_value.h"
#include "storage/database/list_text.h"
#include "storage/vault/place_arrays.h"

#include <limits>

namespace callveil {

namespace {

constexpr qint64 never = std::numeric_limits<qint64>::max();

/// As a statement looks for an item in it; empty for none.
QString listOf(const QStringList &items)
{
    return items.isEmpty() ? QString() : u',' + items.join(u',') + u',';
}

Binding readBinding(const Row &row)
{
    Binding b;
    b.id = {row.integer(0)};
    b.revision = row.number(1);
    b.publicId = row.bytes(2);
    b.pool = {row.integer(3)};
    b.poolName = row.text(4);
    b.askedPool = {row.integer(5)};
    b.did = {row.integer(6)};
    b.number = row.text(7);
    b.area = row.text(8);
    b.didState = DidState(row.number(9));
    b.process = {row.integer(10)};
    b.processName = row.text(11);
    b.model = BindingModel(row.number(12));
    b.agent = {row.integer(13)};
    b.agentName = row.text(14);
    b.caseRef = row.text(15);
    b.customerText = row.text(16);
    b.agentText = row.text(17);
    b.customerNumber = {row.integer(18)};
    b.agentNumber = {row.integer(19)};
    b.recording = RecordingChoice(row.number(20));
    b.choice = {DidMatch(row.number(21)), row.number(22), row.number(23)};
    b.createdBy = {row.integer(24)};
    b.createdAt = row.integer(25);
    b.expiresAt = row.maybe(26);
    b.endedAt = row.maybe(27);
    b.endCause = EndCause(row.maybe(28).value_or(0));
    b.freeAt = row.integer(29);
    b.endsBy = row.maybe(30);
    b.idleMs = row.maybe(31);
    b.lastCallAt = row.maybe(32);
    return b;
}

bool isServer(const Connection &connection)
{
    return connection.engine() == Engine::PostgreSql;
}

Result<bool> flagOf(const Result<qint64> &answer)
{
    if (!answer)
        return failed(answer);
    return *answer != 0;
}

} // namespace

Result<std::vector<Binding>> BindingStore::rows(const BindingFilter &filter, qint64 now)
{
    QStringList ids;
    for (const ProcessId process : filter.processes.value_or(QSet<ProcessId>()))
        ids.append(QString::number(process.value));
    if (filter.id) // often, and a server plans the other statement anew each time
        return m_connection.all("binding.one",
            {{":id", filter.id->value}, {":any_process", int(!filter.processes)}, {":processes", listOf(ids)}},
            readBinding);
    const auto after = filter.after.value_or(std::pair(never, BindingId{never}));
    return m_connection.all("binding.rows",
        {{":process", filter.process.value}, {":any_process", int(!filter.processes)}, {":processes", listOf(ids)},
            {":pool", filter.pool.value}, {":agent", filter.agent.value}, {":did", filter.did.value},
            {":case_ref", filter.caseRef}, {":any_session", int(filter.session.isEmpty())},
            {":session", orEmpty(filter.session)}, {":state", filter.state ? int(*filter.state) : 0}, {":now", now},
            {":made_by", filter.madeBefore.value_or(never)}, {":endless", int(filter.endless)},
            {":before", after.first}, {":before_id", after.second.value}, {":most", filter.most}},
        readBinding);
}

Result<std::optional<BindingStore::AgentLine>> BindingStore::agentLine(AgentId agent, ProcessId process)
{
    return m_connection.one(
        "binding.agent", {{":agent", agent.value}, {":process", process.value}}, [](const Row &row) {
            return AgentLine{row.bytes(0), row.text(1)};
        });
}

Result<std::vector<std::pair<DidId, PoolId>>> BindingStore::known(const BindingDraft &draft)
{
    const auto read = [](const Row &row) { return std::pair(DidId{row.integer(0)}, PoolId{row.integer(1)}); };
    if (!isServer(m_connection))
        return m_connection.all("ledger.known",
            {{":process", draft.process.value}, {":pair_key", EmbeddedBindings::pairKey(draft)},
                {":owner_key", orEmpty(draft.ownerKey)}},
            read);
    return m_connection.all("binding.known",
        {{":process", draft.process.value}, {":customer_key", draft.customerKey}, {":agent_key", draft.agentKey},
            {":owner_key", orEmpty(draft.ownerKey)}},
        read);
}

Result<std::vector<std::pair<QString, QString>>> BindingStore::areas(PoolId pool)
{
    return m_connection.all(
        "binding.areas", {{":pool", pool.value}}, [](const Row &row) { return std::pair(row.text(0), row.text(1)); });
}

Result<std::pair<int, int>> BindingStore::counts(PoolId pool, qint64 now)
{
    const auto counts = m_connection.one("binding.counts", {{":pool", pool.value}, {":now", now}},
        [](const Row &row) { return std::pair(row.number(0), row.number(1)); });
    if (!counts)
        return failed(counts);
    return counts->value_or(std::pair(0, 0));
}

Result<std::vector<BindingStore::Candidate>> BindingStore::candidates(
    PoolId pool, const QStringList &areas, bool alone, Candidate after, int most, qint64 now)
{
    return m_connection.all("binding.candidates",
        {{":pool", pool.value}, {":alone", int(alone)}, {":now", now}, {":areas", listOf(areas)},
            {":used", after.usedAt}, {":after", after.did.value}, {":most", most}},
        [](const Row &row) {
            return Candidate{{row.integer(0)}, row.integer(1)};
        });
}

Result<PoolShortage> BindingStore::shortage(PoolId pool, const QStringList &areas, qint64 now)
{
    const auto shortage = m_connection.one(
        "binding.why_not", {{":pool", pool.value}, {":areas", listOf(areas)}, {":now", now}}, [](const Row &row) {
            return PoolShortage{row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.maybe(4)};
        });
    if (!shortage)
        return failed(shortage);
    return shortage->value_or(PoolShortage{});
}

Result<MakeAnswer> BindingStore::make(const BindingDraft &draft)
{
    if (!isServer(m_connection))
        return EmbeddedBindings(m_connection, m_me).make(draft);
    const auto id = [](const OfferedDid &did) { return did.did.value; };
    const auto customer = [](const OfferedDid &did) { return did.customer; };
    const auto agent = [](const OfferedDid &did) { return did.agent; };
    const auto answer = m_connection.one("binding.make",
        {{":op", draft.token}, {":session", draft.publicId}, {":pool", draft.pool.value}, {":asked", draft.asked.value},
            {":process", draft.process.value}, {":agent", draft.agent.value}, {":model", int(draft.model)},
            {":case_ref", draft.caseRef}, {":customer", draft.customer.text}, {":agent_shown", draft.agentParty.text},
            {":revision", draft.revision.value}, {":generation", draft.generation}, {":epoch", draft.epoch.id},
            {":epoch_seal", draft.epoch.sealedKey}, {":customer_id", draft.customer.sealed.id.value},
            {":customer_blind", draft.customer.blind}, {":customer_cipher", draft.customer.sealed.cipher},
            {":agent_line", draft.agentParty.sealed.id.value}, {":agent_blind", orEmpty(draft.agentParty.blind)},
            {":agent_cipher", orEmpty(draft.agentParty.sealed.cipher)}, {":records", int(draft.recording)},
            {":matched", int(draft.choice.match)}, {":free", draft.choice.free}, {":all", draft.choice.inService},
            {":expiry", orNull(draft.expiresAt)}, {":customer_key", draft.customerKey}, {":agent_key", draft.agentKey},
            {":owner_key", orEmpty(draft.ownerKey)}, {":dids", arrayText(draft.dids, id)},
            {":customers", arrayText(draft.dids, customer)}, {":agents", arrayText(draft.dids, agent)}},
        [](const Row &row) {
            return MakeAnswer{MakeOutcome(row.number(0)), {row.integer(1)}, row.number(2)};
        });
    if (!answer)
        return failed(answer);
    return answer->value_or(MakeAnswer{});
}

Result<bool> BindingStore::release(SeenBinding seen, EndCause cause)
{
    if (!isServer(m_connection))
        return EmbeddedBindings(m_connection, m_me).release(seen, cause);
    const Binds which{{":binding", seen.id.value}, {":seen", seen.revision}};
    return flagOf(cause == EndCause::CaseClosed ? m_connection.integer("binding.close", which)
                                                : m_connection.integer("binding.release", which));
}

Result<bool> BindingStore::extend(SeenBinding seen, std::optional<qint64> expiresAt)
{
    if (!isServer(m_connection))
        return EmbeddedBindings(m_connection, m_me).extend(seen, expiresAt);
    return flagOf(m_connection.integer(
        "binding.extend", {{":binding", seen.id.value}, {":seen", seen.revision}, {":expiry", orNull(expiresAt)}}));
}

Result<bool> BindingStore::record(SeenBinding seen, RecordingChoice recording)
{
    if (!isServer(m_connection))
        return EmbeddedBindings(m_connection, m_me).record(seen, recording);
    return flagOf(m_connection.integer(
        "binding.record", {{":binding", seen.id.value}, {":seen", seen.revision}, {":records", int(recording)}}));
}

Result<MakeOutcome> BindingStore::reassign(const ReassignDraft &draft)
{
    if (!isServer(m_connection))
        return EmbeddedBindings(m_connection, m_me).reassign(draft);
    const auto outcome = m_connection.integer("binding.reassign",
        {{":binding", draft.seen.id.value}, {":seen", draft.seen.revision}, {":agent", draft.agent.value},
            {":agent_shown", draft.agentParty.text}, {":revision", draft.revision.value},
            {":generation", draft.generation}, {":epoch", draft.epoch.id},
            {":epoch_seal", orEmpty(draft.epoch.sealedKey)}, {":agent_line", draft.agentParty.sealed.id.value},
            {":agent_blind", orEmpty(draft.agentParty.blind)},
            {":agent_cipher", orEmpty(draft.agentParty.sealed.cipher)}, {":agent_key", draft.agentKey},
            {":agent_party", draft.party}});
    if (!outcome)
        return failed(outcome);
    return MakeOutcome(*outcome);
}

Result<qint64> BindingStore::tidy(int most)
{
    if (!isServer(m_connection))
        return EmbeddedBindings(m_connection, m_me).tidy(most);
    return m_connection.integer("binding.tidy", {{":most", most}});
}

Result<QHash<PoolId, PoolUse>> BindingStore::poolUse()
{
    QHash<PoolId, PoolUse> use;
    const auto read = m_connection.forEach("binding.pool_use", {}, [&](const Row &row) {
        use.insert({row.integer(0)}, {row.integer(1), row.integer(2), row.integer(3), row.integer(4), row.integer(5)});
    });
    if (!read)
        return failed(read);
    return use;
}

Result<QHash<DidId, qint64>> BindingStore::didUse(PoolId pool)
{
    QHash<DidId, qint64> use;
    const auto read = m_connection.forEach("binding.did_use", {{":pool", pool.value}},
        [&](const Row &row) { use.insert({row.integer(0)}, row.integer(1)); });
    if (!read)
        return failed(read);
    return use;
}

Result<std::vector<BindingId>> BindingStore::ofNumber(
    const RequestAnswer &granted, const std::vector<BlindIndex> &places)
{
    const auto read = [](const Row &row) { return BindingId{row.integer(0)}; };
    if (isServer(m_connection)) {
        const PlaceArrays arrays(places);
        return m_connection.all("binding.search_fetch",
            {{":token", granted.token}, {":processes", arrays.processes}, {":blinds", arrays.blinds}}, read);
    }
    std::vector<BindingId> found;
    for (const BlindIndex &place : places) {
        const auto part =
            m_connection.all("binding.of_number", {{":process", place.process.value}, {":blind", place.blind}}, read);
        if (!part)
            return failed(part);
        found.insert(found.end(), part->begin(), part->end());
    }
    return found;
}

} // namespace callveil
