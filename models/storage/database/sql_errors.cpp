// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/sql_errors.h"

#include <QFileInfo>
#include <QSqlError>

namespace callveil {

namespace {

Error make(ErrorCode code, Fault fault, const QString &native)
{
    return {code, fault, {}, QStringLiteral("code %1").arg(native)};
}

Error classifySqlite(const QString &native)
{
    switch (native.toInt()) { // a quota, or a limit on the size of files
    case 778: // SQLITE_IOERR_WRITE
    case 4618: // SQLITE_IOERR_SHMOPEN: no room for the index of the log
    case 4874: // SQLITE_IOERR_SHMSIZE
        return make(ErrorCode::Internal, Fault::DatabaseFull, native);
    default:
        break;
    }
    switch (native.toInt() & 0xff) { // the low byte is the primary result code
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return make(ErrorCode::Busy, Fault::DatabaseBusy, native);
    case 8: // SQLITE_READONLY
        return make(ErrorCode::Internal, Fault::DatabaseReadOnly, native);
    case 13: // SQLITE_FULL
        return make(ErrorCode::Internal, Fault::DatabaseFull, native);
    case 19: // SQLITE_CONSTRAINT
        return make(ErrorCode::Conflict, Fault::Unexpected, native);
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return make(ErrorCode::Internal, Fault::DatabaseNotCallveil, native);
    default:
        return make(ErrorCode::Internal, Fault::Unexpected, native);
    }
}

Error classifyPostgres(const QString &state)
{
    if (state.startsWith(QLatin1String("23")))
        return make(ErrorCode::Conflict, Fault::Unexpected, state);
    if (state == QLatin1String("42501") || state.startsWith(QLatin1String("28")))
        return make(ErrorCode::Denied, Fault::NotPermitted, state);
    if (state == QLatin1String("25006"))
        return make(ErrorCode::Internal, Fault::DatabaseReadOnly, state);
    if (state == QLatin1String("53100"))
        return make(ErrorCode::Internal, Fault::DatabaseFull, state);
    if (state == QLatin1String("55P03") || state.startsWith(QLatin1String("40")))
        return make(ErrorCode::Busy, Fault::DatabaseBusy, state);
    return make(ErrorCode::Internal, Fault::Unexpected, state);
}

} // namespace

bool isConnectionLost(Engine engine, const QSqlError &error)
{
    if (engine == Engine::Sqlite)
        return false;
    const QString state = error.nativeErrorCode();
    // No state: libpq itself noticed that the socket is gone. 08: connection exceptions. 57P0x: the server is ending
    // or ended this session. 26000: the statement was prepared in a session that is no more.
    return state.isEmpty() || state.startsWith(QLatin1String("08")) || state.startsWith(QLatin1String("57P0"))
        || state == QLatin1String("26000");
}

Error classifySqlError(Engine engine, const QSqlError &error)
{
    if (isConnectionLost(engine, error))
        return make(ErrorCode::Offline, Fault::DatabaseLost, error.nativeErrorCode());
    return engine == Engine::Sqlite ? classifySqlite(error.nativeErrorCode())
                                    : classifyPostgres(error.nativeErrorCode());
}

Error classifyFileError(const DatabaseAddress &address, const QSqlError &error)
{
    return {ErrorCode::Internal, Fault::FilePermission, {QFileInfo(address.file).fileName()}, error.nativeErrorCode()};
}

} // namespace callveil
