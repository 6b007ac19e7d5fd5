// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/routes/route_store.h"

#include "storage/crypto/secret_bytes.h"
#include "storage/database/written.h"

namespace callveil {

namespace {

/// As PostgreSQL reads an array. What is quoted here are numbers, sessions and hashes: no quote, no backslash.
template <typename Rows, typename Cell>
QString arrayOf(const Rows &rows, Cell cell)
{
    QString text = QStringLiteral("{");
    for (const auto &row : rows) {
        if (text.size() > 1)
            text += u',';
        text += cell(row);
    }
    return text + u'}';
}

QString quoted(const QString &text)
{
    return u'"' + text + u'"';
}

QString quoted(const QByteArray &bytes)
{
    return QStringLiteral("\"\\\\x%1\"").arg(QString::fromLatin1(bytes.toHex()));
}

QString numbered(qint64 value)
{
    return QString::number(value);
}

template <typename Ids>
QString idsOf(const Ids &ids)
{
    return arrayOf(ids, [](auto id) { return numbered(id.value); });
}

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

Result<std::vector<RouteGap>> RouteStore::gaps(int most)
{
    return m_connection.all("route.gaps", {{":most", most}}, [](const Row &row) {
        return RouteGap{{row.integer(0)}, PartySide(row.number(1)), {row.integer(2)}, {row.integer(3)},
            {row.integer(4)}, {row.integer(5)}};
    });
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
    return m_connection.all("route.bindings", {{":bindings", idsOf(bindings)}}, readBinding);
}

Result<qint64> RouteStore::put(const RouteDraft &draft)
{
    const auto column = [&](auto cell) { return arrayOf(draft.rows, cell); };
    QString callers = column([](const RouteRow &row) { return quoted(row.route.caller); });
    QString callees = column([](const RouteRow &row) { return quoted(row.route.callee); });
    const auto expiry = [](const RouteRow &row) {
        return row.route.expiresAt ? numbered(*row.route.expiresAt) : QStringLiteral("NULL");
    };
    const auto made = m_connection.integer("route.put",
        {{":touched", idsOf(draft.dids)}, {":kept", idsOf(draft.kept)}, {":damaged", idsOf(draft.damaged)},
            {":dids", column([](const RouteRow &row) { return numbered(row.did.value); })}, {":callers", callers},
            {":bindings", column([](const RouteRow &row) { return numbered(row.route.binding.value); })},
            {":sides", column([](const RouteRow &row) { return numbered(int(row.route.side)); })},
            {":callees", callees}, {":callee_keys", column([](const RouteRow &row) { return quoted(row.calleeKey); })},
            {":sessions", column([](const RouteRow &row) { return quoted(row.route.session); })},
            {":recordings", column([](const RouteRow &row) { return numbered(int(row.route.recording)); })},
            {":expiries", column(expiry)}});
    wipe(callers);
    wipe(callees);
    return made;
}

Result<void> RouteStore::keepOpened(const std::map<CopyPlace, QByteArray> &copies)
{
    const auto column = [&](auto cell) { return arrayOf(copies, [&](const auto &copy) { return cell(copy.first); }); };
    return written(m_connection.write("route.keep_opened",
        {{":bindings", column([](const CopyPlace &place) { return numbered(place.binding.value); })},
            {":sides", column([](const CopyPlace &place) { return numbered(int(place.side)); })},
            {":agents", column([](const CopyPlace &place) { return numbered(place.agent.value); })},
            {":copies", arrayOf(copies, [](const auto &copy) { return quoted(copy.second); })}}));
}

} // namespace callveil
