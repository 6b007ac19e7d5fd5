// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/database_address.h"

#include <QStringList>

#include <type_traits>

namespace callveil {

/// Numbers or ids as each engine reads a list: [1,2] is JSON for SQLite, {1,2} an array for PostgreSQL.
template <typename Ids>
[[nodiscard]] QString listText(const Ids &ids, Engine engine)
{
    QStringList texts;
    for (const auto &id : ids) {
        if constexpr (std::is_integral_v<std::decay_t<decltype(id)>>)
            texts.append(QString::number(id));
        else
            texts.append(QString::number(id.value));
    }
    const QString list = texts.join(u',');
    return engine == Engine::Sqlite ? u'[' + list + u']' : u'{' + list + u'}';
}

} // namespace callveil
