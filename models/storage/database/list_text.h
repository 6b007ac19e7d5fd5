// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/database_address.h"

#include <QString>

#include <optional>
#include <type_traits>

namespace callveil {

// Values as a cell of an array of PostgreSQL.

[[nodiscard]] inline QString arrayCell(qint64 value)
{
    return QString::number(value);
}

[[nodiscard]] inline QString arrayCell(const std::optional<qint64> &value)
{
    return value ? QString::number(*value) : QStringLiteral("NULL");
}

/// A number or a session: it holds no quote and no backslash.
[[nodiscard]] inline QString arrayCell(const QString &text)
{
    return u'"' + text + u'"';
}

[[nodiscard]] inline QString arrayCell(const std::optional<QString> &text)
{
    return text ? arrayCell(*text) : QStringLiteral("NULL");
}

[[nodiscard]] inline QString arrayCell(const QByteArray &bytes)
{
    return QLatin1String("\"\\\\x") + QString::fromLatin1(bytes.toHex()) + u'"';
}

/// One column of rows as PostgreSQL reads an array. Rows may be many and their cells long: one buffer, no list of
/// pieces.
template <typename Rows, typename Value>
[[nodiscard]] QString arrayText(const Rows &rows, Value valueOf)
{
    QString text = QStringLiteral("{");
    for (const auto &row : rows) {
        if (text.size() > 1)
            text += u',';
        text += arrayCell(valueOf(row));
    }
    text += u'}';
    return text;
}

/// Numbers or ids as each engine reads a list: [1,2] is JSON for SQLite, {1,2} an array for PostgreSQL.
template <typename Ids>
[[nodiscard]] QString listText(const Ids &ids, Engine engine)
{
    QString text = arrayText(ids, [](const auto &id) {
        if constexpr (std::is_integral_v<std::decay_t<decltype(id)>>)
            return qint64(id);
        else
            return id.value;
    });
    if (engine == Engine::Sqlite) {
        text.front() = u'[';
        text.back() = u']';
    }
    return text;
}

} // namespace callveil
