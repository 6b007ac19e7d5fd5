// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/freeswitch_csv_reader.h"

#include "exchange/calls/value_words.h"

namespace callveil {

FreeswitchCsvReader::FreeswitchCsvReader(CsvSource source, FreeswitchLayout layout)
    : CsvCallReader(std::move(source)), m_layout(layout)
{ }

RawCall FreeswitchCsvReader::read(const CsvRow &row, RowValues &values)
{
    RawCall call;
    if (row.size() < m_layout.least) {
        values.refuse(RowFault::TooFewFields);
        return call;
    }
    call.caller = values.number(m_layout.caller);
    call.callee = values.number(m_layout.destination);
    call.startedAt = values.start(m_layout.start);
    call.answeredAt = values.later(m_layout.answer);
    call.endedAt = values.later(m_layout.end);
    const std::optional<qint64> billable = values.seconds(m_layout.billable);
    if (!billable)
        values.refuse(RowFault::DurationNotUnderstood, m_layout.billable);
    call.billableSeconds = billable.value_or(0);
    if (values.cell(m_layout.duration).startsWith('-'))
        values.refuse(RowFault::DurationNegative, m_layout.duration);
    const bool answered = call.answeredAt || call.billableSeconds > 0;
    call.disposition = hangupDisposition(values.cell(m_layout.cause), answered);
    call.direction = callWords(values.cell(m_layout.direction)).direction.value_or(Direction::Unknown);
    call.accountCode = values.text(m_layout.accountCode);
    call.linkId = values.text(m_layout.otherUuid);
    call.linked = !call.linkId.isEmpty();
    if (!call.linked)
        call.linkId = values.text(m_layout.uuid);
    return call;
}

} // namespace callveil
