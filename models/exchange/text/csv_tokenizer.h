// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/text/csv_row.h"

#include <memory>

struct csv_parser;

namespace callveil {

/// Splits lines into fields with libcsv; owns one parser.
class CsvTokenizer final {
public:
    /// How far the row is after a line.
    enum class State { Complete, QuoteOpen, Malformed };
    /// Strict refuses a quote in a place where none may stand; lenient takes it as part of the text.
    enum class Mode { Lenient, Strict };

    CsvTokenizer(char delimiter, Mode mode);
    ~CsvTokenizer();
    Q_DISABLE_COPY_MOVE(CsvTokenizer)

    /// Forgets a row that was begun.
    void reset();
    /// Reads one whole line, end mark included, and appends its finished fields to `row`.
    [[nodiscard]] State feed(QByteArrayView line, CsvRow &row);

private:
    std::unique_ptr<csv_parser> m_parser;
};

} // namespace callveil
