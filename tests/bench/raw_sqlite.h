// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace callveil {

/// The SQLite library without anything around it: what any program could do with the same file.
class RawSqlite final {
public:
    /// Opens a file with the settings that the product uses; ends the program when that fails.
    explicit RawSqlite(const QString &file);
    ~RawSqlite();

    /// Runs a statement that is prepared at its first use; answers the bytes of all cells.
    [[nodiscard]] qint64 readAll(const QByteArray &statement);
    void run(const char *statement);
    /// Inserts all rows of a table of `source` with one prepared statement; answers the milliseconds of the inserts,
    /// reading not counted.
    [[nodiscard]] double copyTable(RawSqlite &source, const QByteArray &table);

private:
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;
    [[nodiscard]] Statement prepare(const QByteArray &text);

    sqlite3 *m_database = nullptr;
    std::vector<std::pair<QByteArray, Statement>> m_prepared;
};

} // namespace callveil
