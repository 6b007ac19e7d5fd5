// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/connection.h"

#include "storage/crypto/sodium.h"
#include "storage/database/server_session.h"
#include "storage/database/sql_errors.h"
#include "storage/database/sql_library.h"
#include "storage/database/write_lock.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QThread>

#include <libpq-fe.h>

#include <algorithm>
#include <atomic>
#include <unordered_map>

namespace callveil {

namespace {

constexpr int writeWaitMs = 15000; // an import of a usual file is done by then
constexpr int settleWaitMs = 10000;

std::atomic<quint64> connections{0};

/// A parameter that is bound but not written, or written but not bound, is a bug that the engines would hide.
void requireParameters(const QString &text, Binds binds, const char *statement)
{
    QSet<QString> bound;
    for (const auto &[name, value] : binds)
        bound.insert(QLatin1String(name));
    if (bound != SqlLibrary::parameters(text))
        qFatal("statement %s is called with other parameters than it has", statement);
}

/// Nothing changes in a file that holds something else, neither its journal mode nor its permissions.
Result<void> refuseForeignFile(Connection &connection)
{
    const Result<qint64> ours = connection.integer("schema.exists");
    const Result<qint64> objects = connection.integer("schema.objects");
    if (!ours || !objects)
        return failed(ours ? objects : ours);
    if (*ours == 0 && *objects > 0)
        return fail(ErrorCode::Invalid, Fault::DatabaseNotCallveil, {connection.address().title()});
    return {};
}

} // namespace

struct Connection::Private {
    QString name = QStringLiteral("callveil-%1").arg(++connections);
    QSqlDatabase database;
    std::unordered_map<std::string, std::unique_ptr<QSqlQuery>> prepared;
    std::unique_ptr<WriteLock> lock;
    bool holdsLock = false;
    qint64 affected = 0; ///< rows that the last statement changed

    PGconn *server() const
    {
        const QVariant handle = database.driver()->handle();
        const QByteArray type = handle.typeName(); // the alias or the type itself, depending on the Qt version
        const bool is = type == "PGconn*" || type == "pg_conn*";
        return is ? *static_cast<PGconn *const *>(handle.constData()) : nullptr;
    }
};

Connection::Connection(DatabaseAddress address, std::shared_ptr<const Credentials> credentials)
    : m_address(std::move(address)), m_credentials(std::move(credentials)), m_private(std::make_unique<Private>())
{ }

Connection::~Connection()
{
    disconnect();
}

Result<std::unique_ptr<Connection>> Connection::open(
    const DatabaseAddress &address, std::shared_ptr<const Credentials> credentials)
{
    std::unique_ptr<Connection> connection(new Connection(address, std::move(credentials)));
    if (const Result<void> done = connection->connect(); !done)
        return failed(done);
    return connection;
}

Result<void> Connection::connect()
{
    Private &d = *m_private;
    if (engine() == Engine::Sqlite) {
        const QFileInfo file(m_address.file);
        if (!file.exists())
            return fail(ErrorCode::NotFound, Fault::DatabaseMissing, {file.fileName()});
        d.lock = std::make_unique<WriteLock>(m_address.file);
        d.database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), d.name);
        d.database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(writeWaitMs));
        d.database.setDatabaseName(m_address.file);
    } else {
        prepareForServers();
        d.database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), d.name);
        d.database.setConnectOptions(serverOptions(m_address.tls));
        d.database.setHostName(m_address.host);
        d.database.setPort(m_address.port);
        d.database.setDatabaseName(m_address.database);
        d.database.setUserName(m_credentials ? m_credentials->login() : QString());
    }
    if (const Result<void> opened = openSession(); !opened) {
        disconnect();
        return opened;
    }
    m_online = true;
    return prepareSession();
}

Result<void> Connection::openSession()
{
    QSqlDatabase &database = m_private->database;
    if (engine() == Engine::Sqlite) {
        if (!database.open())
            return tl::unexpected(classifyFileError(m_address, database.lastError()));
        return {};
    }
    database.setPassword(m_credentials ? m_credentials->password() : QString());
    if (database.open())
        return {};
    Error error = whyRefused(m_address, m_credentials ? m_credentials->login() : QString());
    if (error.fault == Fault::SignInRefused && m_credentials && m_credentials->takeOther()) {
        database.setPassword(m_credentials->password());
        if (database.open())
            return {};
    }
    return tl::unexpected(error);
}

