// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace callveil {

/// Makes an empty file for its owner alone; SQLite gives its mode to the files beside it. Fails with DatabaseExists for
/// anything that is there already, and with FilePermission.
[[nodiscard]] Result<void> createDatabaseFile(const QString &path);

/// Removes a SQLite file and what lies beside it.
void removeDatabaseFile(const QString &path);

} // namespace callveil
