// SPDX-License-Identifier: GPL-3.0-or-later
#include "known_names.h"

#include "domain/number/free_text.h"
#include "services/agents/agent_service.h"
#include "services/pools/pool_service.h"

namespace callveil {

Result<KnownNames> KnownNames::read(Workspace &workspace)
{
    const auto overview = PoolService(workspace).overview().result();
    if (!overview)
        return failed(overview);
    const auto agents = AgentService(workspace).list().result();
    if (!agents)
        return failed(agents);
    KnownNames names;
    for (const Process &process : overview->processes)
        names.m_processes.insert(nameKey(process.name), process.id);
    for (const PoolLine &line : overview->pools)
        names.m_pools.insert(nameKey(line.pool.name), line.pool.id);
    for (const Agent &agent : *agents) {
        names.m_agents.insert(nameKey(agent.code), agent.id);
        names.m_codes.insert(agent.id, agent.code);
    }
    return names;
}

Result<ProcessId> KnownNames::process(const QString &name) const
{
    const auto known = m_processes.constFind(nameKey(name));
    if (known == m_processes.constEnd())
        return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {quotable(name)});
    return *known;
}

Result<PoolId> KnownNames::pool(const QString &name) const
{
    const auto known = m_pools.constFind(nameKey(name));
    if (known == m_pools.constEnd())
        return fail(ErrorCode::NotFound, Fault::PoolUnknown, {quotable(name)});
    return *known;
}

Result<AgentId> KnownNames::agent(const QString &code) const
{
    const auto known = m_agents.constFind(nameKey(code));
    if (known == m_agents.constEnd())
        return fail(ErrorCode::NotFound, Fault::AgentUnknown, {quotable(code)});
    return *known;
}

QString KnownNames::agentOf(const Binding &binding) const
{
    return binding.agent.isSet() ? m_codes.value(binding.agent, binding.agentName) : QString();
}

} // namespace callveil
