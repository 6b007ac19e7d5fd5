// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/backup/backup_report.h"
#include "services/session/local_state.h"
#include "storage/backup/backup_progress.h"
#include "storage/database/database_address.h"

#include <QFuture>

#include <memory>

namespace callveil {

/// Which backup becomes a database where.
struct RestoreOrder {
    QString file;
    DatabaseAddress place; ///< a new file, or a new database of a server; there user is a superuser's login
    QString superuserPassword; ///< of a server, for this run only
    QString fingerprintWords; ///< the organisation's, as typed; empty when they were not
    /// Whoever lends his keys to see whether numbers can be read; may be empty.
    QString userName, password;
};

/// Makes a database of a backup, in a new place, and tells what was found in it. Nobody needs to be signed in.
class RestoreService final {
public:
    explicit RestoreService(LocalState &local) : m_local(local) { }

    /// What a backup says of itself, once its signature was checked. Fails with FileUnreadable, BackupDamaged.
    [[nodiscard]] static QFuture<Result<BackupFacts>> look(QString file);

    /// On a thread of its own. Fails with BackupDamaged, DatabaseExists, BackupOfFile, BackupOfServer, Cancelled,
    /// BackupStranger for an organisation that this computer does not know and whose words were not given (a server
    /// runs what is in a backup, with a superuser's rights), BackupOtherWords for other words than the backup's,
    /// DatabaseNewer, on a server also ServerOlder, ProgramMissing and what init fails with. Then nothing is left
    /// behind. Pins the organisation's fingerprint for the new place.
    [[nodiscard]] QFuture<Result<RestoreReport>> restore(RestoreOrder order, std::shared_ptr<BackupProgress> progress);

private:
    LocalState &m_local;
};

} // namespace callveil
