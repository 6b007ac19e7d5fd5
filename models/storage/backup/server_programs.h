// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/backup/backup_progress.h"
#include "storage/database/database_address.h"

namespace callveil {

/// Where a server is reached and with whose login, for one run of a program.
struct ServerLogin {
    DatabaseAddress address; ///< user: the login
    QString password;
};

/// pg_dump and pg_restore of this computer. A password reaches them in their environment alone; what they say on their
/// standard error is dropped, because a failing line of data is repeated there.
class ServerPrograms final {
public:
    /// The newest ones there are; older ones than a server, or than those that wrote a dump, do not understand it.
    /// `version`: major. Fails with ProgramMissing.
    [[nodiscard]] static Result<ServerPrograms> find(int version);
    [[nodiscard]] int version() const { return m_version; }

    /// Dumps the database as of an exported snapshot into a file that is there.
    [[nodiscard]] Result<void> dump(
        const ServerLogin &login, const QString &snapshot, const QString &file, BackupProgress &progress) const;
    /// Whether all of a dump can be read: its table of contents, and every block of its data.
    [[nodiscard]] Result<void> check(const QString &file, BackupProgress &progress) const;
    /// The statements that a part of the schema is made by: "pre-data" or "post-data".
    [[nodiscard]] Result<QString> schemaPart(const QString &file, const QString &part, BackupProgress &progress) const;
    /// Fills the tables that the first part made.
    [[nodiscard]] Result<void> fill(const ServerLogin &login, const QString &file, BackupProgress &progress) const;

private:
    ServerPrograms(QString folder, int version) : m_folder(std::move(folder)), m_version(version) { }

    QString m_folder;
    int m_version;
};

} // namespace callveil
