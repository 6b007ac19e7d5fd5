// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/postgres_cluster.h"
#include "workspace/test_organisation.h"

#include <QMap>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

namespace callveil {

/// Looks at a whole database behind the services, with the superuser's login where there is one.
class DatabaseLook final {
public:
    explicit DatabaseLook(const TestOrganisation &organisation)
        : m_name(QStringLiteral("look-%1").arg(quintptr(this))), m_embedded(organisation.engine() == Engine::Sqlite)
    {
        const DatabaseAddress place = organisation.address();
        m_database =
            QSqlDatabase::addDatabase(m_embedded ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL"), m_name);
        m_database.setDatabaseName(m_embedded ? place.file : place.database);
        if (!m_embedded) {
            m_database.setHostName(place.host);
            m_database.setPort(place.port);
            m_database.setUserName(QStringLiteral("postgres"));
            m_database.setPassword(PostgresCluster::shared().superuserPassword());
        }
        if (!m_database.open())
            qFatal("cannot look at the database: %s", qPrintable(m_database.lastError().text()));
        if (!m_embedded)
            run(QStringLiteral("SET search_path TO cv, cv_vault, cv_audit, cv_stage"));
    }

    ~DatabaseLook()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }

    DatabaseLook(const DatabaseLook &) = delete;
    DatabaseLook &operator=(const DatabaseLook &) = delete;

    /// All rows of a statement; one that answers none is fine too.
    QList<QVariantList> run(const QString &sql) const
    {
        QSqlQuery query(m_database);
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        QList<QVariantList> rows;
        while (query.next()) {
            QVariantList row;
            for (int i = 0; i < query.record().count(); ++i)
                row.append(query.value(i));
            rows.append(row);
        }
        return rows;
    }

    QVariant one(const QString &sql) const
    {
        const QList<QVariantList> rows = run(sql);
        return rows.isEmpty() ? QVariant() : rows.front().front();
    }

    qint64 number(const QString &sql) const { return one(sql).toLongLong(); }

    /// Names of all tables, with their schema on a server.
    QStringList tables() const
    {
        QStringList names;
        for (const QVariantList &row : run(m_embedded
                     ? QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
                     : QStringLiteral("SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE "
                                      "table_schema LIKE 'cv%' AND table_type = 'BASE TABLE' ORDER BY 1")))
            names.append(row.front().toString());
        return names;
    }

    /// How many rows each table holds.
    QMap<QString, qint64> counts() const
    {
        QMap<QString, qint64> counts;
        for (const QString &table : tables())
            counts.insert(table, number(QStringLiteral("SELECT COUNT(*) FROM %1").arg(table)));
        return counts;
    }

    /// Every cell of every table: texts as they are, bytes as they are and in hex.
    QByteArray dump() const
    {
        QByteArray text;
        for (const QString &table : tables())
            for (const QVariantList &row : run(QStringLiteral("SELECT * FROM %1 ORDER BY 1, 2").arg(table)))
                for (const QVariant &cell : row)
                    text += (cell.typeId() == QMetaType::QByteArray
                                    ? QByteArray(cell.toByteArray() + ' ' + cell.toByteArray().toHex())
                                    : cell.toString().toUtf8())
                        + '\n';
        return text;
    }

    /// Bytes as the engine writes them in a statement.
    QString literal(const QByteArray &bytes) const
    {
        const QString hex = QString::fromLatin1(bytes.toHex());
        return m_embedded ? QStringLiteral("x'%1'").arg(hex) : QStringLiteral("'\\x%1'::bytea").arg(hex);
    }

private:
    QString m_name;
    bool m_embedded;
    QSqlDatabase m_database;
};

} // namespace callveil
