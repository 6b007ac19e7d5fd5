// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/founded_database.h"

#include "support/postgres_cluster.h"
#include "workspace/test_organisation.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

namespace callveil {

namespace {

/// The superuser in the maintenance database of the shared cluster.
class Maintenance final {
public:
    Maintenance()
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), QStringLiteral("founded"));
        m_database.setHostName(QStringLiteral("127.0.0.1"));
        m_database.setPort(PostgresCluster::shared().port());
        m_database.setDatabaseName(QStringLiteral("postgres"));
        m_database.setUserName(QStringLiteral("postgres"));
        m_database.setPassword(PostgresCluster::shared().superuserPassword());
        if (!m_database.open())
            qFatal("no maintenance database: %s", qPrintable(m_database.lastError().text()));
    }

    ~Maintenance()
    {
        m_database = {};
        QSqlDatabase::removeDatabase(QStringLiteral("founded"));
    }

    Maintenance(const Maintenance &) = delete;
    Maintenance &operator=(const Maintenance &) = delete;

    /// The first column of a statement in which {name} stands for a database.
    QStringList run(const char *statement, const QString &name) const
    {
        QSqlQuery query(m_database);
        const QString sql = QString::fromLatin1(statement).replace(QLatin1String("{name}"), name);
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        QStringList values;
        while (query.next())
            values.append(query.value(0).toString());
        return values;
    }

private:
    QSqlDatabase m_database;
};

// The template's name begins differently: what begins with the name of a database was made by a test that used it.
const char *const asideSql = R"(ALTER DATABASE "{name}" RENAME TO "founded_{name}")";
const char *const copySql = R"(CREATE DATABASE "{name}" TEMPLATE "founded_{name}")";
const char *const databasesSql =
    R"(SELECT datname FROM pg_database WHERE datname = '{name}' OR starts_with(datname, '{name}_'))";
const char *const dropSql = R"(DROP DATABASE "{name}" WITH (FORCE))";

// A copy has no rights of its own database yet. The roles are the same, so that the rights can be.
const char *const rightsSql = R"(UPDATE pg_database SET datacl = (SELECT f.datacl FROM pg_database f
    WHERE f.datname = 'founded_{name}') WHERE datname = '{name}')";

const char *const loginsSql = R"(
    SELECT format('CREATE ROLE %I LOGIN PASSWORD %L', rolname, rolpassword)
    FROM pg_authid WHERE starts_with(rolname, 'cvu_{name}.')
    UNION ALL
    SELECT format('GRANT %I TO %I', g.rolname, m.rolname) || CASE WHEN a.admin_option THEN ' WITH ADMIN OPTION' ELSE '' END
    FROM pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
    WHERE starts_with(m.rolname, 'cvu_{name}.'))";

// In one statement: a role that another one was granted by goes with it, and not before it.
const char *const putOutSql = R"(DO $$
DECLARE
    names text;
BEGIN
    SELECT string_agg(quote_ident(rolname), ', ') INTO names FROM pg_roles
    WHERE rolname ~ '^cv[us]_{name}[._]' OR rolname ~ '^cv_{name}_.*_[a-z]+$';
    IF names IS NOT NULL THEN
        EXECUTE 'DROP OWNED BY ' || names; -- of the server: what they may set
        EXECUTE 'DROP ROLE ' || names;
    END IF;
END $$)";

} // namespace

std::vector<std::unique_ptr<FoundedDatabase>> &FoundedDatabase::all()
{
    static std::vector<std::unique_ptr<FoundedDatabase>> databases;
    return databases;
}

const FoundedDatabase &FoundedDatabase::take(Engine engine, const QString &file)
{
    const auto isFree = [engine](const auto &one) { return one->m_engine == engine && !one->m_taken; };
    auto free = std::find_if(all().begin(), all().end(), isFree);
    if (free == all().end()) {
        all().push_back(std::unique_ptr<FoundedDatabase>(new FoundedDatabase(engine)));
        free = std::prev(all().end());
    }
    FoundedDatabase &taken = **free;
    taken.m_taken = true;
    engine == Engine::Sqlite ? taken.copyTo(file) : taken.copyOnServer();
    return taken;
}

void FoundedDatabase::giveBack(const QString &name)
{
    for (const auto &one : all())
        if (one->m_name == name)
            one->m_taken = false;
}

SetupOutcome FoundedDatabase::found(LocalState &local, const DatabaseAddress &address)
{
    SetupOrder order;
    order.address = address;
    order.organisation = QStringLiteral("Test organisation");
    order.adminName = QStringLiteral("admin");
    order.adminDisplayName = QStringLiteral("Ada Administrator");
    order.adminPassword = TestOrganisation::password();
    if (address.engine == Engine::PostgreSql) {
        PostgresCluster &cluster = PostgresCluster::shared();
        if (!cluster.createDatabase(address.database))
            qFatal("no database: %s", qPrintable(cluster.error()));
        order.superuserPassword = cluster.superuserPassword();
    }
    const auto made = SetupService(local).create(order).result();
    if (!made)
        qFatal("set-up failed: code %d, fault %d, %s, %s", int(made.error().code), int(made.error().fault),
            qPrintable(made.error().args.join(u',')), qPrintable(made.error().detail));
    return *made;
}

FoundedDatabase::FoundedDatabase(Engine engine)
    : m_engine(engine),
      m_name(QStringLiteral("t%1").arg(QRandomGenerator::global()->generate64(), 16, 16, QLatin1Char('0')))
{
    LocalState local(m_folder.filePath(QStringLiteral("local.ini")));
    m_outcome = found(local, address());
    if (engine == Engine::Sqlite)
        return;
    const Maintenance maintenance;
    m_logins = maintenance.run(loginsSql, m_name).join(u';');
    maintenance.run(asideSql, m_name);
}

DatabaseAddress FoundedDatabase::addressOf(
    Engine engine, const QTemporaryDir &folder, const QString &name, const QString &user)
{
    DatabaseAddress address;
    address.engine = engine;
    if (engine == Engine::Sqlite) {
        address.file = folder.filePath(QStringLiteral("callveil.db"));
        return address;
    }
    address.host = QStringLiteral("127.0.0.1");
    address.port = PostgresCluster::shared().port();
    address.database = name;
    address.user = user;
    address.tls = TlsMode::Disable;
    return address;
}

DatabaseAddress FoundedDatabase::address() const
{
    return addressOf(m_engine, m_folder, m_name, QStringLiteral("postgres"));
}

void FoundedDatabase::copyTo(const QString &file) const
{
    if (!QFile::copy(address().file, file))
        qFatal("the founded database cannot be copied to %s", qPrintable(file));
}

void FoundedDatabase::copyOnServer() const
{
    const Maintenance maintenance;
    for (const QString &left : maintenance.run(databasesSql, m_name))
        maintenance.run(dropSql, left);
    maintenance.run(putOutSql, m_name);
    maintenance.run(copySql, m_name);
    maintenance.run(rightsSql, m_name);
    maintenance.run("{name}", m_logins);
}

} // namespace callveil
