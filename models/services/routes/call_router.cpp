// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/routes/call_router.h"

#include "services/calls/call_log_service.h"
#include "services/pools/pool_rules.h"
#include "storage/platform/gateway_store.h"
#include "storage/platform/opt_out_store.h"
#include "storage/routes/call_test_store.h"

#include <algorithm>

namespace callveil {

namespace {

QString withoutPlus(const QString &number)
{
    const auto first = std::find_if(number.begin(), number.end(), [](QChar c) { return c != u'+'; });
    return QString(first, number.end() - first);
}

void wipeAll(std::vector<OpenBinding> &bindings)
{
    for (OpenBinding &binding : bindings) {
        wipe(binding.customer);
        wipe(binding.agent);
    }
}

/// The caller's own way, else anybody's; nobody is put through to himself.
std::optional<Route> chosen(std::vector<Route> &routes, const QString &calling)
{
    std::optional<Route> way;
    for (Route &route : routes) {
        const bool isHis = route.caller == calling;
        const bool isAnybodys = route.caller.isEmpty() && route.callee != calling;
        wipe(route.caller);
        if (isHis || (isAnybodys && !way)) {
            if (way)
                wipe(way->callee);
            way = std::move(route);
        } else {
            wipe(route.callee);
        }
    }
    return way;
}

} // namespace

CallRouter::CallRouter(Connection &connection, const Identity &me, const DidBook &dids)
    : m_connection(connection), m_me(me), m_dids(dids), m_copies(me.keys.box), m_fit(me.writerKey),
      m_index(me.writerKey), m_keys(me.writerKey)
{ }

std::optional<OpenBinding> CallRouter::opened(const SealedBinding &binding) const
{
    if (binding.customerCopy.isEmpty() || binding.agentCopy.isEmpty())
        return std::nullopt;
    auto customer = m_copies.open(binding.customerCopy, copyPlaceOf(binding, PartySide::Customer));
    auto agent = m_copies.open(binding.agentCopy, copyPlaceOf(binding, PartySide::Agent));
    if (customer && agent && m_fit.customer(binding, *customer) && m_fit.agent(binding, *agent))
        return OpenBinding{binding.id, binding.model, std::move(*customer), std::move(*agent),
            CallLogService::sessionName(binding.session), binding.recording, binding.createdAt, binding.expiresAt};
    for (auto *number : {&customer, &agent})
        if (*number)
            wipe(**number);
    return std::nullopt;
}

/// Of pairs, only those are opened in which the caller stands.
Result<std::optional<Route>> CallRouter::wayOf(DidId did, const QString &calling) const
{
    const auto sealed = RouteStore(m_connection).liveOf(did, m_me.id);
    if (!sealed)
        return failed(sealed);
    const QByteArray party = m_keys.party(did, m_index.agentIndex(calling));
    std::vector<OpenBinding> open;
    for (const SealedBinding &binding : *sealed) {
        if (!isOfOneParty(binding.model) && binding.customerParty != party && binding.agentParty != party)
            continue;
        if (auto one = opened(binding))
            open.push_back(std::move(*one));
    }
    std::vector<Route> routes = routesOf(open);
    wipeAll(open);
    return chosen(routes, calling);
}

Result<void> CallRouter::describe(const Route &route, CallFacts &facts) const
{
    const auto party = m_keys.optOut(facts.did->brand, m_index.agentIndex(route.callee));
    const auto optOut = OptOutStore(m_connection).find(facts.did->brand, party);
    const auto gateways = GatewayStore(m_connection).list();
    if (!optOut)
        return failed(optOut);
    if (!gateways)
        return failed(gateways);
    facts.way.kind = route.binding.isSet() ? CallWay::Kind::Partner : CallWay::Kind::Owner;
    facts.way.side = route.side;
    facts.way.binding = route.binding;
    facts.way.session = route.session;
    facts.way.recording = route.recording;
    facts.way.expiresAt = route.expiresAt;
    facts.way.optedOut = optOut->has_value();
    facts.carrier = carrierFor(*gateways, route.callee);
    return {};
}

Result<RouteAnswer> CallRouter::answered(const CallFacts &facts, const QString &calling)
{
    const CallOutcome outcome = outcomeOf(facts);
    if (outcome.steps.back().check != CallCheck::LateAnswer)
        return outcome.answer;
    const auto counted = m_connection.transact(
        [&] { return CallTestStore(m_connection).countLate(facts.did->id, callingCodeOf(calling)); });
    if (!counted)
        return failed(counted);
    return outcome.answer;
}

Result<RouteAnswer> CallRouter::route(const QString &did, const QString &caller)
{
    const QString dialled = withoutPlus(did);
    QString calling = u'+' + withoutPlus(caller);
    const auto isEmergency = isEmergencyNumber(m_connection, dialled);
    const auto pools = seenPools(m_connection, m_me);
    if (!isEmergency)
        return failed(isEmergency);
    if (!pools)
        return failed(pools);
    CallFacts facts;
    facts.isEmergency = *isEmergency;
    const QString number = u'+' + dialled;
    if (const BookedDid *ours = m_dids.find(number))
        facts.did = calledDid(number, *ours, *pools);
    std::optional<Route> way;
    if (!facts.isEmergency && isInUse(facts.did)) {
        auto found = wayOf(facts.did->id, calling);
        if (!found)
            return failed(found);
        way = std::move(*found);
    }
    if (way)
        if (const auto described = describe(*way, facts); !described) {
            wipe(way->callee);
            return failed(described);
        }
    auto answer = answered(facts, calling);
    wipe(calling);
    if (answer && answer->action == RouteAction::Native)
        answer->callee = std::make_shared<const CalledNumber>(dialled);
    else if (answer && answer->action == RouteAction::Bridge)
        answer->callee = std::make_shared<const CalledNumber>(std::move(way->callee));
    else if (way)
        wipe(way->callee);
    return answer;
}

} // namespace callveil
