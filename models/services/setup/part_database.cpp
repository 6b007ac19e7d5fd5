// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/setup/part_database.h"

#include "storage/backup/part_file.h"
#include "storage/database/database_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace callveil {

namespace {

/// SQLite would play what an older database left beside the place into the new one.
Result<void> requireFree(const QString &place)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal"}) {
        const QFileInfo file(place + QLatin1String(suffix));
        if (file.exists() || file.isSymLink()) // a link that leads nowhere is something too
            return fail(ErrorCode::Conflict, Fault::DatabaseExists, {file.fileName()});
    }
    return {};
}

} // namespace

PartDatabase::PartDatabase(QString file)
    : m_file(std::move(file)), m_part(m_file + u".part"), m_lock(m_part + u".owner")
{
    m_lock.setStaleLockTime(0); // a lock is stale when its process has ended, however long it takes
}

PartDatabase::~PartDatabase()
{
    if (m_lock.isLocked())
        removeDatabaseFile(m_part);
}

Result<void> PartDatabase::begin()
{
    const QFileInfo place(m_file);
    if (const auto free = requireFree(m_file); !free)
        return free;
    QDir().mkpath(place.absolutePath());
    if (!m_lock.tryLock())
        return m_lock.error() == QLockFile::LockFailedError
            ? fail(ErrorCode::Busy, Fault::DatabaseBusy)
            : fail(ErrorCode::Denied, Fault::FilePermission, {place.fileName()});
    removeDatabaseFile(m_part);
    return {};
}

Result<void> PartDatabase::finish()
{
    const QString name = QFileInfo(m_file).fileName();
    if (QFileInfo(m_part + u"-wal").size() > 0)
        return fail(ErrorCode::Busy, Fault::DatabaseBusy, {}, QStringLiteral("the new database is still open"));
    if (const auto free = requireFree(m_file); !free)
        return free;
    if (!QFile::rename(m_part, m_file))
        return fail(ErrorCode::Internal, Fault::FileUnwritable, {name});
    if (isOnDisk(QFileInfo(m_file).absolutePath()))
        return {};
    QFile::remove(m_file);
    return fail(ErrorCode::Internal, Fault::FileUnwritable, {name});
}

} // namespace callveil
