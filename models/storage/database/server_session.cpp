// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/server_session.h"

#include "storage/database/sql_errors.h"

#include <QSqlError>

#include <libpq-fe.h>
#include <openssl/crypto.h>

namespace callveil {

namespace {

/// True when a server accepts sessions there under the TLS mode, whether or not it lets this login in.
bool answers(const DatabaseAddress &address, const QString &login, TlsMode tls)
{
    const QByteArray host = address.host.toUtf8();
    const QByteArray port = QByteArray::number(address.port);
    const QByteArray database = address.database.toUtf8();
    const QByteArray user = login.toUtf8();
    const QByteArray mode = tlsModeName(tls).toUtf8();
    const char *const names[] = {"host", "port", "dbname", "user", "sslmode", "connect_timeout", nullptr};
    const char *const values[] = {host, port, database, user, mode, "2", nullptr};
    return PQpingParams(names, values, 0) == PQPING_OK;
}

} // namespace

void prepareForServers()
{
    // QThread::wait returns before the thread has put away what libraries keep for it. libcrypto, which libpq works
    // with, crashes when it does so while the process ends; so it leaves its memory to the system instead.
    static const int prepared = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
    Q_UNUSED(prepared)
}

Error whyRefused(const DatabaseAddress &address, const QString &login)
{
    if (answers(address, login, address.tls))
        return {ErrorCode::Denied, Fault::SignInRefused, {}, {}};
    if (address.tls != TlsMode::Disable && answers(address, login, TlsMode::Disable))
        return {ErrorCode::Offline, Fault::DatabaseTls, {address.host}, {}};
    return {ErrorCode::Offline, Fault::DatabaseUnreachable, {address.host}, {}};
}

QString serverOptions(TlsMode tls)
{
    return QStringLiteral("connect_timeout=5;sslmode=%1;application_name=callveil;keepalives_idle=10;"
                          "keepalives_interval=5;keepalives_count=3;tcp_user_timeout=20000")
        .arg(tlsModeName(tls));
}

QString serverSession(int lockWaitMs)
{
    // A generic plan of a page joins and sorts the whole log; a plan made for the values reads its one page. The joins
    // of our views stand in a good order, and looking for a better one costs more than the page. A statement that looks
    // expensive runs in milliseconds, and the server would compile it for seconds each time. The server notices a
    // client that is gone as fast as the client notices the server, and keeps no locks for it. Numbers are served to
    // transactions that see what is committed, whatever the server's own default is.
    return QStringLiteral("SET search_path TO cv, cv_api; SET client_min_messages TO warning;"
                          "SET default_transaction_isolation TO 'read committed';"
                          "SET plan_cache_mode TO force_custom_plan; SET join_collapse_limit TO 1; SET jit TO off;"
                          "SET tcp_keepalives_idle TO 10; SET tcp_keepalives_interval TO 5;"
                          "SET tcp_keepalives_count TO 3; SET tcp_user_timeout TO 20000;"
                          "SET idle_in_transaction_session_timeout TO 60000; SET lock_timeout TO %1")
        .arg(lockWaitMs);
}

Result<void> copyToServer(pg_conn *server, const QString &statement, const QByteArray &lines)
{
    PGresult *result = PQexec(server, statement.toUtf8().constData());
    const bool ready = PQresultStatus(result) == PGRES_COPY_IN;
    QString state = QString::fromLatin1(PQresultErrorField(result, PG_DIAG_SQLSTATE));
    PQclear(result);
    bool sent =
        ready && PQputCopyData(server, lines.constData(), int(lines.size())) == 1 && PQputCopyEnd(server, nullptr) == 1;
    while (PGresult *answer = PQgetResult(server)) {
        if (PQresultStatus(answer) != PGRES_COMMAND_OK) {
            sent = false;
            state = QString::fromLatin1(PQresultErrorField(answer, PG_DIAG_SQLSTATE));
        }
        PQclear(answer);
    }
    if (sent)
        return {};
    const Error error = classifySqlError(Engine::PostgreSql, QSqlError({}, {}, QSqlError::StatementError, state));
    if (PQstatus(server) != CONNECTION_OK || error.code == ErrorCode::Offline)
        return fail(ErrorCode::Offline, Fault::DatabaseLost, {}, QStringLiteral("COPY"));
    return tl::unexpected(error);
}

} // namespace callveil
