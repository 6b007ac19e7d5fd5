// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/routes/call_tester.h"

#include "domain/number/number_reader.h"
#include "services/calls/call_log_service.h"
#include "services/pools/pool_rules.h"
#include "services/reveal/number_request.h"
#include "storage/bindings/binding_store.h"
#include "storage/platform/gateway_store.h"
#include "storage/platform/opt_out_store.h"

#include <algorithm>
#include <cstdlib>

namespace callveil {

namespace {

const QString didField = QStringLiteral("proxy");
const QString callerField = QStringLiteral("caller");

/// As an emergency number is stored.
QString digitsOf(const QString &typed)
{
    QString digits;
    for (const QChar c : typed)
        if (c.isDigit())
            digits += c;
    return digits;
}

/// Who calls under a model when he is not the party whose number it is.
PartySide guestOf(BindingModel model)
{
    return model == BindingModel::Agent ? PartySide::Customer : PartySide::Agent;
}

} // namespace

CallTester::CallTester(Connection &connection, const Identity &me, const DidBook &dids)
    : m_connection(connection), m_me(me), m_dids(dids), m_store(connection), m_index(me.writerKey), m_keys(me.writerKey)
{ }

Result<std::optional<CalledDid>> CallTester::readDid(const QString &typed) const
{
    const auto pools = seenPools(m_connection, m_me);
    if (!pools)
        return failed(pools);
    QStringList countries;
    for (const Pool &pool : *pools)
        countries.append(pool.country);
    countries.removeDuplicates();
    countries.append(QString()); // with a plus it is a number whatever the country
    const QStringList readings = NumberReader::readings(typed, countries);
    if (readings.isEmpty())
        return fail(ErrorCode::Invalid, Fault::NumberNotPossible, {didField});
    for (const QString &reading : readings) {
        const BookedDid *did = m_dids.find(reading);
        if (!did)
            continue;
        CalledDid called = calledDid(reading, *did, *pools);
        if (did->pool.isSet() && !called.pool.isSet() && did->state != DidState::Retired) // as of removed pools
            return fail(ErrorCode::NotFound, Fault::DidUnknown);
        return std::optional(std::move(called));
    }
    return std::optional<CalledDid>();
}

Result<CallQuestion> CallTester::questionOf(const CalledDid &did, const QString &caller) const
{
    CallQuestion question{did.id, QByteArray(""), {}};
    if (caller.trimmed().isEmpty())
        return question;
    auto number = NumberReader(did.country).readStrictly(caller, callerField);
    if (!number)
        return failed(number);
    auto places = placesOf(m_connection, m_me, number->text);
    if (places) {
        question.party = m_keys.party(did.id, m_index.agentIndex(number->text));
        question.places = std::move(*places);
    }
    wipe(number->text);
    if (places)
        return question;
    return places.error().fault == Fault::NumberNotPossible
        ? fail(ErrorCode::Invalid, Fault::NumberNotPossible, {callerField})
        : failed(places);
}

/// Recorded and limited as the search by number that it is.
Result<RequestAnswer> CallTester::request(const CallQuestion &question)
{
    const QString reason = QStringLiteral("Test of a call (did %1)").arg(question.did.value);
    if (m_connection.engine() == Engine::Sqlite)
        return requestPlaces(m_connection, m_me, RequestKind::Search, question.places, reason);
    return requestRecorded(m_connection, m_me, {RequestKind::Search, RevealStore::objectOfPlaces(), reason, {}},
        [&] { return m_store.request(question, reason); });
}

Result<bool> CallTester::standsOnFile(const CallTestStore::Found &binding, DidId did)
{
    const auto copies = m_store.hasCopies(binding.id);
    const auto line = m_store.line(binding.id);
    if (!copies)
        return copies;
    if (!line)
        return failed(line);
    // An agent who has another line by now stands on the number no longer.
    const bool fits =
        !*line || (*line)->model == BindingModel::Customer || (*line)->party == m_keys.party(did, (*line)->index);
    return *copies && fits;
}

/// Whether the called party has opted out: of a listed agent the list of agents tells, of others only the number would.
Result<std::optional<bool>> CallTester::optedOutOnFile(const CallFound &found, const QString &brand)
{
    const auto all = m_store.optOuts();
    if (!all)
        return failed(all);
    if (*all == 0)
        return std::optional(false);
    if (found.way.side == PartySide::Agent)
        return std::optional<bool>();
    const auto line = m_store.line(found.binding);
    if (!line)
        return failed(line);
    if (!*line)
        return std::optional<bool>();
    const auto optOut = OptOutStore(m_connection).find(brand, m_keys.optOut(brand, (*line)->index));
    if (!optOut)
        return failed(optOut);
    return std::optional(optOut->has_value());
}

/// The caller's own binding, else the newest one of the party whose number it is: that party alone is not put through
/// to itself.
Result<CallTester::Reach> CallTester::reachOnFile(
    DidId did, const std::optional<CallTestStore::Place> &place, const QString &ids)
{
    Reach reach;
    const auto partner = m_store.partner(did, place, ids);
    if (!partner)
        return failed(partner);
    if (*partner) {
        const auto stands = standsOnFile(**partner, did);
        if (!stands)
            return failed(stands);
        reach = {CallWay::Kind::Partner, place ? place->side : guestOf((*partner)->model), *partner, *stands};
    }
    if (reach.stands || (place && place->isOwner))
        return reach;
    const auto owned = m_store.owned(did);
    if (!owned)
        return failed(owned);
    if (!*owned)
        return reach;
    const auto stands = standsOnFile(**owned, did);
    if (!stands)
        return failed(stands);
    if (*stands || !reach.binding)
        reach = {CallWay::Kind::Owner, guestOf((*owned)->model), *owned, *stands};
    return reach;
}

Result<CallFound> CallTester::pastOnFile(
    DidId did, const std::optional<CallTestStore::Place> &place, const QString &ids)
{
    const BindingId his{place ? std::abs(place->binding.value) : 0};
    const auto past = m_store.past(did, his, ids);
    if (!past)
        return failed(past);
    CallFound found;
    if (*past && m_me.sees((*past)->first.process)) {
        found.past = (*past)->first.id;
        found.pastFreeAt = place && found.past == his ? place->freeAt : (*past)->second;
    }
    return found;
}

Result<CallFound> CallTester::foundOnFile(const CallQuestion &question, const QString &brand)
{
    const auto place = m_store.place(question);
    const auto ids = m_store.idsOf(question.places);
    if (!place)
        return failed(place);
    if (!ids)
        return failed(ids);
    const auto reach = reachOnFile(question.did, *place, *ids);
    if (!reach)
        return failed(reach);
    if (!reach->binding)
        return pastOnFile(question.did, *place, *ids);
    CallFound found;
    found.way.kind = reach->kind;
    found.way.stands = reach->stands;
    found.way.elsewhere = !m_me.sees(reach->binding->process);
    if (found.way.elsewhere)
        return found;
    found.binding = reach->binding->id;
    found.way.side = reach->side;
    found.way.recording = reach->binding->recording;
    found.way.expiresAt = reach->binding->expiresAt;
    const auto copies = m_store.hasCopies(found.binding);
    if (!copies)
        return failed(copies);
    found.way.hasCopies = *copies;
    const auto optedOut = optedOutOnFile(found, brand);
    if (!optedOut)
        return failed(optedOut);
    found.way.optedOut = *optedOut;
    return found;
}

Result<std::optional<Binding>> CallTester::binding(BindingId id, qint64 now)
{
    BindingFilter filter;
    filter.id = id;
    const auto rows = BindingStore(m_connection).rows(filter, now);
    if (!rows)
        return failed(rows);
    if (rows->empty() || !m_me.sees(rows->front().process))
        return std::optional<Binding>();
    return std::optional(rows->front());
}

/// A file keeps no number that would choose among prefixes.
Result<void> CallTester::chooseCarrier(const CallFound &found, CallFacts &facts)
{
    const auto gateways = GatewayStore(m_connection).list();
    if (!gateways)
        return failed(gateways);
    if (m_connection.engine() == Engine::Sqlite) {
        const bool depends = std::any_of(gateways->begin(), gateways->end(),
            [](const Gateway &gateway) { return gateway.enabled && !gateway.prefixes.isEmpty(); });
        if (!depends)
            facts.carrier = carrierFor(*gateways, {});
        return {};
    }
    const auto gateway = std::find_if(gateways->begin(), gateways->end(),
        [&](const Gateway &each) { return found.gateway && each.id == *found.gateway; });
    facts.carrier =
        gateway == gateways->end() ? CallCarrier{} : CallCarrier{gateway->name, gateway->target, found.prefix};
    return {};
}

Result<void> CallTester::describePast(const CallFound &found, CallFacts &facts)
{
    const auto past = binding(found.past, facts.now);
    if (!past)
        return failed(past);
    if (!*past)
        return {};
    const auto ended = endOf(**past, facts.now);
    PastBinding::End end = PastBinding::End::Reassigned;
    if (ended) {
        const EndCause cause = causeOf(**past);
        const bool byHand = cause == EndCause::Released || cause == EndCause::CaseClosed;
        end = byHand ? PastBinding::End::Released : PastBinding::End::Expired;
    }
    facts.past = PastBinding{end, ended.value_or(0), found.pastFreeAt};
    return {};
}

Result<CallWay::Lack> CallTester::lackOf(const Binding &binding)
{
    RouteStore routes(m_connection);
    const auto services = routes.holders();
    if (!services)
        return failed(services);
    if (services->empty())
        return CallWay::Lack::OfService;
    RouteGap before;
    before.binding = binding.id; // gaps of agents come before those of all bindings
    const auto gaps = routes.gaps(QSet<ProcessId>{binding.process}, before, 1);
    if (!gaps)
        return failed(gaps);
    const bool isOwn = !gaps->empty() && gaps->front().binding == binding.id;
    return isOwn || !binding.agent.isSet() ? CallWay::Lack::OfBinding : CallWay::Lack::OfAgent;
}

Result<void> CallTester::describe(const CallFound &found, CallFacts &facts)
{
    facts.way = found.way;
    facts.routesAreMade = found.routesAreMade;
    if (found.past.isSet())
        return describePast(found, facts);
    if (!found.binding.isSet())
        return {};
    const auto bound = binding(found.binding, facts.now);
    if (!bound)
        return failed(bound);
    if (!*bound) // it has just gone
        return fail(ErrorCode::Conflict, Fault::BindingChanged);
    if (!facts.way.stands && !facts.way.hasCopies) {
        const auto lack = lackOf(**bound);
        if (!lack)
            return failed(lack);
        facts.way.lack = *lack;
    }
    facts.way.calleeText = facts.way.side == PartySide::Customer ? (*bound)->agentText : (*bound)->customerText;
    if (found.way.kind == CallWay::Kind::Partner) {
        facts.way.binding = (*bound)->id;
        facts.way.session = CallLogService::sessionName((*bound)->publicId);
    }
    return chooseCarrier(found, facts);
}

Result<CallFound> CallTester::found(const RequestAnswer &granted, const CallQuestion &question, const QString &brand)
{
    if (m_connection.engine() == Engine::PostgreSql)
        return m_store.fetch(granted, question);
    return foundOnFile(question, brand);
}

Result<CallOutcome> CallTester::test(const QString &did, const QString &caller)
{
    if (did.trimmed().isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {didField});
    const auto isEmergency = isEmergencyNumber(m_connection, digitsOf(did));
    const auto now = m_connection.integer("operation.now");
    if (!isEmergency)
        return failed(isEmergency);
    if (!now)
        return failed(now);
    CallFacts facts;
    facts.isEmergency = *isEmergency;
    facts.callerWithheld = caller.trimmed().isEmpty();
    facts.now = *now;
    if (facts.isEmergency)
        return outcomeOf(facts);
    auto called = readDid(did);
    if (!called)
        return failed(called);
    facts.did = std::move(*called);
    if (!isInUse(facts.did))
        return outcomeOf(facts);
    if (m_me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    const auto question = questionOf(*facts.did, caller);
    if (!question)
        return failed(question);
    const auto granted = request(*question);
    if (!granted)
        return failed(granted);
    const auto seen = found(*granted, *question, facts.did->brand);
    if (!seen)
        return failed(seen);
    if (const auto described = describe(*seen, facts); !described)
        return failed(described);
    return outcomeOf(facts);
}

} // namespace callveil
