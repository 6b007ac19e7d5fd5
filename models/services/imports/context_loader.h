// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/call_preparer.h"
#include "storage/people/identity.h"

namespace callveil {

/// Reads what preparing the calls of one process needs: policy in force, vault, DIDs, agents, campaigns,
/// rates.
[[nodiscard]] Result<PrepareContext> loadContext(
    Connection &connection, const Identity &person, ProcessId process, CampaignId campaign, bool callerIsCustomer);

/// Which process each row belongs to, when the order does not say.
class ProcessRouter final {
public:
    /// By name of the process column, then by the DID on either side.
    [[nodiscard]] static Result<ProcessRouter> load(Connection &connection, const Identity &person);
    /// Unset when the row names no process that the person sees.
    [[nodiscard]] ProcessId route(const RawCall &call) const;
    /// Those that the person sees and that are in use.
    [[nodiscard]] const std::vector<Process> &processes() const { return m_processes; }
    /// Some process that the person sees, for what a file does not say; unset when there is none.
    [[nodiscard]] ProcessId anyProcess() const { return m_processes.empty() ? ProcessId{} : m_processes.front().id; }

private:
    [[nodiscard]] ProcessId byDid(const std::optional<QString> &number) const;

    std::vector<Process> m_processes;
    QHash<QString, ProcessId> m_byName; ///< by nameKey
    QHash<QString, ProcessId> m_byDid; ///< by the digits of the DID; a DID of several processes decides nothing
};

} // namespace callveil