Result<void> Connection::prepareSession()
{
    if (engine() == Engine::PostgreSql)
        return run(serverSession(writeWaitMs));
    if (const Result<void> fits = refuseForeignFile(*this); !fits) {
        m_private->lock.reset(); // closing needs no lock file beside it
        return fits;
    }
    // The file holds masked text, sealed numbers and keys: nobody else on the machine needs to read it.
    QFile::setPermissions(m_address.file, QFile::ReadOwner | QFile::WriteOwner);
    for (const char *pragma : {"journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON",
             "trusted_schema=OFF", "mmap_size=0", "cache_size=-65536", "temp.cache_size=-65536"})
        if (const Result<void> done = run(QStringLiteral("PRAGMA ") + QLatin1String(pragma)); !done)
            return done;
    return {};
}

void Connection::disconnect()
{
    Private &d = *m_private;
    if (d.database.isOpen() && !d.holdsLock && d.lock)
        d.holdsLock = bool(d.lock->acquire(writeWaitMs)); // the last close of a SQLite file runs a checkpoint
    d.prepared.clear();
    d.database.close();
    d.database = QSqlDatabase();
    QSqlDatabase::removeDatabase(d.name);
    d.lock.reset();
    d.holdsLock = false;
    m_online = false;
}

Result<void> Connection::prepareWith(std::function<Result<void>(Connection &)> prepare)
{
    m_prepare = std::move(prepare);
    return m_prepare(*this);
}

Result<void> Connection::reopen()
{
    disconnect();
    Result<void> done = connect();
    if (done && m_prepare)
        done = m_prepare(*this);
    if (!done)
        disconnect(); // a session that is not prepared is not used
    return done;
}

Error Connection::noteError(const QSqlQuery &query, const QString &statement)
{
    Error error = classifySqlError(engine(), query.lastError());
    // libpq without SQLSTATE can also be a local mistake; only a bad socket means that the session is gone.
    if (error.code == ErrorCode::Offline) {
        const PGconn *server = m_private->server();
        if (query.lastError().nativeErrorCode().isEmpty() && server && PQstatus(server) == CONNECTION_OK)
            error = {ErrorCode::Internal, Fault::Unexpected, {}, {}};
        else
            m_online = false;
    }
    error.detail = statement + u' ' + error.detail;
    return error;
}

Result<void> Connection::run(const QString &text)
{
    QSqlQuery query(m_private->database);
    bool done = query.exec(text);
    if (done && engine() == Engine::PostgreSql) { // several statements sent at once have a result each
        while (query.nextResult()) { }
        done = !query.lastError().isValid();
    }
    if (!done)
        return tl::unexpected(noteError(query, text.section(u' ', 0, 1)));
    return {};
}

Result<void> Connection::runScript(const QString &script)
{
    if (engine() == Engine::PostgreSql)
        return run(SqlLibrary::withoutComments(script));
    for (const QString &statement : SqlLibrary::split(script))
        if (const Result<void> done = run(statement); !done)
            return done;
    return {};
}

Result<void> Connection::forEach(const char *statement, Binds binds, const std::function<void(const Row &)> &use)
{
    if (!m_online)
        return fail(ErrorCode::Offline, Fault::DatabaseLost, {}, QLatin1String(statement));
    std::unique_ptr<QSqlQuery> &query = m_private->prepared[statement];
    if (!query) {
        const QString &text = SqlLibrary::instance().text(engine(), QLatin1String(statement));
        requireParameters(text, binds, statement);
        auto fresh = std::make_unique<QSqlQuery>(m_private->database);
        fresh->setForwardOnly(engine() == Engine::Sqlite); // QPSQL would fetch row by row
        if (!fresh->prepare(text))
            return tl::unexpected(noteError(*fresh, QLatin1String(statement)));
        query = std::move(fresh);
    }
    for (const auto &[name, value] : binds) {
        // Qt binds a null QString as NULL; to us it is an empty text. NULL is asked for by an empty QVariant.
        const bool emptyText = value.typeId() == QMetaType::QString && !value.isNull() && value.toString().isEmpty();
        query->bindValue(QLatin1String(name), emptyText ? QVariant(QStringLiteral("")) : value);
    }
    if (!query->exec())
        return tl::unexpected(noteError(*query, QLatin1String(statement)));
    const Row row(*query);
    while (query->next())
        use(row);
    const bool broken = query->lastError().isValid();
    const Error error = broken ? noteError(*query, QLatin1String(statement)) : Error{};
    m_private->affected = query->numRowsAffected(); // finish() forgets it
    query->finish();
    if (broken)
        return tl::unexpected(error);
    return {};
}

Result<qint64> Connection::integer(const char *statement, Binds binds)
{
    const auto value = one(statement, binds, [](const Row &row) { return row.integer(0); });
    if (!value)
        return failed(value);
    if (!*value)
        return fail(ErrorCode::NotFound, Fault::Unexpected, {}, QLatin1String(statement));
    return **value;
}

