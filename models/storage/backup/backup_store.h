// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/audit/deed_store.h"
#include "storage/backup/backup_manifest.h"
#include "storage/vault/rotation_store.h"

namespace callveil {

/// Looks at a whole database: the copy that a backup is, the snapshot that is dumped, or what was restored. On a server
/// with a superuser's login.
class BackupStore final {
public:
    explicit BackupStore(Connection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<std::vector<RowCount>> counts();
    /// Fails with DatabaseDamaged for a SQLite file whose pages or references are wrong.
    [[nodiscard]] Result<void> checkPages();
    [[nodiscard]] Result<std::vector<PersonId>> actors();
    [[nodiscard]] Result<std::vector<DeedHead>> heads();
    [[nodiscard]] Result<std::vector<DeedEntry>> chain(PersonId actor, qint64 after, int rows);

    /// Up to `most` sealed numbers of a process that `me` holds keys for, spread over its epochs: how many, and how
    /// many of them open. Nothing of them is kept.
    struct Opened {
        bool held = false;
        int tried = 0, opened = 0;
    };
    [[nodiscard]] Result<Opened> openSome(ProcessId process, const Identity &me, int most);

    /// Of a server.
    [[nodiscard]] Result<std::vector<BackupLogin>> logins();
    [[nodiscard]] Result<QString> snapshot();
    [[nodiscard]] Result<QStringList> people(); ///< user names
    [[nodiscard]] Result<QStringList> switches(); ///< names of switches that had logins
    /// For this transaction the server writes no statement into its log.
    [[nodiscard]] Result<void> keepLogQuiet();
    /// After a database got another name.
    [[nodiscard]] Result<void> renameLogins();
    /// A new key for the hashes that calls are known by: a backup has none. After the schema was brought up to date.
    [[nodiscard]] Result<void> makeCallKey();
    /// The next scan for leaks looks at everything. Likewise.
    [[nodiscard]] Result<void> forgetScans();

private:
    Connection &m_connection;
};

} // namespace callveil
