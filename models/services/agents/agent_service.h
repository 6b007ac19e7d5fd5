// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/agents/agent_store.h"

namespace callveil {

/// An agent as typed or imported. `number` is real: it goes into the vaults and nowhere else.
struct AgentForm {
    AgentId id; ///< unset: a new agent
    QString code, name, extension;
    QString number; ///< may be empty; when changing an agent, empty keeps what is stored
    QStringList processes; ///< names
    /// What an agent that exists keeps as it is stored, because the form (a file without that column) does not say.
    bool keepsName = false, keepsExtension = false, keepsProcesses = false;
};

/// One row of an agent file that was refused.
struct AgentReject {
    qint64 line = 0;
    Error error;
};

/// What came of an agent file.
struct AgentImport {
    int added = 0, changed = 0;
    std::vector<AgentReject> rejects;
};

/// Agents: who they are, their extensions and (sealed) numbers, which processes they serve.
class AgentService final : public Service {
public:
    using Service::Service;

    [[nodiscard]] QFuture<Result<std::vector<Agent>>> list();
    /// Adds or changes one. Fails with NameTaken (agent), NumberNotPossible, NumberCharacters, ProcessUnknown, …
    [[nodiscard]] QFuture<Result<AgentId>> save(AgentForm form);
    [[nodiscard]] QFuture<Result<void>> setDisabled(AgentId agent, bool disabled);
    /// CSV with a header: agent, name, extension, number, processes (separated by ; ). All rows that are right are
    /// taken in one transaction; the others are reported by line. Columns that the file has not leave agents as they
    /// are.
    [[nodiscard]] QFuture<Result<AgentImport>> importFile(QString file);
};

} // namespace callveil
