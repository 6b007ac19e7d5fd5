// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "storage/database/connection.h"

namespace callveil {

/// A business line of the call centre.
struct Process {
    ProcessId id;
    QString name;
    QString country; ///< ISO region, default of number parsing
    QString timeZone; ///< IANA id
    QString account, project;
    QString defaultCallerId; ///< E.164 of a DID, or empty
    std::optional<qint64> archivedAt;
};

/// An effort inside one process.
struct Campaign {
    CampaignId id;
    ProcessId process;
    QString name;
    std::optional<qint64> archivedAt;
};

/// A proxy number.
struct Did {
    DidId id;
    QString number; ///< E.164
};

/// Reads and writes processes, their campaigns and their own DIDs.
class ProcessStore final {
public:
    explicit ProcessStore(Connection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<std::vector<Process>> list();
    /// Of the processes, each once; on a server of those that the person sees.
    [[nodiscard]] Result<QStringList> countries();
    [[nodiscard]] Result<std::optional<Process>> find(ProcessId process);
    /// Fails with Conflict NameTaken when the name exists (case does not matter).
    [[nodiscard]] Result<ProcessId> insert(const Process &process);
    [[nodiscard]] Result<void> update(const Process &process);
    [[nodiscard]] Result<void> setArchived(ProcessId process, bool archived);
    [[nodiscard]] Result<std::vector<Did>> didsOf(ProcessId process);
    /// Its own and those of the pools that serve it.
    [[nodiscard]] Result<std::vector<Did>> knownDidsOf(ProcessId process);
    [[nodiscard]] Result<void> setDids(ProcessId process, const QStringList &numbers);

    [[nodiscard]] Result<std::vector<Campaign>> campaigns();
    [[nodiscard]] Result<CampaignId> insertCampaign(ProcessId process, const QString &name);
    [[nodiscard]] Result<void> renameCampaign(CampaignId campaign, const QString &name);
    [[nodiscard]] Result<void> setCampaignArchived(CampaignId campaign, bool archived);

private:
    [[nodiscard]] Result<QVariant> archiveTime(bool archived);

    Connection &m_connection;
};

/// The form of a name in which two names are the same: case folded, blanks simplified.
[[nodiscard]] QString nameKey(const QString &name);

/// Turns a constraint conflict into NameTaken with field and name; hands everything else on.
[[nodiscard]] Error nameTaken(const Error &error, const QString &field, const QString &name);

} // namespace callveil
