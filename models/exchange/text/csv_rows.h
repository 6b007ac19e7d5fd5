// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/text/csv_tokenizer.h"
#include "exchange/text/line_buffer.h"

namespace callveil {

/// Reads a CSV file row by row in bounded memory, whatever it holds: each line ends up in a row, in a row's fault, or
/// is blank. A quote that stays open is the fault of its first line only; reading goes on at the next one.
class CsvRows final {
public:
    static constexpr int s_mostLines = 50; ///< of one quoted row
    static constexpr qsizetype s_longestRow = 64 * 1024; ///< bytes of a row that spans lines

    CsvRows(TextDecoder decoder, char delimiter);

    /// Fills `row` with the next row that is not blank; false at the end. Fails with FileUnreadable.
    [[nodiscard]] Result<bool> next(CsvRow &row);
    [[nodiscard]] qint64 bytesRead() const { return m_lines.decoder().bytesRead(); }
    [[nodiscard]] std::optional<TextEncoding> encoding() const { return m_lines.decoder().encoding(); }

private:
    [[nodiscard]] Result<void> readSpanning(const TextLine &first, CsvRow &row);
    [[nodiscard]] Result<bool> readFurtherLine(qsizetype &bytes, CsvRow &row, bool &open);
    [[nodiscard]] Result<void> refuseOverlong(const TextLine &line, CsvRow &row);

    LineBuffer m_lines;
    CsvTokenizer m_lenient;
    CsvTokenizer m_strict;
    char m_delimiter;
};

} // namespace callveil
