// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/bindings/binding_parties.h"

#include "domain/masking/masking.h"
#include "domain/number/number_reader.h"
#include "domain/number/own_digits.h"
#include "services/base/text_check.h"
#include "storage/agents/agent_store.h"
#include "storage/masking/policy_store.h"
#include "storage/vault/vault_store.h"
#include "storage/vault/writer_keys.h"

namespace callveil {

namespace {
constexpr int livesWithBinding = 0; // the retention month of what is not aged by the calendar
} // namespace

BindingOrder::~BindingOrder()
{
    wipe(customer);
    wipe(agent.number);
}

BindingParties::BindingParties(Connection &connection, const Identity &me, Process process, const DidBook &dids)
    : m_connection(connection), m_me(me), m_process(std::move(process)), m_dids(dids), m_keys(me.writerKey),
      m_copies(connection, me)
{ }

BindingParties::~BindingParties()
{
    wipe(m_customerNumber.text);
    wipe(m_agentNumber.text);
}

Result<PhoneNumber> BindingParties::readParty(const QString &typed, const QString &field)
{
    const auto number = NumberReader(m_process.country).readStrictly(typed, field);
    if (!number)
        return number;
    if (const BookedDid *own = m_dids.find(number->text); own && own->state != DidState::Retired)
        return fail(ErrorCode::Invalid, Fault::PartyIsProxy, {field});
    return number;
}

Result<void> BindingParties::setCustomer(const QString &typed)
{
    if (typed.trimmed().isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("customer")});
    const auto number = readParty(typed, QStringLiteral("customer"));
    if (!number)
        return failed(number);
    m_customerNumber = *number;
    m_customerIndex = WriterKeys(m_me.writerKey).agentIndex(number->text);
    return {};
}

Result<void> BindingParties::setAgent(const AgentOrder &order)
{
    m_agent = order.agent;
    if (order.agent.isSet()) {
        const auto line = BindingStore(m_connection).agentLine(order.agent, m_process.id);
        if (!line)
            return failed(line);
        if (!*line) {
            const auto agents = AgentStore(m_connection).list();
            if (!agents)
                return failed(agents);
            for (const Agent &agent : *agents)
                if (agent.id == order.agent)
                    return fail(ErrorCode::Invalid, Fault::AgentWithoutNumber, {agent.name});
            return fail(ErrorCode::NotFound, Fault::AgentUnknown, {QString::number(order.agent.value)});
        }
        m_agentIndex = (*line)->index;
        m_agentText = (*line)->text;
    } else {
        if (order.number.trimmed().isEmpty())
            return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("agent")});
        const auto number = readParty(order.number, QStringLiteral("agent"));
        if (!number)
            return failed(number);
        m_agentNumber = *number;
        m_agentIndex = WriterKeys(m_me.writerKey).agentIndex(number->text);
    }
    if (!m_customerIndex.isEmpty() && m_agentIndex == m_customerIndex)
        return fail(ErrorCode::Invalid, Fault::PartiesSame);
    return {};
}

Result<void> BindingParties::checkCase(const QString &caseRef)
{
    const QString field = QStringLiteral("case");
    QStringList numbers;
    for (const PhoneNumber *number : {&m_customerNumber, &m_agentNumber})
        if (!number->text.isEmpty())
            numbers.append(number->text);
    if (withOwnDigitsMasked(caseRef, numbers) != caseRef)
        return fail(ErrorCode::Invalid, Fault::TextHoldsNumber, {field});
    return checkLabel(caseRef, field, {m_process.country});
}

Result<void> BindingParties::prepare()
{
    const auto revision = PolicyStore(m_connection).inForce(m_process.id);
    const auto vault = VaultStore(m_connection, m_me).newest(m_process.id);
    const auto services = m_copies.holders(); // before a proxy number is locked, for which others wait
    if (!revision)
        return failed(revision);
    if (!vault)
        return failed(vault);
    if (!services)
        return failed(services);
    m_revision = revision->id;
    m_generation = vault->generation;
    const WriterKeys keys(m_me.writerKey);
    const TokenHash tokens = keys.tokenHash(m_process.id, revision->id);
    NumberSealer sealer(*vault, m_me.fingerprint);
    const auto bound = [&](const PhoneNumber &number) {
        // Off clears the parties of the process's legs, and nothing else.
        const QString text =
            revision->policy.kind == MaskingKind::Off ? starred(number) : mask(number, revision->policy, tokens).text;
        return BoundParty{
            text, keys.blindIndex(m_process.id, revision->id, number.text), sealer.seal(number.text, livesWithBinding)};
    };
    if (!m_customerNumber.text.isEmpty())
        m_customer = bound(m_customerNumber);
    m_agentParty = m_agent.isSet() ? BoundParty{m_agentText, {}, {}} : bound(m_agentNumber);
    if (const auto epochs = sealer.takeNewEpochs(); !epochs.empty())
        m_epoch = epochs.front();
    return {};
}

Result<void> BindingParties::keepCopies(BindingId binding)
{
    if (!m_customerNumber.text.isEmpty())
        if (const auto kept = m_copies.keep(binding, PartySide::Customer, m_customerNumber.text); !kept)
            return kept;
    if (m_agentNumber.text.isEmpty()) // a listed agent's copy is the agent's
        return {};
    return m_copies.keep(binding, PartySide::Agent, m_agentNumber.text);
}

OfferedDid BindingParties::offered(DidId did) const
{
    return {did, m_keys.party(did, m_customerIndex), m_keys.party(did, m_agentIndex)};
}

void BindingParties::fill(BindingDraft &draft) const
{
    draft.process = m_process.id;
    draft.agent = m_agent;
    draft.customer = m_customer;
    draft.agentParty = m_agentParty;
    draft.revision = m_revision;
    draft.generation = m_generation;
    draft.epoch = m_epoch;
}

void BindingParties::fill(ReassignDraft &draft) const
{
    draft.agent = m_agent;
    draft.agentParty = m_agentParty;
    draft.revision = m_revision;
    draft.generation = m_generation;
    draft.epoch = m_epoch;
}

} // namespace callveil
