// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/backup/backup_manifest.h"
#include "storage/backup/backup_progress.h"
#include "storage/crypto/sodium.h"

#include <functional>

namespace callveil {

/// A backup is one file: the data (a SQLite database, or what pg_dump wrote), and behind it the manifest and its
/// signature. So the data can be written where they stay, and the tools of the engine read the file as it is. The
/// manifest holds the data's hash, and is signed by whoever made the backup, whom the organisation root certified: what
/// was changed in any bit, or was made by a stranger, is not restored. That matters on a server, where restoring runs
/// what is in the file with a superuser's rights.
namespace backup_archive {

/// Sets size and hash of the data in `manifest` and writes it behind them, signed.
[[nodiscard]] Result<void> seal(
    const QString &file, BackupManifest &manifest, const SignKeys &maker, BackupProgress &progress);
/// The manifest of a file whose signature and certificate hold. Fails with FileUnreadable and BackupDamaged. The data
/// are not read, and a database that this process has open is not opened.
[[nodiscard]] Result<BackupManifest> manifestOf(const QString &file);
/// Reads the data to the end, handing each part to `use` (false: it cannot be used, FileUnwritable of `name`); fails
/// with BackupDamaged when they are not what the manifest says.
[[nodiscard]] Result<void> readData(const QString &file, const BackupManifest &manifest, BackupProgress &progress,
    const QString &name = {}, const std::function<bool(const QByteArray &part)> &use = {});

} // namespace backup_archive

} // namespace callveil
