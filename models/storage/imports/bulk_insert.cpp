// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/imports/bulk_insert.h"

#include "storage/database/sql_library.h"

namespace callveil {

namespace {

constexpr int rowsPerInsert = 200; // 37 columns each: well under SQLite's 32,766 parameters
constexpr qsizetype bytesPerCopy = 1 << 20;

QString insertOf(const QString &statement, int columns, int rows)
{
    QStringList row;
    for (int i = 0; i < columns; ++i)
        row.append(QStringLiteral("?"));
    const QString one = u'(' + row.join(u',') + u')';
    QStringList all;
    for (int i = 0; i < rows; ++i)
        all.append(one);
    return statement + u' ' + all.join(u',');
}

} // namespace

BulkInsert::BulkInsert(Connection &connection, const char *statement, int columns, const QByteArray &batch)
    : m_connection(connection), m_statement(SqlLibrary::instance().text(connection.engine(), QLatin1String(statement))),
      m_columns(columns), m_batch("\\\\x" + batch.toHex()), m_copies(connection.engine() == Engine::PostgreSql)
{ }

void BulkInsert::startRow()
{
    if (m_copies)
        m_lines.append(m_rowOpen ? QByteArrayLiteral("\t") : m_batch + '\t');
    m_rowOpen = true;
}

void BulkInsert::integer(qint64 value)
{
    startRow();
    if (m_copies)
        m_lines.append(QByteArray::number(value));
    else
        m_values.append(value);
}

void BulkInsert::integerOrNull(const std::optional<qint64> &value)
{
    if (value)
        integer(*value);
    else
        null();
}

void BulkInsert::text(const QString &value)
{
    startRow();
    if (!m_copies) {
        QString stored = value.isNull() ? QStringLiteral("") : value;
        m_values.append(stored.remove(QChar(u'\0'))); // as on PostgreSQL
        return;
    }
    for (const char c : value.toUtf8()) {
        switch (c) {
        case '\\':
            m_lines.append("\\\\");
            break;
        case '\n':
            m_lines.append("\\n");
            break;
        case '\r':
            m_lines.append("\\r");
            break;
        case '\t':
            m_lines.append("\\t");
            break;
        case '\0':
            break; // PostgreSQL stores no NUL
        default:
            m_lines.append(c);
        }
    }
}

void BulkInsert::textOrNull(const QString &value)
{
    if (value.isEmpty())
        null();
    else
        text(value);
}

void BulkInsert::bytes(const QByteArray &value)
{
    startRow();
    if (m_copies)
        m_lines.append("\\\\x").append(value.toHex());
    else
        m_values.append(value);
}

void BulkInsert::bytesOrNull(const QByteArray &value)
{
    if (value.isEmpty())
        null();
    else
        bytes(value);
}

void BulkInsert::null()
{
    startRow();
    if (m_copies)
        m_lines.append("\\N");
    else
        m_values.append(QVariant());
}

Result<void> BulkInsert::endRow()
{
    m_rowOpen = false;
    ++m_rows;
    if (m_copies) {
        m_lines.append('\n');
        return m_lines.size() >= bytesPerCopy ? finish() : Result<void>{};
    }
    return m_rows >= rowsPerInsert ? finish() : Result<void>{};
}

Result<void> BulkInsert::finish()
{
    const int rows = m_rows;
    m_rows = 0;
    if (rows == 0)
        return {};
    if (m_copies) {
        const QByteArray lines = std::exchange(m_lines, {});
        return m_connection.copyText(m_statement, lines);
    }
    return sendRows(rows);
}

Result<void> BulkInsert::sendRows(int rows)
{
    Q_ASSERT(m_values.size() == qsizetype(rows) * m_columns);
    const Result<void> sent = m_connection.writePositional(insertOf(m_statement, m_columns, rows), m_values);
    m_values.clear();
    return sent;
}

} // namespace callveil
