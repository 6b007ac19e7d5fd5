// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <functional>

namespace callveil {

/// Tells how far work is, in its own units; false ends it.
using StepAnswer = std::function<bool(qint64 done, qint64 all)>;

/// Copies a SQLite database that is in use into an empty file, as it is at one moment.
///
/// With SQLite's backup functions rather than VACUUM INTO, which has no progress and cannot be ended. The source stands
/// in one read transaction: writers go on beside it (only the WAL grows meanwhile), and the copy never begins again
/// because of them. Both files are opened with the library that Qt works with; a second one in the same process would
/// undo its locks, so that is refused. Fails with FileUnwritable, DatabaseDamaged and Cancelled; `to` is left to
/// the caller.
[[nodiscard]] Result<void> copyDatabase(const QString &from, const QString &to, const StepAnswer &step);

} // namespace callveil
