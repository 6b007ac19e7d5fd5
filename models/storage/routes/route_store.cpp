// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/routes/route_store.h"

#include "storage/crypto/secret_bytes.h"
#include "storage/database/bound_value.h"
#include "storage/database/list_text.h"
#include "storage/database/written.h"

namespace callveil {

namespace {

SealedBinding readBinding(const Row &row)
{
    SealedBinding b;
    b.id = {row.integer(0)};
    b.did = {row.integer(1)};
    b.brand = row.text(2);
    b.session = row.bytes(3);
    b.process = {row.integer(4)};
    b.asked = {row.integer(5)};
    b.model = BindingModel(row.number(6));
    b.agent = {row.integer(7)};
    b.recording = RecordingChoice(row.number(8));
    b.createdAt = row.integer(9);
    b.expiresAt = row.maybe(10);
    b.customerCopy = row.bytes(11);
    b.agentCopy = row.bytes(12);
    b.customerParty = row.bytes(13);
    b.agentParty = row.bytes(14);
    b.owner = row.bytes(15);
    return b;
}

} // namespace

Result<std::vector<Person>> RouteStore::holders()
{
    return m_connection.all("route.holders", {}, [](const Row &row) {
        Person service;
        service.id = {row.integer(0)};
        service.name = row.text(1);
        service.role = Role::Service;
        service.boxKey = row.bytes(2);
        service.signKey = row.bytes(3);
        service.certificate = row.bytes(4);
        return service;
    });
}

Result<void> RouteStore::keep(BindingId binding, PartySide side, PersonId holder, const QByteArray &copy)
{
    return written(m_connection.write(
        "route.keep", {{":binding", binding.value}, {":side", int(side)}, {":holder", holder.value}, {":copy", copy}}));
}

Result<void> RouteStore::keepAgent(AgentId agent, PersonId holder, const QByteArray &copy)
{
    return written(
        m_connection.write("route.keep_agent", {{":agent", agent.value}, {":holder", holder.value}, {":copy", copy}}));
}

Result<std::vector<RouteGap>> RouteStore::gaps(
    const std::optional<QSet<ProcessId>> &processes, const RouteGap &after, int most)
{
    const auto list = processes ? std::optional(listText(*processes, m_connection.engine())) : std::nullopt;
    return m_connection.all("route.gaps",
        {{":processes", orNull(list)}, {":after_binding", after.binding.value}, {":after_side", int(after.side)},
            {":after_agent", after.agent.value}, {":after_holder", after.holder.value}, {":most", most}},
        [](const Row &row) {
            return RouteGap{{row.integer(0)}, PartySide(row.number(1)), {row.integer(2)}, {row.integer(3)},
                {row.integer(4)}, {row.integer(5)}};
        });
}

Result<bool> RouteStore::lacksLine(AgentId agent, ProcessId process)
{
    const auto lacks = m_connection.integer("route.lacks_line", {{":agent", agent.value}, {":process", process.value}});
    if (!lacks)
        return failed(lacks);
    return *lacks != 0;
}

Result<std::vector<SealedBinding>> RouteStore::liveOf(DidId did, PersonId me)
{
    return m_connection.all("call_test.sealed", {{":did", did.value}, {":me", me.value}}, readBinding);
}

Result<bool> RouteStore::waits()
{
    const auto waits = m_connection.integer("route.waits", {});
    if (!waits)
        return failed(waits);
    return *waits != 0;
}

Result<qint64> RouteStore::begin()
{
    Q_ASSERT(m_connection.engine() == Engine::PostgreSql);
    return m_connection.integer("route.begin", {});
}

Result<DueNumbers> RouteStore::due(int most)
{
    DueNumbers due;
    const auto read = m_connection.forEach("route.due", {{":most", most}}, [&](const Row &row) {
        const DidId did{row.integer(0)};
        if (due.dids.empty() || due.dids.back() != did)
            due.dids.push_back(did);
        if (const auto binding = row.maybe(1))
            due.bindings.push_back({*binding});
    });
    if (!read)
        return failed(read);
    return due;
}

Result<std::vector<SealedBinding>> RouteStore::bindings(const std::vector<BindingId> &bindings)
{
    return m_connection.all("route.bindings", {{":bindings", listText(bindings, Engine::PostgreSql)}}, readBinding);
}

Result<qint64> RouteStore::put(const RouteDraft &draft)
{
    const auto list = [](const auto &ids) { return listText(ids, Engine::PostgreSql); };
    const auto column = [&](auto value) { return arrayText(draft.rows, value); };
    QString callers = column([](const RouteRow &row) { return row.route.caller; });
    QString callees = column([](const RouteRow &row) { return row.route.callee; });
    const auto made = m_connection.integer("route.put",
        {{":touched", list(draft.dids)}, {":kept", list(draft.kept)}, {":damaged", list(draft.damaged)},
            {":dids", column([](const RouteRow &row) { return row.did.value; })}, {":callers", callers},
            {":bindings", column([](const RouteRow &row) { return row.route.binding.value; })},
            {":sides", column([](const RouteRow &row) { return int(row.route.side); })}, {":callees", callees},
            {":callee_keys", column([](const RouteRow &row) { return row.calleeKey; })},
            {":sessions", column([](const RouteRow &row) { return row.route.session; })},
            {":recordings", column([](const RouteRow &row) { return int(row.route.recording); })},
            {":expiries", column([](const RouteRow &row) { return row.route.expiresAt; })}});
    wipe(callers);
    wipe(callees);
    return made;
}

Result<void> RouteStore::keepOpened(const std::map<CopyPlace, QByteArray> &copies)
{
    const auto column = [&](auto value) {
        return arrayText(copies, [&](const auto &copy) { return value(copy.first); });
    };
    return written(m_connection.write("route.keep_opened",
        {{":bindings", column([](const CopyPlace &place) { return place.binding.value; })},
            {":sides", column([](const CopyPlace &place) { return int(place.side); })},
            {":agents", column([](const CopyPlace &place) { return place.agent.value; })},
            {":copies", arrayText(copies, [](const auto &copy) { return copy.second; })}}));
}

} // namespace callveil
