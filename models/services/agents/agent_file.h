// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/agents/agent_service.h"

namespace callveil {

/// One row of an agent file as read.
struct AgentRow {
    qint64 line = 0;
    AgentForm form;
};

/// Reads a CSV with the header agent, name, extension, number, processes (any order; agent is needed). Fails with
/// FileUnreadable, FileEmpty, MappingIncomplete; rows that cannot be read are added to `rejects`.
[[nodiscard]] Result<std::vector<AgentRow>> readAgentFile(const QString &file, std::vector<AgentReject> &rejects);

} // namespace callveil
