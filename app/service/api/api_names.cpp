// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_names.h"

#include "domain/base/when_answered.h"
#include "domain/number/free_text.h"

namespace callveil {

namespace {

constexpr qint64 longestMs = 5000;

template <typename Id>
Result<Id> found(const QHash<QString, Id> &names, const QString &name, Fault fault)
{
    const auto known = names.constFind(nameKey(name));
    if (known == names.constEnd())
        return fail(ErrorCode::NotFound, fault, {quotable(name)});
    return *known;
}

} // namespace

ApiNames::ApiNames(const PoolOverview &overview, const std::vector<Agent> &agents)
{
    for (const Process &process : overview.processes) {
        m_processes.insert(nameKey(process.name), process.id);
        m_countries.insert(process.id, process.country);
        if (!process.account.isEmpty() && !process.archivedAt)
            m_accounts.insert(nameKey(process.account), process.id);
    }
    for (const PoolLine &line : overview.pools) {
        m_pools.insert(nameKey(line.pool.name), line.pool.id);
        m_poolNames.insert(line.pool.id, line.pool.name);
    }
    for (const Agent &agent : agents) {
        m_agents.insert(nameKey(agent.code), agent.id);
        m_codes.insert(agent.id, agent.code);
    }
}

Result<ProcessId> ApiNames::process(const QString &name) const
{
    return found(m_processes, name, Fault::ProcessUnknown);
}

Result<PoolId> ApiNames::pool(const QString &name) const
{
    return found(m_pools, name, Fault::PoolUnknown);
}

Result<AgentId> ApiNames::agent(const QString &code) const
{
    return found(m_agents, code, Fault::AgentUnknown);
}

Result<ProcessId> ApiNames::processOfAccount(const QString &account) const
{
    const QList<ProcessId> ofAccount = m_accounts.values(nameKey(account));
    return ofAccount.size() == 1 ? Result<ProcessId>(ofAccount.front()) : process(account);
}

QString ApiNames::poolName(PoolId pool) const
{
    return m_poolNames.value(pool);
}

QString ApiNames::agentCode(AgentId agent) const
{
    return m_codes.value(agent);
}

QString ApiNames::country(ProcessId process) const
{
    return m_countries.value(process);
}

NameBook::NameBook(Workspace &workspace, QObject *parent) : QObject(parent), m_pools(workspace), m_agents(workspace) { }

void NameBook::resolve(Use use, Done done)
{
    if (m_names && m_age.elapsed() < longestMs && use(*m_names))
        return done(m_names);
    read([use = std::move(use), done = std::move(done)](const Result<Names> &names) {
        if (!names)
            return done(names);
        const auto used = use(**names);
        done(used ? names : Result<Names>(failed(used)));
    });
}

void NameBook::read(std::function<void(const Result<Names> &)> take)
{
    whenAnswered(m_pools.overview(), this, [this, take = std::move(take)](const Result<PoolOverview> &overview) {
        if (!overview)
            return take(failed(overview));
        whenAnswered(
            m_agents.list(), this, [this, take, overview = *overview](const Result<std::vector<Agent>> &agents) {
                if (!agents)
                    return take(failed(agents));
                m_names = std::make_shared<const ApiNames>(overview, *agents);
                m_age.start();
                take(m_names);
            });
    });
}

} // namespace callveil
