// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/text/csv_row.h"

namespace callveil {

void CsvRow::clear()
{
    m_joined.clear();
    m_ends.clear();
    lines = 1;
    fault.reset();
    faultColumn = -1;
}

void CsvRow::append(QByteArrayView field)
{
    if (size() >= s_mostFields)
        return refuse(RowFault::TooManyFields);
    const bool tooLong = field.size() > s_longestField;
    if (tooLong)
        refuse(RowFault::FieldTooLong, size());
    field = tooLong ? QByteArrayView() : field.trimmed();
    if (!m_ends.empty())
        m_joined.push_back(s_separator);
    if (!field.isEmpty() && (uchar(field.front()) >= 0x80 || uchar(field.back()) >= 0x80) && field.isValidUtf8())
        m_joined.append(QString::fromUtf8(field).trimmed().toStdString());
    else
        m_joined.append(field.data(), size_t(field.size()));
    m_ends.push_back(qsizetype(m_joined.size()));
}

void CsvRow::refuse(RowFault why, int column)
{
    if (fault)
        return;
    fault = why;
    faultColumn = column;
}

QByteArrayView CsvRow::field(int column) const
{
    const qsizetype begin = column == 0 ? 0 : m_ends[size_t(column) - 1] + 1;
    return joined().sliced(begin, m_ends[size_t(column)] - begin);
}

bool CsvRow::isBlank() const
{
    return m_joined.size() + 1 == m_ends.size() || m_ends.empty();
}

} // namespace callveil
