// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/row.h"

#include <QSqlQuery>
#include <QVariant>

namespace callveil {

bool Row::isNull(int column) const
{
    return m_query.isNull(column);
}

qint64 Row::integer(int column) const
{
    return m_query.value(column).toLongLong();
}

std::optional<qint64> Row::maybe(int column) const
{
    if (m_query.isNull(column))
        return std::nullopt;
    return integer(column);
}

QString Row::text(int column) const
{
    return m_query.value(column).toString();
}

QByteArray Row::bytes(int column) const
{
    return m_query.value(column).toByteArray();
}

} // namespace callveil
