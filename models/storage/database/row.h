// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

class QSqlQuery;

namespace callveil {

/// One row of a running query, read by column position. Valid only inside the function that it is handed to.
class Row final {
public:
    explicit Row(const QSqlQuery &query) : m_query(query) { }
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] int number(int column) const { return int(integer(column)); }
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] std::optional<qint64> maybe(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;

private:
    const QSqlQuery &m_query;
};

} // namespace callveil
