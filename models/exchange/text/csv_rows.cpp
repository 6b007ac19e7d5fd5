// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/text/csv_rows.h"

namespace callveil {

namespace {

/// NUL and undecodable bytes make a row untrustworthy as a whole; the column is named where it can be.
void checkBytes(CsvRow &row)
{
    const QByteArrayView text = row.joined();
    const bool nul = text.contains('\0');
    if (row.fault || (!nul && text.isValidUtf8()))
        return;
    for (int column = 0; column < row.size(); ++column) {
        const QByteArrayView field = row.field(column);
        if (nul ? field.contains('\0') : !field.isValidUtf8())
            return row.refuse(nul ? RowFault::NulCharacter : RowFault::NotDecodable, column);
    }
}

} // namespace

CsvRows::CsvRows(TextDecoder decoder, char delimiter)
    : m_lines(std::move(decoder)), m_lenient(delimiter, CsvTokenizer::Mode::Lenient),
      m_strict(delimiter, CsvTokenizer::Mode::Strict), m_delimiter(delimiter)
{ }

Result<bool> CsvRows::next(CsvRow &row)
{
    TextLine line;
    for (;;) {
        const Result<bool> more = m_lines.next(line);
        if (!more || !*more)
            return more;
        row.clear();
        row.line = line.number;
        if (line.overlong) {
            const Result<void> skipped = refuseOverlong(line, row);
            return skipped ? Result<bool>(true) : failed(skipped);
        }
        if (line.text.trimmed().isEmpty())
            continue;
        if (m_lenient.feed(line.text, row) != CsvTokenizer::State::Complete) {
            m_lenient.reset();
            if (const Result<void> read = readSpanning(line, row); !read)
                return failed(read);
        }
        checkBytes(row);
        if (row.fault || !row.isBlank())
            return true;
    }
}

/// A row whose quoted field goes on in further lines. Here quotes must be regular: text after a closing quote shows
/// that the quote of the first line was a stray one, and swallowing the rows up to the next quote would lose them.
Result<void> CsvRows::readSpanning(const TextLine &first, CsvRow &row)
{
    m_lines.mark();
    row.clear();
    m_strict.reset();
    bool open = m_strict.feed(first.text, row) == CsvTokenizer::State::QuoteOpen;
    bool complete = false;
    qsizetype bytes = first.text.size();
    while (open && !complete) {
        const Result<bool> read = readFurtherLine(bytes, row, open);
        if (!read)
            return failed(read);
        complete = *read;
    }
    if (complete) {
        m_lines.unmark();
        return {};
    }
    m_lines.rewind();
    row.clear();
    row.refuse(RowFault::QuoteUnclosed);
    return {};
}

/// True when the row is complete; `open` turns false when it never will be.
Result<bool> CsvRows::readFurtherLine(qsizetype &bytes, CsvRow &row, bool &open)
{
    TextLine line;
    const Result<bool> more = m_lines.next(line);
    if (!more)
        return more;
    bytes += line.text.size();
    open = *more && !line.overlong && bytes <= s_longestRow && ++row.lines <= s_mostLines;
    if (!open)
        return false;
    const CsvTokenizer::State state = m_strict.feed(line.text, row);
    open = state == CsvTokenizer::State::QuoteOpen;
    return state == CsvTokenizer::State::Complete;
}

Result<void> CsvRows::refuseOverlong(const TextLine &line, CsvRow &row)
{
    const bool manyFields = line.text.count(m_delimiter) > CsvRow::s_mostFields;
    row.refuse(manyFields ? RowFault::TooManyFields : RowFault::FieldTooLong);
    return m_lines.skipLine();
}

} // namespace callveil
