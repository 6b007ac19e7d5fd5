// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

class QFile;
struct pg_conn;
struct pg_result;

namespace callveil {

/// libpq without anything around it.
class RawPostgres final {
public:
    /// Connects to a database of the benchmark's cluster; an empty login means the superuser. Ends the program when
    /// that fails.
    explicit RawPostgres(const QString &database, const QString &login = {}, const QString &password = {});
    ~RawPostgres();

    /// Runs a statement; answers the bytes of all cells.
    qint64 readAll(const QByteArray &statement);
    /// The first cell.
    [[nodiscard]] QByteArray value(const QByteArray &statement);
    /// Writes a table into the file in COPY's binary format.
    void copyOut(const QByteArray &table, QFile &file);
    /// Reads such a file back into a table.
    void copyIn(const QByteArray &table, QFile &file);

private:
    [[nodiscard]] pg_result *run(const QByteArray &statement, int expected);

    pg_conn *m_server;
};

} // namespace callveil
