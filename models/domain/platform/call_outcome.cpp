// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/call_outcome.h"

namespace callveil {

namespace {

constexpr int unavailable = 480, noService = 503;

QString keyOf(PartySide side)
{
    return sideKey(side);
}

PartySide otherSide(PartySide side)
{
    return side == PartySide::Customer ? PartySide::Agent : PartySide::Customer;
}

/// Whether the number leads anywhere, and what is found of it.
CallFinding numberFinding(const std::optional<CalledDid> &did)
{
    if (!did)
        return CallFinding::NotOurs;
    if (!did->pool.isSet())
        return CallFinding::InNoPool;
    if (did->state == DidState::Suspended)
        return CallFinding::Suspended;
    if (did->state == DidState::Retired)
        return CallFinding::Retired;
    if (!did->voice)
        return CallFinding::WithoutVoice;
    return did->state == DidState::Draining ? CallFinding::Draining : CallFinding::InService;
}

CallStep numberStep(const std::optional<CalledDid> &did)
{
    CallStep step{CallCheck::Number, numberFinding(did), {}, {}, {}};
    if (did)
        step.names = {did->number, did->poolName};
    return step;
}

CallStep pastStep(const PastBinding &past, qint64 now)
{
    CallStep step{CallCheck::Binding, CallFinding::HasExpired, {}, {}, {}};
    if (past.end == PastBinding::End::Released)
        step.finding = CallFinding::WasReleased;
    else if (past.end == PastBinding::End::Reassigned)
        step.finding = CallFinding::WasReassigned;
    if (past.endedAt != 0)
        step.at = past.endedAt;
    if (past.freeAt > now)
        step.until = past.freeAt;
    return step;
}

CallFinding lackFinding(CallWay::Lack lack)
{
    switch (lack) {
    case CallWay::Lack::OfAgent:
        return CallFinding::WithoutAgentCopy;
    case CallWay::Lack::OfService:
        return CallFinding::WithoutService;
    case CallWay::Lack::OfBinding:
        break;
    }
    return CallFinding::WithoutCopy;
}

CallStep bindingStep(const CallFacts &facts)
{
    const CallWay &way = facts.way;
    CallStep step{CallCheck::Binding, CallFinding::CallerUnknown, {}, {}, {}};
    if (way.kind == CallWay::Kind::Nobody) {
        if (facts.past)
            return pastStep(*facts.past, facts.now);
        if (facts.callerWithheld)
            step.finding = CallFinding::CallerWithheld;
        return step;
    }
    if (way.elsewhere) {
        step.finding = CallFinding::BoundElsewhere;
        return step;
    }
    step.names = {way.session};
    if (!way.stands) {
        step.finding = way.hasCopies ? CallFinding::NotStanding : lackFinding(way.lack);
        return step;
    }
    if (way.kind == CallWay::Kind::Owner) {
        step.finding = CallFinding::OwnersNumber;
        step.names = {keyOf(otherSide(way.side)), way.calleeText};
        return step;
    }
    step.finding = CallFinding::Bound;
    step.names.append({keyOf(way.side), way.calleeText});
    return step;
}

CallStep optOutStep(const CallWay &way)
{
    const CallFinding finding = !way.optedOut ? CallFinding::OptOutNotKnown
        : *way.optedOut                       ? CallFinding::HasOptedOut
                                              : CallFinding::TakesCalls;
    return {CallCheck::OptOut, finding, {}, {}, {}};
}

CallStep carrierStep(const std::optional<CallCarrier> &carrier)
{
    CallStep step{CallCheck::Carrier, CallFinding::CarrierNotKnown, {}, {}, {}};
    if (!carrier)
        return step;
    if (carrier->name.isEmpty()) {
        step.finding = CallFinding::NoCarrier;
    } else if (carrier->prefix.isEmpty()) {
        step.finding = CallFinding::CarrierOfAll;
        step.names = {carrier->name, carrier->target};
    } else {
        step.finding = CallFinding::CarrierByPrefix;
        step.names = {carrier->name, carrier->prefix, carrier->target};
    }
    return step;
}

/// Nobody is reached: no service makes routes, or it is a late callback.
void answerLate(const CallFacts &facts, CallOutcome &outcome)
{
    if (!facts.routesAreMade) {
        outcome.answer.sipCode = noService;
        outcome.answer.reason = QStringLiteral("No service makes routes");
        outcome.steps.push_back({CallCheck::Routes, CallFinding::NoRoutesMade, {}, {}, {}});
        return;
    }
    CallStep step{CallCheck::LateAnswer, CallFinding::HearsNotActive, {facts.did->poolName}, {}, {}};
    if (facts.did->lateAnswer == LateAnswer::Ivr) {
        outcome.answer.action = RouteAction::Ivr;
        outcome.answer.sipCode = 0;
        outcome.answer.target = facts.did->lateTarget;
        step.finding = CallFinding::HearsTarget;
        step.names.append(facts.did->lateTarget);
    }
    outcome.steps.push_back(std::move(step));
}

void answerReached(const CallFacts &facts, CallOutcome &outcome)
{
    const CallWay &way = facts.way;
    RouteAnswer &answer = outcome.answer;
    answer.session = way.session;
    answer.binding = way.binding;
    answer.side = way.side;
    outcome.calleeText = way.calleeText;
    if (!way.elsewhere)
        outcome.steps.push_back(optOutStep(way));
    if (way.optedOut.value_or(false)) {
        answer.sipCode = unavailable;
        answer.reason = QStringLiteral("The called party takes no calls over this number");
        return;
    }
    answer.action = RouteAction::Bridge;
    answer.sipCode = 0;
    answer.reason.clear();
    answer.cli = facts.did->number;
    answer.records =
        way.recording == RecordingChoice::AsPool ? facts.did->records : way.recording == RecordingChoice::Yes;
    answer.expiresAt = way.expiresAt.value_or(0) / 1000;
    if (facts.carrier)
        answer.target = facts.carrier->target;
    if (!way.elsewhere)
        outcome.steps.push_back(carrierStep(facts.carrier));
}

} // namespace

CallCarrier carrierFor(const std::vector<Gateway> &gateways, const QString &callee)
{
    const Gateway *best = nullptr;
    QString bestPrefix;
    const auto isBetter = [&](const Gateway &gateway, const QString &prefix) {
        if (!best)
            return true;
        if (prefix.size() != bestPrefix.size())
            return prefix.size() > bestPrefix.size();
        return std::pair(gateway.priority, gateway.id.value) < std::pair(best->priority, best->id.value);
    };
    for (const Gateway &gateway : gateways) {
        const QStringList prefixes = gateway.prefixes.isEmpty() ? QStringList(QString()) : gateway.prefixes;
        for (const QString &prefix : prefixes) {
            if (!gateway.enabled || !callee.startsWith(prefix) || !isBetter(gateway, prefix))
                continue;
            best = &gateway;
            bestPrefix = prefix;
        }
    }
    return best ? CallCarrier{best->name, best->target, bestPrefix} : CallCarrier{};
}

bool isInUse(const std::optional<CalledDid> &did)
{
    const CallFinding finding = numberFinding(did);
    return finding == CallFinding::InService || finding == CallFinding::Draining;
}

CallOutcome outcomeOf(const CallFacts &facts)
{
    CallOutcome outcome;
    outcome.steps.push_back(
        {CallCheck::Emergency, facts.isEmergency ? CallFinding::IsEmergency : CallFinding::NoEmergency, {}, {}, {}});
    if (facts.isEmergency) {
        outcome.answer.action = RouteAction::Native;
        outcome.answer.sipCode = 0;
        outcome.answer.reason = QStringLiteral("Emergency");
        return outcome;
    }
    outcome.steps.push_back(numberStep(facts.did));
    if (!isInUse(facts.did))
        return outcome;
    outcome.steps.push_back(bindingStep(facts));
    outcome.isElsewhere = facts.way.kind != CallWay::Kind::Nobody && facts.way.elsewhere;
    if (facts.way.kind == CallWay::Kind::Nobody || !facts.way.stands)
        answerLate(facts, outcome);
    else
        answerReached(facts, outcome);
    return outcome;
}

} // namespace callveil
