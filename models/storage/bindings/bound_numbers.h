// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/bindings/binding_draft.h"
#include "storage/database/connection.h"

namespace callveil {

/// The numbers of bindings in the vault of an embedded database: kept while a binding needs them.
class BoundNumbers final {
public:
    BoundNumbers(Connection &connection, PersonId me, ProcessId process);

    /// Keeps a number for one more binding; answers under which id: the one that it has already, when it has.
    [[nodiscard]] Result<NumberId> keep(
        const BoundParty &party, RevisionId revision, int generation, const EpochSeal &epoch);
    /// The same for an agent's side: a listed agent's line is in the vault already. Fails with NotPermitted when it is
    /// not.
    [[nodiscard]] Result<NumberId> keepAgent(
        AgentId agent, const BoundParty &party, RevisionId revision, int generation, const EpochSeal &epoch);
    /// Whether a legal hold stands: nothing is taken out then.
    [[nodiscard]] Result<bool> areHeld();
    /// One binding less keeps the number; after the last one it leaves the vault, unless it is an agent's line.
    [[nodiscard]] Result<void> release(NumberId number);
    /// The same, or a note for sweepLeft() as long as a legal hold stands.
    [[nodiscard]] Result<void> releaseOrLeave(NumberId number);
    /// Releases what holds that stand no longer have kept, in all processes.
    [[nodiscard]] static Result<void> sweepLeft(Connection &connection, PersonId me);

private:
    Connection &m_connection;
    PersonId m_me;
    ProcessId m_process;
};

} // namespace callveil
