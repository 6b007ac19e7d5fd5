// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/records/bound_call_store.h"

#include "storage/database/list_text.h"

namespace callveil {

namespace {

BoundCall readCall(const Row &row)
{
    BoundCall call;
    SealedBinding &b = call.binding;
    b.id = {row.integer(0)};
    b.did = {row.integer(1)};
    b.session = row.bytes(2);
    b.process = {row.integer(3)};
    b.asked = {row.integer(4)};
    b.model = BindingModel(row.number(5));
    b.agent = {row.integer(6)};
    call.caseRef = row.text(7);
    call.customerText = row.text(8);
    call.agentText = row.text(9);
    b.createdAt = row.integer(10);
    call.overAt = row.maybe(11);
    b.customerCopy = row.bytes(12);
    b.agentCopy = row.bytes(13);
    b.customerParty = row.bytes(14);
    b.agentParty = row.bytes(15);
    b.owner = row.bytes(16);
    call.agentNumber = row.integer(17);
    return call;
}

} // namespace

Result<QSet<ProcessId>> BoundCallStore::hold(const std::vector<ProcessId> &processes)
{
    if (m_connection.engine() == Engine::Sqlite)
        return QSet<ProcessId>(processes.begin(), processes.end()); // whoever writes a file holds all of it
    QSet<ProcessId> held;
    const auto read = m_connection.forEach("intake.hold", {{":processes", listText(processes, Engine::PostgreSql)}},
        [&](const Row &row) { held.insert({row.integer(0)}); });
    if (!read)
        return failed(read);
    return held;
}

Result<std::vector<BoundCall>> BoundCallStore::bindings(const BoundCallWish &wish, PersonId holder)
{
    const Engine engine = m_connection.engine();
    return m_connection.all("intake.bindings",
        {{":bindings", listText(wish.bindings, engine)}, {":dids", listText(wish.dids, engine)},
            {":holder", holder.value}},
        readCall);
}

Result<QHash<DidId, QString>> BoundCallStore::numbers(const std::vector<DidId> &dids)
{
    QHash<DidId, QString> numbers;
    const auto read = m_connection.forEach("intake.numbers", {{":dids", listText(dids, m_connection.engine())}},
        [&](const Row &row) { numbers.insert({row.integer(0)}, row.text(1)); });
    if (!read)
        return failed(read);
    return numbers;
}

} // namespace callveil
