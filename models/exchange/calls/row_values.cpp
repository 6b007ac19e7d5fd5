// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/row_values.h"

#include "exchange/calls/duration_text.h"
#include "exchange/calls/number_cell.h"

#include <cstdlib>

namespace callveil {

namespace {

constexpr qint64 s_halfHour = 30 * 60 * 1000; ///< clocks change by half an hour at least

} // namespace

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

std::optional<qint64> RowValues::seconds(int column, DurationUnit unit, char decimal)
{
    const auto duration = parseDuration(cell(column), unit, decimal);
    if (!duration)
        refuse(duration.error(), column);
    return duration.value_or(std::nullopt);
}

void RowValues::settleRepeatedHour(
    QByteArrayView startText, QByteArrayView endText, RawCall &call, std::optional<qint64> length) const
{
    const auto contradicts = [length](qint64 start, qint64 end) {
        return length ? std::abs(end - start - *length) > s_halfHour : end < start;
    };
    if (!call.endedAt || !contradicts(call.startedAt, *call.endedAt))
        return;
    const qint64 start = call.startedAt;
    const qint64 end = *call.endedAt;
    const qint64 otherStart = m_times.twin(startText, start).value_or(start);
    const qint64 otherEnd = m_times.twin(endText, end).value_or(end);
    for (const auto &[from, to] :
        {std::pair(start, otherEnd), std::pair(otherStart, end), std::pair(otherStart, otherEnd)}) {
        if (contradicts(from, to))
            continue;
        if (call.answeredAt && (*call.answeredAt < from || *call.answeredAt > to))
            call.answeredAt = *call.answeredAt + (to == end ? from - start : to - end);
        call.startedAt = from;
        call.endedAt = to;
        return;
    }
}

void RowValues::refuse(RowFault fault, int column)
{
    if (!m_reject)
        m_reject = RowReject{m_row.line, m_names.name(column), fault};
}

} // namespace callveil
