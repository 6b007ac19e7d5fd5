// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_sqlite.h"

#include "measure.h"

#include <sqlite3.h>

namespace callveil {

namespace {

constexpr int rowsAtOnce = 5000;

/// Binds without a copy: the values outlive the statement's step.
int bind(sqlite3_stmt *statement, int place, sqlite3_value *value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return sqlite3_bind_int64(statement, place, sqlite3_value_int64(value));
    case SQLITE_TEXT:
        return sqlite3_bind_text(statement, place, reinterpret_cast<const char *>(sqlite3_value_text(value)),
            sqlite3_value_bytes(value), SQLITE_STATIC);
    case SQLITE_BLOB:
        return sqlite3_bind_blob(
            statement, place, sqlite3_value_blob(value), sqlite3_value_bytes(value), SQLITE_STATIC);
    default:
        return sqlite3_bind_null(statement, place);
    }
}

} // namespace

void RawSqlite::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

RawSqlite::RawSqlite(const QString &file)
{
    if (sqlite3_open(file.toUtf8().constData(), &m_database) != SQLITE_OK)
        qFatal("sqlite3_open: %s", sqlite3_errmsg(m_database));
    for (const char *pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON",
             "PRAGMA secure_delete=ON", "PRAGMA mmap_size=0", "PRAGMA cache_size=-65536"})
        run(pragma);
}

RawSqlite::~RawSqlite()
{
    m_prepared.clear();
    sqlite3_close(m_database);
}

RawSqlite::Statement RawSqlite::prepare(const QByteArray &text)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_database, text.constData(), -1, &statement, nullptr) != SQLITE_OK)
        qFatal("sqlite3_prepare: %s", sqlite3_errmsg(m_database));
    return Statement(statement);
}

void RawSqlite::run(const char *statement)
{
    if (sqlite3_exec(m_database, statement, nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s: %s", statement, sqlite3_errmsg(m_database));
}

qint64 RawSqlite::readAll(const QByteArray &statement)
{
    auto found =
        std::find_if(m_prepared.begin(), m_prepared.end(), [&](const auto &known) { return known.first == statement; });
    if (found == m_prepared.end())
        found = m_prepared.insert(m_prepared.end(), {statement, prepare(statement)});
    sqlite3_stmt *query = found->second.get();
    qint64 bytes = 0;
    while (sqlite3_step(query) == SQLITE_ROW) {
        for (int column = 0; column < sqlite3_column_count(query); ++column) {
            if (sqlite3_column_type(query, column) == SQLITE_INTEGER)
                bytes += sqlite3_column_int64(query, column) ? 8 : 7;
            else if (sqlite3_column_text(query, column))
                bytes += sqlite3_column_bytes(query, column);
        }
    }
    sqlite3_reset(query);
    return bytes;
}

double RawSqlite::copyTable(RawSqlite &source, const QByteArray &table)
{
    const Statement from = source.prepare("SELECT * FROM " + table);
    const int columns = sqlite3_column_count(from.get());
    const QByteArray places = QByteArray("?,").repeated(columns).chopped(1);
    const Statement into = prepare("INSERT OR IGNORE INTO " + table + " VALUES (" + places + ')');
    double spent = 0;
    std::vector<sqlite3_value *> values;
    bool more = true;
    while (more) {
        for (int row = 0; row < rowsAtOnce && more; ++row) {
            more = sqlite3_step(from.get()) == SQLITE_ROW;
            for (int column = 0; more && column < columns; ++column)
                values.push_back(sqlite3_value_dup(sqlite3_column_value(from.get(), column)));
        }
        spent += wallMs([&] {
            for (size_t first = 0; first < values.size(); first += size_t(columns)) {
                for (int column = 0; column < columns; ++column)
                    bind(into.get(), column + 1, values[first + size_t(column)]);
                if (sqlite3_step(into.get()) != SQLITE_DONE)
                    qFatal("insert: %s", sqlite3_errmsg(m_database));
                sqlite3_reset(into.get());
            }
        });
        for (sqlite3_value *value : values)
            sqlite3_value_free(value);
        values.clear();
    }
    return spent;
}

} // namespace callveil
