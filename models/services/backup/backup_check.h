// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/backup/backup_report.h"
#include "storage/backup/backup_progress.h"
#include "storage/backup/backup_store.h"

namespace callveil {

/// Whether a whole database is as it must be: the copy that a backup is, the snapshot that is dumped, or what was
/// restored. On a server over a superuser's connection.
class BackupCheck final {
public:
    /// `rootKey` of the organisation whose database it must be.
    BackupCheck(Connection &connection, QByteArray rootKey, BackupProgress &progress)
        : m_connection(connection), m_rootKey(std::move(rootKey)), m_progress(progress), m_store(connection)
    { }

    /// Every chain of the record of deeds, from its first entry to its head. Fails with Cancelled.
    [[nodiscard]] Result<RecordState> record();
    /// Tries numbers of every process that `me` may view and holds the key of. They are not shown, nor counted as
    /// revealed: nobody gets to see them.
    [[nodiscard]] Result<std::vector<SampledNumbers>> samples(const Identity &me);
    /// What a computer saw after the backup was made. Entries that it saw otherwise are added to the record's breaks.
    [[nodiscard]] Result<std::vector<LaterEntries>> compare(const QList<DeedHead> &seen, RecordState &record);

private:
    Connection &m_connection;
    QByteArray m_rootKey;
    BackupProgress &m_progress;
    BackupStore m_store;
};

} // namespace callveil
