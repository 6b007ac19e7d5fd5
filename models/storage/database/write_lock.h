// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace callveil {

/// The lock file beside a SQLite database that every write transaction, checkpoint and last close holds, because
/// SQLite before 3.51.3 has a race between a checkpoint and another connection's commit. The system releases it when
/// the process ends in whatever way. Locks against other processes and other connections of this one.
class WriteLock final {
public:
    explicit WriteLock(const QString &databaseFile);
    ~WriteLock();
    WriteLock(const WriteLock &) = delete;
    WriteLock &operator=(const WriteLock &) = delete;

    /// Waits at most `milliseconds`; fails with DatabaseBusy, and at once with DatabaseReadOnly or DatabaseFull when
    /// the file cannot be made or opened.
    [[nodiscard]] Result<void> acquire(int milliseconds);
    void release();

private:
    [[nodiscard]] Result<bool> tryLock(); ///< false: another one holds it

    QString m_path;
    qintptr m_handle = -1;
};

} // namespace callveil
