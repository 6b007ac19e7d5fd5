// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/database_copy.h"

#include <QFileInfo>
#include <QSqlDatabase>

#include <sqlite3.h>

#include <atomic>
#include <memory>

namespace callveil {

namespace {

constexpr int pagesAtOnce = 256; // 1 MB
constexpr int waitMs = 15000;

struct Closer {
    void operator()(sqlite3 *database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, Closer>;

std::atomic<bool> probed{false};

int noteOpening(sqlite3 *, char **, const sqlite3_api_routines *)
{
    probed = true;
    return SQLITE_OK;
}

/// Qt may have been built with a SQLite of its own. Ours is told of each database that is opened with it.
bool isLibraryOfQt()
{
    static const bool same = [] {
        const auto hook = reinterpret_cast<void (*)()>(noteOpening);
        const QString name = QStringLiteral("callveil-probe");
        sqlite3_auto_extension(hook);
        {
            QSqlDatabase probe = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
            probe.setDatabaseName(QStringLiteral(":memory:"));
            probe.open();
        }
        QSqlDatabase::removeDatabase(name);
        sqlite3_cancel_auto_extension(hook);
        return probed.load();
    }();
    return same;
}

tl::unexpected<Error> explained(int code, const QString &from, const QString &to)
{
    const QString detail = QStringLiteral("sqlite %1").arg(code);
    switch (code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
        return fail(ErrorCode::Internal, Fault::FileUnwritable, {QFileInfo(to).fileName()}, detail);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return fail(ErrorCode::Internal, Fault::DatabaseDamaged, {QFileInfo(from).fileName()}, detail);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(ErrorCode::Busy, Fault::DatabaseBusy, {}, detail);
    default:
        return fail(ErrorCode::Internal, Fault::Unexpected, {}, detail);
    }
}

int open(const QString &path, int flags, Database &database)
{
    sqlite3 *opened = nullptr;
    const int code = sqlite3_open_v2(path.toUtf8().constData(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    database.reset(opened);
    if (code == SQLITE_OK)
        sqlite3_busy_timeout(opened, waitMs);
    return code;
}

} // namespace

Result<void> copyDatabase(const QString &from, const QString &to, const StepAnswer &step)
{
    if (!isLibraryOfQt())
        return fail(ErrorCode::Internal, Fault::Unexpected, {}, QStringLiteral("Qt works with another SQLite"));
    Database source, target;
    int code = open(from, SQLITE_OPEN_READONLY, source);
    if (code == SQLITE_OK)
        code = open(to, SQLITE_OPEN_READWRITE, target);
    if (code == SQLITE_OK) // the moment that is copied
        code = sqlite3_exec(source.get(), "BEGIN; PRAGMA schema_version", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return explained(code, from, to);
    sqlite3_backup *backup = sqlite3_backup_init(target.get(), "main", source.get(), "main");
    if (!backup)
        return explained(sqlite3_errcode(target.get()), from, to);
    bool goesOn = true;
    do {
        code = sqlite3_backup_step(backup, pagesAtOnce);
        const qint64 all = sqlite3_backup_pagecount(backup);
        goesOn = step(all - sqlite3_backup_remaining(backup), all);
    } while (code == SQLITE_OK && goesOn);
    const bool whole = code == SQLITE_DONE;
    code = sqlite3_backup_finish(backup);
    if (!goesOn && !whole)
        return fail(ErrorCode::Cancelled, Fault::Cancelled);
    if (!whole || code != SQLITE_OK)
        return explained(code, from, to);
    return {};
}

} // namespace callveil
