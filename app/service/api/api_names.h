// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/agents/agent_service.h"
#include "services/pools/pool_service.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>

namespace callveil {

/// What processes, pools and agents are called, at one moment.
class ApiNames final {
public:
    ApiNames(const PoolOverview &overview, const std::vector<Agent> &agents);

    // These fail with ProcessUnknown, PoolUnknown, AgentUnknown; what could be a number is not repeated.
    [[nodiscard]] Result<ProcessId> process(const QString &name) const;
    [[nodiscard]] Result<PoolId> pool(const QString &name) const;
    [[nodiscard]] Result<AgentId> agent(const QString &code) const;
    /// The one process with this account, or of this name.
    [[nodiscard]] Result<ProcessId> processOfAccount(const QString &account) const;

    [[nodiscard]] QString poolName(PoolId pool) const;
    /// Empty for a line that is no listed agent's.
    [[nodiscard]] QString agentCode(AgentId agent) const;
    /// ISO region; empty for a process that is unknown.
    [[nodiscard]] QString country(ProcessId process) const;

private:
    QHash<QString, ProcessId> m_processes;
    QMultiHash<QString, ProcessId> m_accounts;
    QHash<ProcessId, QString> m_countries;
    QHash<QString, PoolId> m_pools;
    QHash<PoolId, QString> m_poolNames;
    QHash<QString, AgentId> m_agents;
    QHash<AgentId, QString> m_codes;
};

/// Keeps the names for some seconds. Lives on the main thread.
class NameBook final : public QObject {
    Q_OBJECT

public:
    explicit NameBook(Workspace &workspace, QObject *parent = nullptr);

    using Names = std::shared_ptr<const ApiNames>;
    /// Looks names up; may be called twice, since one that is missing may be new.
    using Use = std::function<Result<void>(const ApiNames &)>;
    using Done = std::function<void(const Result<Names> &)>;
    /// Calls `done` with the names that `use` was content with, or with why it was not.
    void resolve(Use use, Done done);

private:
    void read(std::function<void(const Result<Names> &)> take);

    PoolService m_pools;
    AgentService m_agents;
    Names m_names;
    QElapsedTimer m_age;
};

} // namespace callveil
