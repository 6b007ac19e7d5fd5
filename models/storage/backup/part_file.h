// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QLockFile>

namespace callveil {

/// A file that is written under a name of its own beside its place, for its owner alone, and moved there when it is
/// complete and on the disk: whoever is killed on the way leaves nothing that looks complete. What he leaves is removed
/// by the next one.
class PartFile final {
public:
    enum class Place { New, MayExist };

    /// `file` is where it will be.
    PartFile(QString file, Place place);
    ~PartFile();

    /// Fails with FileExists, FileBusy (another program is writing it) or FileUnwritable.
    /// FileExists also for an unfinished file that is none of ours.
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] const QString &path() const { return m_part; }
    [[nodiscard]] QString name() const;
    /// To its place, or beside it: under its name and a suffix.
    [[nodiscard]] Result<void> finish(const QString &suffix = {});
    /// After finish(): the place as it was before.
    void takeBack();

private:
    [[nodiscard]] static bool isTaken(const QString &path, Place place);
    [[nodiscard]] tl::unexpected<Error> unwritable() const;

    QString m_file;
    QString m_part;
    QString m_old; ///< another name of the file that was replaced, as long as it may have to come back
    Place m_place;
    QString m_finished; ///< where it went
    bool m_replaced = false;
    QLockFile m_lock;
};

/// Whether the system has what was written to a file, or which files a folder holds, on its disk.
[[nodiscard]] bool isOnDisk(const QString &path);

} // namespace callveil
