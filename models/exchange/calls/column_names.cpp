// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/column_names.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr qsizetype s_longestName = 64;

bool isName(const QString &cell)
{
    const auto digits = std::count_if(cell.begin(), cell.end(), [](QChar c) { return c.isDigit(); });
    // A name goes to a terminal and into files: what steers them is none.
    const bool plain = std::none_of(cell.begin(), cell.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
            || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
    });
    return !cell.isEmpty() && cell.size() <= s_longestName && digits < 4 && plain;
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
