// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "domain/pools/binding.h"

#include <QHash>

namespace callveil {

/// What processes, pools and agents are called, as listed for this person; read once for many rows.
class KnownNames final {
public:
    [[nodiscard]] static Result<KnownNames> read(Workspace &workspace);

    /// These fail with ProcessUnknown, PoolUnknown, AgentUnknown; the name is repeated as far as it is quotable().
    [[nodiscard]] Result<ProcessId> process(const QString &name) const;
    [[nodiscard]] Result<PoolId> pool(const QString &name) const;
    [[nodiscard]] Result<AgentId> agent(const QString &code) const;
    /// Empty for a line that is no listed agent's; the name where the code is not listed for this person.
    [[nodiscard]] QString agentOf(const Binding &binding) const;

private:
    QHash<QString, ProcessId> m_processes;
    QHash<QString, PoolId> m_pools;
    QHash<QString, AgentId> m_agents;
    QHash<AgentId, QString> m_codes;
};

} // namespace callveil
