// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "storage/database/connection.h"

#include <QHash>

namespace callveil {

/// An agent's number in one process: masked text and vault id.
struct AgentNumber {
    ProcessId process;
    QString text; ///< masked by the process's policy, starred where that is Off; empty when there is no number
    NumberId number;
};

/// An agent; the real number is in the vaults only.
struct Agent {
    AgentId id;
    QString code; ///< the id by which other systems know the agent
    QString name;
    QString extension; ///< digits, or empty
    std::optional<qint64> disabledAt;
    std::vector<AgentNumber> processes;
};

/// Reads and writes agents and the keyed index of their numbers.
class AgentStore final {
public:
    explicit AgentStore(Connection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<std::vector<Agent>> list();
    /// Fails with Conflict NameTaken when the code exists.
    [[nodiscard]] Result<AgentId> insert(const Agent &agent);
    [[nodiscard]] Result<void> update(const Agent &agent);
    [[nodiscard]] Result<void> setDisabled(AgentId agent, bool disabled);
    [[nodiscard]] Result<void> addProcess(AgentId agent, const AgentNumber &number);
    [[nodiscard]] Result<void> removeProcess(AgentId agent, ProcessId process);
    [[nodiscard]] Result<void> putIndex(AgentId agent, const QByteArray &blind);
    [[nodiscard]] Result<QHash<QByteArray, AgentId>> index();

private:
    Connection &m_connection;
};

} // namespace callveil
