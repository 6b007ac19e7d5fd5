// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/row_values.h"

#include "exchange/calls/duration_text.h"
#include "exchange/calls/number_cell.h"

namespace callveil {

RowValues::RowValues(const CsvRow &row, const ColumnNames &names, TimeReader &times)
    : m_row(row), m_names(names), m_times(times)
{ }

QByteArrayView RowValues::cell(int column) const
{
    return column >= 0 && column < m_row.size() ? m_row.field(column) : QByteArrayView();
}

QString RowValues::text(int column) const
{
    return QString::fromUtf8(cell(column));
}

QString RowValues::number(int column)
{
    const QByteArrayView digits = cell(column);
    if (const std::optional<RowFault> fault = numberFault(digits))
        refuse(*fault, column);
    return QString::fromUtf8(digits);
}

qint64 RowValues::start(int column, TimeReader::Offset offset)
{
    const auto time = m_times.start(cell(column), offset);
    if (!time)
        refuse(time.error(), column);
    return time.value_or(0);
}

qint64 RowValues::startOf(int dateColumn, int timeColumn)
{
    const QByteArray date = cell(dateColumn).toByteArray();
    const auto time = m_times.start(date.isEmpty() ? date : date + ' ' + cell(timeColumn).toByteArray());
    if (!time)
        refuse(time.error(), dateColumn);
    return time.value_or(0);
}

std::optional<qint64> RowValues::later(int column, TimeReader::Offset offset)
{
    const auto time = m_times.later(cell(column), offset);
    if (!time)
        refuse(time.error(), column);
    return time.value_or(std::nullopt);
}

std::optional<qint64> RowValues::seconds(int column, DurationUnit unit)
{
    const auto duration = parseDuration(cell(column), unit);
    if (!duration)
        refuse(duration.error(), column);
    return duration.value_or(std::nullopt);
}

void RowValues::refuse(RowFault fault, int column)
{
    if (!m_reject)
        m_reject = RowReject{m_row.line, m_names.name(column), fault};
}

} // namespace callveil
