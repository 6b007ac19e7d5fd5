// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/column_names.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr qsizetype s_longestName = 64;

bool isName(const QString &cell)
{
    const auto digits = std::count_if(cell.begin(), cell.end(), [](QChar c) { return c.isDigit(); });
    return !cell.isEmpty() && cell.size() <= s_longestName && digits < 4;
}

} // namespace

ColumnNames::ColumnNames(QStringList header) : m_header(std::move(header)) { }

QString ColumnNames::name(int column) const
{
    if (column < 0)
        return {};
    const QString cell = m_header.value(column);
    return isName(cell) ? cell : QStringLiteral("column %1").arg(column + 1);
}

} // namespace callveil
