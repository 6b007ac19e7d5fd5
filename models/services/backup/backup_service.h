// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/backup/backup_report.h"
#include "services/base/service.h"
#include "storage/backup/backup_progress.h"

namespace callveil {

/// What is to be backed up where.
struct BackupOrder {
    QString file;
    bool replaces = false; ///< a file that is there
    /// On a server: a superuser's login, used for this run and not kept. Row policies and the checks of people's
    /// passwords let nobody else read everything.
    QString maintenanceUser, maintenancePassword;
};

/// Backs up the database while it is in use. What is in the file was verified before it is called done; a backup of a
/// server holds the logins of people with what their passwords are checked by.
class BackupService final : public Service {
public:
    using Service::Service;

    /// On the background thread. Recorded with the file's name and what it holds. Needs ManageSecurity. Fails with
    /// FileExists, FileUnwritable, DatabaseDamaged, Cancelled, and on a server with SuperuserRefused,
    /// NeedsSuperuser, ProgramMissing, ProgramFailed, and UserNameInvalid or ChoiceUnknown for a login that could not
    /// be restored; then nothing is left behind. A backup that is not sound replaces nothing: it goes beside the file,
    /// with the suffix ".unsound", and is not the last one.
    [[nodiscard]] QFuture<Result<BackupReport>> create(BackupOrder order, std::shared_ptr<BackupProgress> progress);
    /// When the last backup was made (ms since 1970).
    [[nodiscard]] QFuture<Result<std::optional<qint64>>> last();
};

} // namespace callveil
