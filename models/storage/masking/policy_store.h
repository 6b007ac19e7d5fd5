// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/masking/masking_policy.h"
#include "domain/masking/strength.h"
#include "storage/database/connection.h"

namespace callveil {

/// One numbered revision of a process's masking policy.
struct PolicyRevision {
    RevisionId id;
    ProcessId process;
    int revision = 0; ///< 1, 2, … within the process
    MaskingPolicy policy;
    QString note;
    PersonId createdBy;
    QString createdByName;
    qint64 createdAt = 0; ///< ms since 1970
    qint64 effectiveAt = 0; ///< ms since 1970
    std::optional<qint64> cancelledAt;
    bool inForce = false; ///< known to all() alone

    [[nodiscard]] bool isWaiting(qint64 now) const { return !cancelledAt && effectiveAt > now; }
};

/// How much of a process's traffic has a shape.
struct ShapeCount {
    NumberShape shape;
    qint64 numbers = 0;
};

/// Reads and writes policy revisions.
class PolicyStore final {
public:
    explicit PolicyStore(Connection &connection) : m_connection(connection) { }

    /// The revision in force now, by the database's clock.
    [[nodiscard]] Result<PolicyRevision> inForce(ProcessId process);
    [[nodiscard]] Result<int> lastRevision(ProcessId process);
    /// Adds revision `last + 1`; a Conflict RevisionChanged when somebody else took that number.
    [[nodiscard]] Result<RevisionId> insert(
        ProcessId process, int last, const MaskingPolicy &policy, const QString &note, PersonId by, qint64 effectiveAt);
    /// Newest first, cancelled ones included.
    [[nodiscard]] Result<std::vector<PolicyRevision>> history(ProcessId process);
    /// Of all processes, by process, effective time and number.
    [[nodiscard]] Result<std::vector<PolicyRevision>> all();
    [[nodiscard]] Result<std::vector<PolicyRevision>> since(RevisionId revision);
    [[nodiscard]] Result<RevisionId> newest();
    /// Fails with RevisionNotWaiting when it took effect or was cancelled before.
    [[nodiscard]] Result<void> cancel(RevisionId revision, PersonId by);
    [[nodiscard]] Result<std::vector<ShapeCount>> shapes(ProcessId process);

private:
    Connection &m_connection;
};

} // namespace callveil
