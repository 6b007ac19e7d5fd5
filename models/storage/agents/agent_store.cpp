// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/agents/agent_store.h"

#include "storage/database/written.h"
#include "storage/processes/process_store.h"

namespace callveil {

Result<std::vector<Agent>> AgentStore::list()
{
    auto agents = m_connection.all("agent.list", {}, [](const Row &row) {
        return Agent{{row.integer(0)}, row.text(1), row.text(2), row.text(3), row.maybe(4), {}};
    });
    if (!agents)
        return agents;
    QHash<AgentId, Agent *> byId;
    for (Agent &agent : *agents)
        byId.insert(agent.id, &agent);
    const auto read = m_connection.forEach("agent.processes", {}, [&](const Row &row) {
        if (Agent *agent = byId.value({row.integer(0)}))
            agent->processes.push_back({{row.integer(1)}, row.text(2), {}});
    });
    if (!read)
        return failed(read);
    return agents;
}

Result<AgentId> AgentStore::insert(const Agent &agent)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto id = m_connection.integer("agent.insert",
        {{":code", agent.code.simplified()}, {":code_key", nameKey(agent.code)}, {":name", agent.name},
            {":extension", agent.extension}, {":now", *now}});
    if (!id)
        return tl::unexpected(nameTaken(id.error(), QStringLiteral("agent"), agent.code));
    return AgentId{*id};
}

Result<void> AgentStore::update(const Agent &agent)
{
    return written(m_connection.write(
        "agent.update", {{":name", agent.name}, {":extension", agent.extension}, {":agent", agent.id.value}}));
}

Result<void> AgentStore::setDisabled(AgentId agent, bool disabled)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const QVariant time = disabled ? QVariant(*now) : QVariant(QMetaType::fromType<qint64>());
    return written(m_connection.write("agent.set_disabled", {{":disabled_at", time}, {":agent", agent.value}}));
}

Result<void> AgentStore::addProcess(AgentId agent, const AgentNumber &number)
{
    return written(m_connection.write("agent.add_process",
        {{":agent", agent.value}, {":process", number.process.value}, {":number_text", number.text},
            {":number",
                number.number.isSet() ? QVariant(number.number.value) : QVariant(QMetaType::fromType<qint64>())}}));
}

Result<void> AgentStore::removeProcess(AgentId agent, ProcessId process)
{
    return written(m_connection.write("agent.remove_process", {{":agent", agent.value}, {":process", process.value}}));
}

Result<void> AgentStore::putIndex(AgentId agent, const QByteArray &blind)
{
    if (m_connection.engine() == Engine::Sqlite) { // a server's function does both
        const auto dropped = m_connection.write("agent.drop_other_index", {{":agent", agent.value}, {":blind", blind}});
        if (!dropped)
            return failed(dropped);
    }
    return written(m_connection.write("agent.put_index", {{":blind", blind}, {":agent", agent.value}}));
}

Result<QHash<QByteArray, AgentId>> AgentStore::index()
{
    QHash<QByteArray, AgentId> index;
    const auto read =
        m_connection.forEach("agent.index", {}, [&](const Row &row) { index.insert(row.bytes(0), {row.integer(1)}); });
    if (!read)
        return failed(read);
    return index;
}

} // namespace callveil
