// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QLockFile>

namespace callveil {

/// A SQLite file that is made under a name of its own beside its place and moved there when it is complete: whoever is
/// killed on the way leaves nothing that looks like a database. What he leaves is removed by the next one.
class PartDatabase final {
public:
    /// `file` is where it will be.
    explicit PartDatabase(QString file);
    ~PartDatabase();

    /// Fails with DatabaseExists (also for what SQLite left beside a database that is gone), DatabaseBusy (another
    /// program is making it) or FilePermission.
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] const QString &file() const { return m_part; }
    /// Moves it to its place. Every connection to it must be closed: only then all of it is in the file.
    [[nodiscard]] Result<void> finish();

private:
    QString m_file;
    QString m_part;
    QLockFile m_lock;
};

} // namespace callveil
