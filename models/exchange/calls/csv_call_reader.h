// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/call_reader.h"
#include "exchange/calls/row_values.h"
#include "exchange/text/csv_rows.h"

namespace callveil {

/// What every reader of a CSV file is made from.
struct CsvSource {
    TextDecoder decoder;
    char delimiter = ',';
    bool header = false; ///< the first row holds names
    TimeReader times;
};

/// The common walk of the CSV formats: rows in, faults of the text handed on, the header passed over. A format adds how
/// one row becomes a call.
class CsvCallReader : public CallReader {
public:
    [[nodiscard]] Result<std::optional<CallRow>> next() final;
    [[nodiscard]] qint64 bytesRead() const final { return m_rows.bytesRead(); }

protected:
    explicit CsvCallReader(CsvSource source);

    /// Faults are left in `values`; the call is used only when there is none.
    [[nodiscard]] virtual RawCall read(const CsvRow &row, RowValues &values) = 0;
    [[nodiscard]] const TimeReader &times() const { return m_times; }
    [[nodiscard]] const ColumnNames &names() const { return m_names; }
    [[nodiscard]] int headerSize() const { return m_headerSize; } ///< columns of the header; 0 without one

private:
    [[nodiscard]] CallRow convert();

    CsvRows m_rows;
    TimeReader m_times;
    ColumnNames m_names;
    CsvRow m_row;
    int m_headerSize = 0;
    bool m_headerAhead;
};

} // namespace callveil
