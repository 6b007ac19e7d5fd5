// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/asterisk_csv_reader.h"

namespace callveil {

AsteriskCsvReader::AsteriskCsvReader(CsvSource source, AsteriskLayout layout, AsteriskClock clock)
    : CsvCallReader(std::move(source)), m_layout(layout), m_clock(std::move(clock)), m_words(CsvMapping())
{ }

RawCall AsteriskCsvReader::read(const CsvRow &row, RowValues &values)
{
    RawCall call;
    if (row.size() < m_layout.least || row.size() > m_layout.most) {
        values.refuse(row.size() < m_layout.least ? RowFault::TooFewFields : RowFault::TooManyFields);
        return call;
    }
    const TimeReader::Offset offset =
        m_clock.offset(values.cell(m_layout.start), values.cell(m_layout.uniqueId), times());
    call.caller = values.number(m_layout.source);
    call.callee = values.number(m_layout.destination);
    call.startedAt = values.start(m_layout.start, offset);
    call.answeredAt = values.later(m_layout.answer, offset);
    call.endedAt = values.later(m_layout.end, offset);
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

} // namespace callveil
