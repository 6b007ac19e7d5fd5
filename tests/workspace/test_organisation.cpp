// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/test_organisation.h"

#include "storage/crypto/proquint.h"
#include "support/postgres_cluster.h"
#include "workspace/founded_database.h"

#include <QFile>
#include <QHash>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace callveil {

namespace {

[[noreturn]] void giveUp(const char *what, const Error &error)
{
    qFatal("%s failed: code %d, fault %d, %s, %s", what, int(error.code), int(error.fault),
        qPrintable(error.args.join(u',')), qPrintable(error.detail));
}

} // namespace

TestOrganisation::TestOrganisation(Engine engine, const QString &database)
    : m_engine(engine), m_local(m_folder.filePath(QStringLiteral("local.ini"))), m_database(database)
{
    if (!database.isEmpty()) {
        m_outcome = FoundedDatabase::found(m_local, address(QStringLiteral("postgres")));
        return;
    }
    const FoundedDatabase &founded = FoundedDatabase::take(engine, address().file);
    m_database = founded.name();
    m_outcome = founded.outcome();
    m_local.pin(address().place(), *fromWords(m_outcome.fingerprintWords.join(u' '))); // as set-up does
}

TestOrganisation::~TestOrganisation()
{
    FoundedDatabase::giveBack(m_database);
}

DatabaseAddress TestOrganisation::address(const QString &user) const
{
    return FoundedDatabase::addressOf(m_engine, m_folder, m_database, user);
}

SignInService::Answer TestOrganisation::trySignIn(const DatabaseAddress &place, const QString &password)
{
    SignInService service(m_local);
    return service.signIn(place, place.user.isEmpty() ? QStringLiteral("admin") : place.user, password).result();
}

SignInService::Answer TestOrganisation::trySignIn(const QString &user, const QString &password)
{
    SignInService service(m_local);
    return service.signIn(address(user), user, password).result();
}

std::shared_ptr<Workspace> TestOrganisation::signIn(const QString &user, const QString &password)
{
    const auto answer = trySignIn(user, password);
    if (!answer)
        giveUp("sign-in", answer.error());
    return *answer;
}

std::unique_ptr<Connection> TestOrganisation::superConnection() const
{
    std::shared_ptr<Credentials> credentials;
    if (m_engine == Engine::PostgreSql) {
        QByteArray bytes = PostgresCluster::shared().superuserPassword().toUtf8();
        credentials = std::make_shared<Credentials>(QStringLiteral("postgres"), SecretBytes::takeFrom(bytes));
    }
    auto connection = Connection::open(address(), credentials);
    if (!connection)
        giveUp("connection", connection.error());
    return std::move(*connection);
}

ProcessId TestOrganisation::addProcess(
    Workspace &workspace, const QString &name, const QString &country, const QStringList &dids)
{
    ProcessDetails details;
    details.process.name = name;
    details.process.country = country;
    // Countries with several zones have no usual one.
    static const QHash<QString, QString> zones{{QStringLiteral("US"), QStringLiteral("America/New_York")},
        {QStringLiteral("CA"), QStringLiteral("America/Toronto")}};
    details.process.timeZone = zones.value(country);
    details.dids = dids;
    const auto id = ProcessService(workspace).create(details).result();
    if (!id)
        giveUp("process", id.error());
    return *id;
}

QString TestOrganisation::writeFile(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

void TestOrganisation::addEngines()
{
    QTest::addColumn<Engine>("engine");
    QTest::newRow("sqlite") << Engine::Sqlite;
    QTest::newRow("postgresql") << Engine::PostgreSql;
}

qint64 scalar(const TestOrganisation &organisation, const QString &sql)
{
    static int counter = 0;
    const QString name = QStringLiteral("scalar-%1").arg(++counter);
    qint64 value = -1;
    {
        const DatabaseAddress place = organisation.address();
        const bool embedded = place.engine == Engine::Sqlite;
        QSqlDatabase database =
            QSqlDatabase::addDatabase(embedded ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL"), name);
        database.setDatabaseName(embedded ? place.file : place.database);
        if (!embedded) {
            database.setHostName(place.host);
            database.setPort(place.port);
            database.setUserName(QStringLiteral("postgres"));
            database.setPassword(PostgresCluster::shared().superuserPassword());
        }
        QSqlQuery query(database);
        if (!database.open())
            qFatal("cannot look at the database: %s", qPrintable(database.lastError().text()));
        query = QSqlQuery(database);
        if (!embedded)
            query.exec(QStringLiteral("SET search_path TO cv, cv_vault, cv_audit, cv_stage"));
        if (!query.exec(sql) || !query.next())
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        value = query.value(0).toLongLong();
    }
    QSqlDatabase::removeDatabase(name);
    return value;
}

} // namespace callveil
