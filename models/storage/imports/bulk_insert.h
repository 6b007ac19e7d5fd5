// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"

#include <QVariantList>

namespace callveil {

/// Writes many rows into one table quickly: multi-row INSERT on SQLite, COPY on PostgreSQL. Columns are added in the
/// order of the statement `bulk.<name>`; on PostgreSQL every row starts with the batch token.
class BulkInsert final {
public:
    BulkInsert(Connection &connection, const char *statement, int columns, const QByteArray &batch);

    void integer(qint64 value);
    void integerOrNull(const std::optional<qint64> &value);
    void text(const QString &value);
    void textOrNull(const QString &value); ///< NULL when empty
    void bytes(const QByteArray &value);
    void bytesOrNull(const QByteArray &value); ///< NULL when empty
    void null();
    /// Ends the row; sends what has gathered when it is enough.
    [[nodiscard]] Result<void> endRow();
    /// Sends the rest.
    [[nodiscard]] Result<void> finish();

private:
    [[nodiscard]] Result<void> sendRows(int rows);
    void startRow();

    Connection &m_connection;
    QString m_statement;
    int m_columns;
    QByteArray m_batch;
    bool m_copies;
    bool m_rowOpen = false;
    int m_rows = 0;
    QVariantList m_values; ///< SQLite
    QByteArray m_lines; ///< PostgreSQL, COPY text format
};

} // namespace callveil
