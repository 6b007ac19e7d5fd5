// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/database_file.h"
#include "storage/database/migrator.h"
#include "storage/database/sql_library.h"
#include "support/postgres_cluster.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

namespace callveil {

/// The database of one storage test, empty or of the newest schema: a SQLite file in a temporary folder, or a new
/// database on the test program's PostgreSQL cluster, worked on with the superuser's login.
class FreshDatabase final {
public:
    enum class Schema { None, Newest };

    explicit FreshDatabase(Engine engine, Schema schema = Schema::Newest)
        : m_engine(engine),
          m_name(QStringLiteral("t%1").arg(QRandomGenerator::global()->generate64(), 16, 16, QLatin1Char('0')))
    {
        if (engine == Engine::PostgreSql && !PostgresCluster::shared().createDatabase(m_name))
            qFatal("no database: %s", qPrintable(PostgresCluster::shared().error()));
        if (schema == Schema::None)
            return;
        const auto connection = open();
        makeRoles(*connection);
        require(Migrator(*connection).upgrade());
    }

    /// The address; through a proxy when its port is given.
    [[nodiscard]] DatabaseAddress address(int port = 0) const
    {
        DatabaseAddress address;
        address.engine = m_engine;
        if (m_engine == Engine::Sqlite) {
            address.file = m_folder.filePath(QStringLiteral("callveil.db"));
            return address;
        }
        address.host = QStringLiteral("127.0.0.1");
        address.port = port != 0 ? port : PostgresCluster::shared().port();
        address.database = m_name;
        address.tls = TlsMode::Disable;
        return address;
    }

    [[nodiscard]] static std::shared_ptr<const Credentials> superuser()
    {
        QByteArray password = PostgresCluster::shared().superuserPassword().toUtf8();
        return std::make_shared<Credentials>(QStringLiteral("postgres"), SecretBytes::takeFrom(password));
    }

    [[nodiscard]] Result<std::unique_ptr<Connection>> tryOpen(int port = 0) const
    {
        const DatabaseAddress place = address(port);
        if (m_engine == Engine::Sqlite && !QFile::exists(place.file))
            require(createDatabaseFile(place.file));
        return Connection::open(place, m_engine == Engine::PostgreSql ? superuser() : nullptr);
    }

    /// A connection; ends the test program when there is none.
    [[nodiscard]] std::unique_ptr<Connection> open(int port = 0) const
    {
        auto connection = tryOpen(port);
        require(connection);
        return std::move(*connection);
    }

    /// The first column of a free statement's rows, asked for without our own connection.
    [[nodiscard]] QVariantList column(const QString &sql) const
    {
        const QString name = QStringLiteral("look-%1").arg(QRandomGenerator::global()->generate64());
        QVariantList values;
        {
            const bool embedded = m_engine == Engine::Sqlite;
            const DatabaseAddress place = address();
            QSqlDatabase database =
                QSqlDatabase::addDatabase(embedded ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL"), name);
            database.setDatabaseName(embedded ? place.file : place.database);
            database.setHostName(place.host);
            database.setPort(place.port);
            database.setUserName(QStringLiteral("postgres"));
            database.setPassword(embedded ? QString() : PostgresCluster::shared().superuserPassword());
            database.open();
            QSqlQuery query(database);
            if (!embedded)
                query.exec(QStringLiteral("SET search_path TO cv, cv_vault, cv_audit, cv_stage, cv_api"));
            if (!query.exec(sql))
                qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
            while (query.next())
                values.append(query.value(0));
        }
        QSqlDatabase::removeDatabase(name);
        return values;
    }

    [[nodiscard]] QVariant value(const QString &sql) const { return column(sql).value(0); }
    void run(const QString &sql) const { static_cast<void>(column(sql)); }
    [[nodiscard]] qint64 number(const QString &sql) const { return value(sql).toLongLong(); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// Roles are needed by the migrations of a server database; nothing happens on SQLite.
    static void makeRoles(Connection &connection)
    {
        if (connection.engine() == Engine::Sqlite)
            return;
        static_cast<void>(SqlLibrary::instance()); // makes the resources known
        QFile file(QStringLiteral(":/sql/postgresql/roles.sql"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no roles");
        require(connection.runScript(withDatabaseName(QString::fromUtf8(file.readAll()), connection)));
    }

    template <typename T>
    static void require(const Result<T> &result)
    {
        if (!result)
            qFatal("code %d, fault %d: %s", int(result.error().code), int(result.error().fault),
                qPrintable(result.error().detail));
    }

    /// The rows of the data of a test that runs on both engines; the column is "engine".
    static void addEngines()
    {
        QTest::addColumn<Engine>("engine");
        QTest::newRow("sqlite") << Engine::Sqlite;
        QTest::newRow("postgresql") << Engine::PostgreSql;
    }

private:
    Engine m_engine;
    QString m_name;
    QTemporaryDir m_folder;
};

} // namespace callveil
