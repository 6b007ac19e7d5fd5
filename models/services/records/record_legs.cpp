// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/records/record_legs.h"

#include "domain/number/calling_region.h"

#include <QTimeZone>

#include <algorithm>

namespace callveil {

namespace {

constexpr int hiddenLength = 12; // as of a token
constexpr qint64 surelyLaterMs =
    60000; // a revision may say that it holds since so long ago, and bindings wait for locks

/// By which a record is known for good; never the same as of a row of a file.
QByteArray rowOf(const SpooledRecord &record)
{
    return QByteArrayLiteral("switch record ") + record.callKey + (record.leg == RecordLeg::Customer ? 'A' : 'B');
}

QString linkOf(const SpooledRecord &record)
{
    return QStringLiteral("switch call ") + QString::fromLatin1(record.callKey.toHex());
}

/// What shows nothing of a number.
PhoneNumber hidden()
{
    PhoneNumber number;
    number.kind = NumberKind::AlreadyMasked;
    number.text = QString(hiddenLength, u'x');
    return number;
}

Direction directionOf(const SpooledRecord &record)
{
    if (!record.caller)
        return Direction::Unknown;
    return *record.caller == PartySide::Customer ? Direction::Inbound : Direction::Outbound;
}

} // namespace

RecordLegs::RecordLegs(RecordWriter &writer, const Identity &me)
    : m_writer(writer), m_copies(me.keys.box), m_fit(me.writerKey), m_keys(me.writerKey),
      m_reader(writer.process.country), m_calendar(QTimeZone(writer.process.timeZone.toLatin1()))
{ }

StagedLeg RecordLegs::leg(const RecordedCall &call)
{
    const SpooledRecord &record = call.record;
    StagedLeg leg;
    m_customerZone.clear();
    m_agentZone.clear();
    leg.seq = ++m_lastLeg;
    leg.rowKey = m_keys.rowKey(m_writer.process.id, rowOf(record));
    leg.linkKey = m_keys.linkKey(m_writer.process.id, linkOf(record));
    leg.localDay = m_calendar.dayOf(record.startedAt);
    leg.kind = record.leg == RecordLeg::Customer ? LegKind::A : LegKind::B;
    leg.direction = directionOf(record);
    leg.proxy = record.did;
    leg.presented = call.did; // either party sees the proxy number, whoever calls
    leg.startedAt = record.startedAt;
    leg.answeredAt = record.answeredAt;
    leg.endedAt = record.endedAt;
    leg.billableSeconds = record.billableSeconds;
    leg.disposition = record.disposition;
    if (call.bound) {
        leg.session = call.bound->binding.session;
        leg.caseRef = call.bound->caseRef;
        setCustomer(leg, *call.bound);
        if (record.agentNumber == call.bound->agentNumber)
            setAgent(leg, *call.bound);
        else // it went to another one: the binding was reassigned
            leg.agentParty = m_writer.parties.masked(hidden());
    } else {
        setStranger(leg, call);
    }
    rate(leg, call);
    return leg;
}

/// Leg A by the customer's number and leg B by the agent's, as an import does (ratedParty()). Of a caller without a
/// binding the country code is all that is known.
void RecordLegs::rate(StagedLeg &leg, const RecordedCall &call)
{
    const bool isCustomers = leg.kind == LegKind::A;
    leg.rateZone = isCustomers ? m_customerZone : m_agentZone;
    if (leg.rateZone.isEmpty() && isCustomers && !call.bound)
        leg.rateZone = zoneOfCallingCode(call.record.callingCode);
    if (leg.rateZone.isEmpty())
        leg.rateZone = isCustomers ? m_agentZone : m_customerZone;
    leg.charges = m_writer.rates.table->charges({leg.medium, leg.rateZone, leg.startedAt, leg.billableSeconds});
}

void RecordLegs::setCustomer(StagedLeg &leg, const BoundCall &bound)
{
    const Party &customer = party(bound, PartySide::Customer, PartySealer::monthOf(leg.startedAt));
    leg.customer = customer.staged;
    leg.country = customer.country;
    leg.area = customer.area;
    leg.customerShape = customer.shape;
    m_customerZone = customer.zone;
}

void RecordLegs::setAgent(StagedLeg &leg, const BoundCall &bound)
{
    leg.agent = bound.binding.agent;
    const Party &agent = party(bound, PartySide::Agent, PartySealer::monthOf(leg.startedAt));
    leg.agentParty = agent.staged;
    m_agentZone = agent.zone;
}

/// Of a call without a binding: whose number it is, and from where it came.
void RecordLegs::setStranger(StagedLeg &leg, const RecordedCall &call)
{
    if (call.record.caller != PartySide::Agent)
        leg.country = regionOfCallingCode(call.record.callingCode);
    if (!call.owner)
        return;
    if (call.owner->binding.model == BindingModel::Agent)
        setAgent(leg, *call.owner);
    else
        setCustomer(leg, *call.owner);
}

const RecordLegs::Party &RecordLegs::party(const BoundCall &bound, PartySide side, int month)
{
    const auto [place, isNew] = m_parties.try_emplace({bound.binding.id, side, month});
    Party &party = place->second;
    if (!isNew)
        return party;
    PhoneNumber number = numberOf(bound, side);
    party.staged = m_writer.parties.masked(number);
    party.country = number.region;
    party.area = number.area;
    party.zone = m_writer.rates.table->zoneOf(number, m_writer.parties.revision().policy);
    if (number.kind == NumberKind::E164)
        party.shape = number.countryCode * 100 + number.digits();
    if (PartySealer::seals(number)) {
        party.staged.numberSeq = ++m_lastNumber;
        m_numbers.push_back(m_writer.parties.sealed(number, month, m_lastNumber));
    }
    wipe(number.text);
    return party;
}

/// The real number, or what stands for it when this service has it no longer.
PhoneNumber RecordLegs::numberOf(const BoundCall &bound, PartySide side) const
{
    const SealedBinding &binding = bound.binding;
    const bool isCustomer = side == PartySide::Customer;
    const QByteArray copy = isCustomer ? binding.customerCopy : binding.agentCopy;
    if (copy.isEmpty())
        return shownOf(bound, side);
    auto opened = m_copies.open(copy, copyPlaceOf(binding, side));
    if (!opened)
        return shownOf(bound, side);
    const bool fits = isCustomer ? m_fit.customer(binding, *opened) : m_fit.agent(binding, *opened);
    PhoneNumber number = fits ? m_reader.read(*opened) : shownOf(bound, side);
    wipe(*opened);
    return number;
}

/// Masked as the binding shows it, if that was by the policy that is in force; else whole. The texts are checked too:
/// times alone prove nothing.
PhoneNumber RecordLegs::shownOf(const BoundCall &bound, PartySide side) const
{
    if (!isMaskedAlike(bound))
        return hidden();
    const QString text = side == PartySide::Customer ? bound.customerText : bound.agentText;
    PhoneNumber read = m_reader.read(text);
    const bool isClear = read.kind == NumberKind::E164;
    if (m_writer.parties.revision().policy.kind == MaskingKind::Off) // it is the number, unless that was erased
        return isClear ? std::move(read) : hidden();
    wipe(read.text);
    PhoneNumber shown = hidden();
    if (!isClear)
        shown.text = text;
    return shown;
}

bool RecordLegs::isMaskedAlike(const BoundCall &bound) const
{
    const PolicyRevision &revision = m_writer.parties.revision();
    return bound.binding.createdAt > std::max(revision.createdAt, revision.effectiveAt) + surelyLaterMs;
}

} // namespace callveil
