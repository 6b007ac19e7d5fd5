// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/csv_call_reader.h"

namespace callveil {

namespace {

QStringList headerOf(const CsvRow &row)
{
    QStringList names;
    for (int column = 0; column < row.size(); ++column)
        names.append(QString::fromUtf8(row.field(column)));
    return names;
}

} // namespace

CsvCallReader::CsvCallReader(CsvSource source)
    : m_rows(std::move(source.decoder), source.delimiter), m_times(std::move(source.times)),
      m_headerAhead(source.header)
{ }

Result<std::optional<CallRow>> CsvCallReader::next()
{
    for (;;) {
        const Result<bool> more = m_rows.next(m_row);
        if (!more)
            return failed(more);
        if (!*more)
            return std::nullopt;
        if (!m_headerAhead || m_row.fault)
            return convert();
        m_headerAhead = false;
        m_headerSize = m_row.size();
        m_names = ColumnNames(headerOf(m_row));
    }
}

CallRow CsvCallReader::convert()
{
    RowValues values(m_row, m_names, m_times);
    if (m_row.fault) {
        values.refuse(*m_row.fault, m_row.faultColumn);
        return *values.reject();
    }
    RawCall call = read(m_row, values);
    if (values.reject())
        return *values.reject();
    call.line = m_row.line;
    call.canonicalRow = m_row.joined().toByteArray();
    return call;
}

} // namespace callveil
