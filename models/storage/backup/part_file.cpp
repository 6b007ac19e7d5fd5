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

namespace {

bool isThere(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() || file.isSymLink(); // a link that leads nowhere is something too
}

bool isAnythingOf(const QString &part)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal", "-lock", ".old"})
        if (isThere(part + QLatin1String(suffix)))
            return true;
    return false;
}

bool rename(const QString &from, const QString &to)
{
    // Unlike QFile::rename this takes the place of a file in one step: the old one stands until the new one does.
    return std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

/// Without it a replaced file cannot come back, but everything else goes on.
void keep(const QString &file, const QString &name)
{
#ifdef Q_OS_UNIX
    static_cast<void>(::link(QFile::encodeName(file).constData(), QFile::encodeName(name).constData()) == 0);
#else
    Q_UNUSED(file)
    Q_UNUSED(name)
#endif
}

} // namespace

PartFile::PartFile(QString file, Place place)
    : m_file(std::move(file)), m_part(m_file + u".part"), m_old(m_part + u".old"), m_place(place),
      m_lock(m_part + u".owner")
{
    m_lock.setStaleLockTime(0); // a lock is stale when its process has ended, however long it takes
}

PartFile::~PartFile()
{
    if (!m_lock.isLocked())
        return;
    removeDatabaseFile(m_part); // with what SQLite lays beside it
    QFile::remove(m_old);
}

QString PartFile::name() const
{
    return QFileInfo(m_file).fileName();
}

tl::unexpected<Error> PartFile::unwritable() const
{
    return fail(ErrorCode::Internal, Fault::FileUnwritable, {name()});
}

bool PartFile::isTaken(const QString &path, Place place)
{
    return place == Place::MayExist ? QFileInfo(path).isDir() : isThere(path);
}

Result<void> PartFile::begin()
{
    if (isTaken(m_file, m_place))
        return fail(ErrorCode::Conflict, Fault::FileExists, {name()});
    const bool isLeft = isThere(m_part + u".owner"); // by one of us who was killed, or is still at it
    if (!m_lock.tryLock())
        return m_lock.error() == QLockFile::LockFailedError ? fail(ErrorCode::Busy, Fault::FileBusy, {name()})
                                                            : unwritable();
    if (!isLeft && isAnythingOf(m_part)) {
        m_lock.unlock();
        return fail(ErrorCode::Conflict, Fault::FileExists, {QFileInfo(m_part).fileName()});
    }
    removeDatabaseFile(m_part);
    QFile::remove(m_old);
    QFile part(m_part);
    if (!part.open(QIODevice::ReadWrite | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return unwritable();
    return {};
}

Result<void> PartFile::finish(const QString &suffix)
{
    m_finished = m_file + suffix;
    if (isTaken(m_finished, m_place))
        return fail(ErrorCode::Conflict, Fault::FileExists, {QFileInfo(m_finished).fileName()});
    m_replaced = isThere(m_finished);
    if (m_replaced)
        keep(m_finished, m_old);
    if (!isOnDisk(m_part) || !rename(m_part, m_finished))
        return unwritable();
    if (isOnDisk(QFileInfo(m_file).absolutePath()))
        return {};
    takeBack();
    return unwritable();
}

void PartFile::takeBack()
{
    if (!m_replaced)
        QFile::remove(m_finished);
    else if (isThere(m_old))
        static_cast<void>(rename(m_old, m_finished));
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
