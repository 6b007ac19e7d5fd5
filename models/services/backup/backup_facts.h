// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/backup/backup_manifest.h"

namespace callveil {

/// What people are told of a backup.
[[nodiscard]] BackupFacts factsOf(const BackupManifest &manifest, const QString &file);

} // namespace callveil
