// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/database_file.h"

#include <QFile>
#include <QFileInfo>

namespace callveil {

Result<void> createDatabaseFile(const QString &path)
{
    const QFileInfo info(path);
    QFile file(path);
    if (file.open(QIODevice::ReadWrite | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return {};
    if (info.exists() || info.isSymLink()) // a link that leads nowhere is something too
        return fail(ErrorCode::Conflict, Fault::DatabaseExists, {info.fileName()});
    return fail(ErrorCode::Internal, Fault::FilePermission, {info.fileName()});
}

void removeDatabaseFile(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal", "-lock"})
        QFile::remove(path + QLatin1String(suffix));
}

} // namespace callveil