Result<qint64> Connection::write(const char *statement, Binds binds)
{
    if (const Result<void> done = forEach(statement, binds, [](const Row &) {}); !done)
        return failed(done);
    return m_private->affected;
}

Result<void> Connection::begin(Access access)
{
    if (!m_online)
        return fail(ErrorCode::Offline, Fault::DatabaseLost);
    if (engine() == Engine::PostgreSql)
        return run(access == Access::Write ? QStringLiteral("BEGIN")
                                           : QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    if (access == Access::Read)
        return run(QStringLiteral("BEGIN"));
    if (const Result<void> locked = m_private->lock->acquire(writeWaitMs); !locked)
        return locked;
    m_private->holdsLock = true;
    const Result<void> begun = run(QStringLiteral("BEGIN IMMEDIATE"));
    if (!begun)
        rollback();
    return begun;
}

Result<void> Connection::savepoint(const char *command)
{
    return run(QLatin1String(command));
}

Result<void> Connection::commit()
{
    const PGconn *server = engine() == Engine::PostgreSql ? m_private->server() : nullptr;
    // COMMIT of a failed transaction answers ROLLBACK without any error.
    if (server && PQtransactionStatus(server) == PQTRANS_INERROR) {
        rollback();
        return fail(ErrorCode::Internal, Fault::Unexpected, {}, QStringLiteral("transaction had failed"));
    }
    const Result<void> done = run(QStringLiteral("COMMIT"));
    if (!done)
        rollback();
    m_private->lock ? m_private->lock->release() : void();
    m_private->holdsLock = false;
    return done;
}

void Connection::rollback()
{
    if (m_online) {
        const Result<void> done = run(QStringLiteral("ROLLBACK"));
        Q_UNUSED(done) // a failed rollback means that nothing was open or that the session, and so its work, is gone
    }
    if (m_private->holdsLock)
        m_private->lock->release();
    m_private->holdsLock = false;
}

Result<void> Connection::commitWithToken()
{
    if (engine() == Engine::Sqlite)
        return commit(); // a local COMMIT is never in doubt
    const QByteArray token = randomBytes(16);
    if (const Result<qint64> recorded = write("operation.record", {{":token", token}}); !recorded) {
        rollback();
        return failed(recorded);
    }
    const Result<void> done = commit();
    if (done || done.error().code != ErrorCode::Offline)
        return done;
    return settleCommit(token);
}

Result<void> Connection::settleCommit(const QByteArray &token)
{
    // Claiming the token waits for the other session if it still runs, for as long as we do. When the token was there
    // already, the work is committed; when it was not, it never will be, because now the token is taken.
    const QDeadlineTimer deadline(settleWaitMs);
    do {
        if (reopen()) {
            const auto wait = int(std::max<qint64>(deadline.remainingTime(), 1));
            const Result<qint64> committed = integer("operation.claim", {{":token", token}, {":wait", wait}});
            if (committed && *committed == 1)
                return {};
            if (committed)
                return fail(ErrorCode::Offline, Fault::DatabaseLost);
        }
        QThread::msleep(100);
    } while (!deadline.hasExpired());
    return fail(ErrorCode::Offline, Fault::CommitUnknown);
}

Result<void> Connection::copyText(const QString &statement, const QByteArray &lines)
{
    PGconn *server = m_online ? m_private->server() : nullptr;
    if (!server)
        return fail(ErrorCode::Offline, Fault::DatabaseLost);
    const Result<void> sent = copyToServer(server, statement, lines);
    if (!sent && sent.error().code == ErrorCode::Offline)
        m_online = false;
    return sent;
}

Result<void> Connection::writePositional(const QString &statement, const QVariantList &values)
{
    std::unique_ptr<QSqlQuery> &query = m_private->prepared[statement.toStdString()];
    if (!query) {
        auto fresh = std::make_unique<QSqlQuery>(m_private->database);
        fresh->setForwardOnly(true);
        if (!fresh->prepare(statement))
            return tl::unexpected(noteError(*fresh, QStringLiteral("bulk insert")));
        query = std::move(fresh);
    }
    for (int i = 0; i < int(values.size()); ++i)
        query->bindValue(i, values[i]);
    if (!query->exec())
        return tl::unexpected(noteError(*query, QStringLiteral("bulk insert")));
    query->finish();
    return {};
}

Result<void> Connection::checkStatement(const QString &text)
{
    QSqlQuery query(m_private->database);
    if (!query.prepare(text))
        return fail(ErrorCode::Internal, Fault::Unexpected, {}, query.lastError().text());
    return {};
}

} // namespace callveil
