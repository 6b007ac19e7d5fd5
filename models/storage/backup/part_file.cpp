// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/part_file.h"

#include "storage/database/database_file.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace callveil {

PartFile::PartFile(QString file, Place place)
    : m_file(std::move(file)), m_part(m_file + u".part"), m_place(place), m_lock(m_part + u".owner")
{
    m_lock.setStaleLockTime(0); // a lock is stale when its process has ended, however long it takes
}

PartFile::~PartFile()
{
    if (m_lock.isLocked())
        removeDatabaseFile(m_part); // with what SQLite lays beside it
}

QString PartFile::name() const
{
    return QFileInfo(m_file).fileName();
}

tl::unexpected<Error> PartFile::unwritable() const
{
    return fail(ErrorCode::Internal, Fault::FileUnwritable, {name()});
}

bool PartFile::isTaken() const
{
    const QFileInfo place(m_file);
    if (m_place == Place::MayExist)
        return place.isDir();
    return place.exists() || place.isSymLink();
}

Result<void> PartFile::begin()
{
    if (isTaken())
        return fail(ErrorCode::Conflict, Fault::FileExists, {name()});
    if (!m_lock.tryLock())
        return m_lock.error() == QLockFile::LockFailedError ? fail(ErrorCode::Busy, Fault::FileBusy, {name()})
                                                            : unwritable();
    removeDatabaseFile(m_part);
    QFile part(m_part);
    if (!part.open(QIODevice::ReadWrite | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return unwritable();
    return {};
}

Result<void> PartFile::finish()
{
    if (isTaken())
        return fail(ErrorCode::Conflict, Fault::FileExists, {name()});
    // Unlike QFile::rename this takes the place of a file in one step: the old one stands until the new one does.
    const bool moved = isOnDisk(m_part)
        && std::rename(QFile::encodeName(m_part).constData(), QFile::encodeName(m_file).constData()) == 0;
    if (!moved || !isOnDisk(QFileInfo(m_file).absolutePath()))
        return unwritable();
    return {};
}

bool isOnDisk(const QString &path)
{
#ifdef Q_OS_UNIX
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool synced = ::fsync(file) == 0;
    return ::close(file) == 0 && synced;
#else
    return QFileInfo::exists(path); // nothing of Qt asks these systems
#endif
}

} // namespace callveil
