// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/asterisk_csv_reader.h"

#include "exchange/calls/text_scanner.h"

#include <cstdlib>

namespace callveil {

namespace {

constexpr qint64 s_quarterHour = 15 * 60 * 1000;
constexpr qint64 s_greatestOffset = 14 * 60 * 60 * 1000;
constexpr qint64 s_slack = 60 * 1000;

/// "1231977075.0" or "pbx-1231977075.0": seconds since 1970 at which the channel was made.
std::optional<qint64> epochOf(QByteArrayView uniqueId)
{
    const qsizetype prefix = uniqueId.lastIndexOf('-') + 1;
    const QByteArrayView id = uniqueId.sliced(prefix);
    qint64 seconds = 0;
    qsizetype digits = 0;
    for (; digits < id.size() && digits <= 10 && TextScanner::isDigit(id[digits]); ++digits)
        seconds = seconds * 10 + (id[digits] - '0');
    if (digits < 9 || digits > 10 || (digits < id.size() && id[digits] != '.'))
        return std::nullopt;
    return seconds;
}

} // namespace

AsteriskCsvReader::AsteriskCsvReader(CsvSource source, AsteriskLayout layout)
    : CsvCallReader(std::move(source)), m_layout(layout), m_words(CsvMapping())
{ }

RawCall AsteriskCsvReader::read(const CsvRow &row, RowValues &values)
{
    RawCall call;
    if (row.size() < m_layout.least || row.size() > m_layout.most) {
        values.refuse(row.size() < m_layout.least ? RowFault::TooFewFields : RowFault::TooManyFields);
        return call;
    }
    const TimeReader::Offset rowOffset = offset(values);
    call.caller = values.number(m_layout.source);
    call.callee = values.number(m_layout.destination);
    call.startedAt = values.start(m_layout.start, rowOffset);
    call.answeredAt = values.later(m_layout.answer, rowOffset);
    call.endedAt = values.later(m_layout.end, rowOffset);
    const std::optional<qint64> billable = values.seconds(m_layout.billable);
    if (!billable)
        values.refuse(RowFault::DurationNotUnderstood, m_layout.billable);
    call.billableSeconds = billable.value_or(0);
    if (values.cell(m_layout.duration).startsWith('-'))
        values.refuse(RowFault::DurationNegative, m_layout.duration);
    call.disposition = m_words.lookUp(values.cell(m_layout.disposition)).disposition.value_or(Disposition::Unknown);
    call.accountCode = values.text(m_layout.accountCode);
    call.linkId = values.text(m_layout.linkedId);
    if (call.linkId.isEmpty())
        call.linkId = values.text(m_layout.uniqueId);
    return call;
}

/// ms east of UTC of this row: its local start against the epoch of its uniqueid.
TimeReader::Offset AsteriskCsvReader::offset(const RowValues &values) const
{
    const std::optional<qint64> epoch = epochOf(values.cell(m_layout.uniqueId));
    const std::optional<TextTime> start = epoch ? times().parse(values.cell(m_layout.start)) : std::nullopt;
    if (!start || start->absolute)
        return std::nullopt;
    const qint64 difference = start->ms - *epoch * 1000;
    const qint64 half = difference < 0 ? -s_quarterHour / 2 : s_quarterHour / 2;
    const qint64 rounded = (difference + half) / s_quarterHour * s_quarterHour;
    if (std::abs(difference - rounded) > s_slack || std::abs(rounded) > s_greatestOffset)
        return std::nullopt;
    return rounded;
}

} // namespace callveil
