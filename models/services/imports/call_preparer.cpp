// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/call_preparer.h"

#include "domain/calls/party_rule.h"
#include "domain/number/own_digits.h"

#include <QTimeZone>

namespace callveil {

namespace {

constexpr qsizetype mostCached = 200000; // about 60 MB
constexpr qsizetype longestCached = 64; // of a text that several rows may share

/// Room for one more entry: a full cache starts afresh, which costs little and keeps memory bounded.
template <typename Cache>
Cache &roomIn(Cache &cache)
{
    if (cache.size() >= mostCached)
        cache.clear();
    return cache;
}

QSet<QString> extensionsOf(const QHash<QString, AgentId> &agents)
{
    const QList<QString> keys = agents.keys();
    return {keys.begin(), keys.end()};
}

} // namespace

CallPreparer::CallPreparer(PrepareContext context)
    : m_context(std::move(context)), m_reader(m_context.process.country, extensionsOf(m_context.agentsByExtension)),
      m_finder(m_context.process.country),
      m_parties(m_context.revision, m_context.vault, m_context.fingerprint, m_context.keys),
      m_calendar(QTimeZone(m_context.process.timeZone.toLatin1()))
{ }

PhoneNumber CallPreparer::readNumber(const std::optional<QString> &text)
{
    if (!text)
        return {};
    const auto found = m_numbers.constFind(*text);
    if (found != m_numbers.constEnd())
        return *found;
    ++m_parsed;
    if (text->size() > longestCached)
        return m_reader.read(*text);
    return *roomIn(m_numbers).insert(*text, m_reader.read(*text));
}

AgentId CallPreparer::agentOf(const PhoneNumber &number)
{
    if (number.kind == NumberKind::Extension)
        return m_context.agentsByExtension.value(number.text);
    if (number.kind != NumberKind::E164 || m_context.agentsByNumber.isEmpty())
        return {};
    const auto found = m_agents.constFind(number.text);
    if (found != m_agents.constEnd())
        return *found;
    return *roomIn(m_agents).insert(
        number.text, m_context.agentsByNumber.value(m_context.keys->agentIndex(number.text)));
}

StagedParty CallPreparer::masked(const PhoneNumber &number)
{
    const auto found = m_masked.constFind(number.text);
    if (found != m_masked.constEnd())
        return *found;
    const StagedParty shown = m_parties.masked(number);
    if (number.text.size() <= longestCached)
        roomIn(m_masked).insert(number.text, shown);
    return shown;
}

StagedParty CallPreparer::party(const PhoneNumber &number, int month, PreparedCall &call)
{
    if (!PartySealer::seals(number))
        return m_parties.masked(number);
    StagedParty party = masked(number);
    const auto key = std::pair(number.text, month);
    const auto sealed = m_sealed.constFind(key);
    if (sealed != m_sealed.constEnd()) {
        party.numberSeq = *sealed;
        return party;
    }
    party.numberSeq = ++m_nextNumber;
    if (number.text.size() <= longestCached)
        roomIn(m_sealed).insert(key, party.numberSeq);
    call.numbers.push_back(m_parties.sealed(number, month, party.numberSeq));
    for (EpochSeal &epoch : m_parties.vault().takeNewEpochs())
        call.epochs.push_back(std::move(epoch));
    return party;
}

QString CallPreparer::clean(const QString &text, const QStringList &numbers)
{
    if (text.isEmpty())
        return {};
    // The row's own numbers first: what the finder leaves of the text may no longer hold them whole.
    const QString own = withOwnDigitsMasked(text, numbers);
    const auto found = m_clean.constFind(own);
    if (found != m_clean.constEnd())
        return *found;
    const QString cleaned = m_finder.withNumbersMasked(own);
    if (own.size() <= longestCached)
        roomIn(m_clean).insert(own, cleaned);
    return cleaned;
}

QStringList CallPreparer::assignParties(const RawCall &raw, PreparedCall &call)
{
    StagedLeg &leg = call.leg;
    const PhoneNumber caller = readNumber(raw.caller);
    const PhoneNumber callee = readNumber(raw.callee);
    const DidId callerDid = m_context.dids.value(caller.text);
    const DidId calleeDid = m_context.dids.value(callee.text);
    const AgentId callerAgent = agentOf(caller);
    const AgentId calleeAgent = agentOf(callee);
    const auto side = customerSide({callerDid.isSet(), callerAgent.isSet(), caller.kind},
        {calleeDid.isSet(), calleeAgent.isSet(), callee.kind}, raw.direction);
    const bool callerIsCustomer = side ? *side == PartySide::CallerIsCustomer : m_context.callerIsCustomer;
    if (!side && (PartySealer::seals(caller) || PartySealer::seals(callee)))
        ++m_sidesAssumed;
    const int month = PartySealer::monthOf(raw.startedAt);
    leg.proxy = calleeDid.isSet() ? calleeDid : callerDid;
    if (callerDid.isSet())
        leg.presented = caller.text;
    leg.agent = callerIsCustomer ? calleeAgent : callerAgent;
    if (!leg.agent.isSet() && !raw.agentCode.isEmpty()) {
        leg.agent = m_context.agentsByCode.value(nameKey(raw.agentCode));
        if (!leg.agent.isSet())
            ++m_unknownAgents;
    }

    // A DID is nobody's line: the party on its side is not known from this row.
    const PhoneNumber nobody;
    const PhoneNumber &customer =
        callerIsCustomer ? (callerDid.isSet() ? nobody : caller) : (calleeDid.isSet() ? nobody : callee);
    const PhoneNumber &agent =
        callerIsCustomer ? (calleeDid.isSet() ? nobody : callee) : (callerDid.isSet() ? nobody : caller);
    leg.customer = party(customer, month, call);
    leg.agentParty = party(agent, month, call);
    if (customer.kind == NumberKind::E164) {
        leg.country = customer.region;
        leg.area = customer.area;
        leg.customerShape = customer.countryCode * 100 + customer.digits();
    }
    leg.direction = raw.direction;
    if (leg.direction == Direction::Unknown) {
        const bool bothInside = caller.kind == NumberKind::Extension && callee.kind == NumberKind::Extension;
        leg.direction = bothInside ? Direction::Internal : callerIsCustomer ? Direction::Inbound : Direction::Outbound;
    }
    rate(leg, customer, agent);
    QStringList numbers;
    for (const PhoneNumber *number : {&customer, &agent})
        if (PartySealer::seals(*number))
            numbers.append(number->text);
    return numbers;
}

/// The zone while the number is at hand: a leg is rated by it alone, now and whenever rates change.
void CallPreparer::rate(StagedLeg &leg, const PhoneNumber &customer, const PhoneNumber &agent) const
{
    if (!m_context.rates.table)
        return;
    if (const PhoneNumber *number = ratedParty(leg.kind, customer, agent))
        leg.rateZone = m_context.rates.table->zoneOf(*number, m_context.revision.policy);
    leg.charges = m_context.rates.table->charges({leg.medium, leg.rateZone, leg.startedAt, leg.billableSeconds});
}

PreparedCall CallPreparer::prepare(const RawCall &raw)
{
    PreparedCall call;
    StagedLeg &leg = call.leg;
    leg.seq = ++m_nextLeg;
    leg.rowKey = m_context.keys->rowKey(m_context.process.id, raw.canonicalRow);
    if (!raw.linkId.isEmpty())
        leg.linkKey = m_context.keys->linkKey(m_context.process.id, raw.linkId);
    leg.campaign = raw.campaignName.isEmpty() ? CampaignId{} : m_context.campaigns.value(nameKey(raw.campaignName));
    if (!leg.campaign.isSet())
        leg.campaign = m_context.campaign;
    leg.localDay = m_calendar.dayOf(raw.startedAt);
    leg.kind = raw.linked ? LegKind::B : LegKind::A;
    leg.medium = raw.medium;
    leg.startedAt = raw.startedAt;
    leg.answeredAt = raw.answeredAt;
    leg.endedAt = raw.endedAt;
    leg.billableSeconds = raw.billableSeconds;
    leg.disposition = raw.disposition;
    leg.consent = raw.consent;
    const QStringList numbers = assignParties(raw, call);
    leg.recordingId = clean(raw.recordingId, numbers);
    leg.caseRef = clean(raw.caseId, numbers);
    leg.account = clean(raw.accountCode, numbers);
    return call;
}

} // namespace callveil
