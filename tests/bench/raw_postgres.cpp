// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_postgres.h"

#include "support/postgres_cluster.h"

#include <QFile>

#include <libpq-fe.h>

namespace callveil {

RawPostgres::RawPostgres(const QString &database, const QString &login, const QString &password)
{
    PostgresCluster &cluster = PostgresCluster::shared();
    const QByteArray port = QByteArray::number(cluster.port());
    const QByteArray user = login.isEmpty() ? QByteArray("postgres") : login.toUtf8();
    const QByteArray secret = (login.isEmpty() ? cluster.superuserPassword() : password).toUtf8();
    const QByteArray name = database.toUtf8();
    const char *keys[] = {"host", "port", "dbname", "user", "password", "sslmode", nullptr};
    const char *values[] = {
        "127.0.0.1", port.constData(), name.constData(), user.constData(), secret.constData(), "disable", nullptr};
    m_server = PQconnectdbParams(keys, values, 0);
    if (PQstatus(m_server) != CONNECTION_OK)
        qFatal("libpq: %s", PQerrorMessage(m_server));
    readAll("SET search_path TO cv, cv_vault, cv_api");
}

RawPostgres::~RawPostgres()
{
    PQfinish(m_server);
}

PGresult *RawPostgres::run(const QByteArray &statement, int expected)
{
    PGresult *result = PQexec(m_server, statement.constData());
    if (PQresultStatus(result) != expected && PQresultStatus(result) != PGRES_COMMAND_OK)
        qFatal("%s: %s", statement.constData(), PQerrorMessage(m_server));
    return result;
}

qint64 RawPostgres::readAll(const QByteArray &statement)
{
    PGresult *result = run(statement, PGRES_TUPLES_OK);
    qint64 bytes = 0;
    for (int row = 0; row < PQntuples(result); ++row)
        for (int column = 0; column < PQnfields(result); ++column)
            bytes += PQgetlength(result, row, column);
    PQclear(result);
    return bytes;
}

QByteArray RawPostgres::value(const QByteArray &statement)
{
    PGresult *result = run(statement, PGRES_TUPLES_OK);
    const QByteArray cell = PQntuples(result) > 0 ? QByteArray(PQgetvalue(result, 0, 0)) : QByteArray();
    PQclear(result);
    return cell;
}

void RawPostgres::copyOut(const QByteArray &table, QFile &file)
{
    PQclear(run("COPY " + table + " TO STDOUT (FORMAT binary)", PGRES_COPY_OUT));
    char *data = nullptr;
    int size = 0;
    while ((size = PQgetCopyData(m_server, &data, 0)) > 0) {
        file.write(data, size);
        PQfreemem(data);
    }
    while (PGresult *result = PQgetResult(m_server))
        PQclear(result);
    file.flush();
}

void RawPostgres::copyIn(const QByteArray &table, QFile &file)
{
    PQclear(run("COPY " + table + " FROM STDIN (FORMAT binary)", PGRES_COPY_IN));
    QByteArray part(1 << 20, Qt::Uninitialized);
    qint64 size = 0;
    while ((size = file.read(part.data(), part.size())) > 0)
        PQputCopyData(m_server, part.constData(), int(size));
    PQputCopyEnd(m_server, nullptr);
    while (PGresult *result = PQgetResult(m_server)) {
        if (PQresultStatus(result) != PGRES_COMMAND_OK)
            qFatal("COPY: %s", PQerrorMessage(m_server));
        PQclear(result);
    }
}

} // namespace callveil
