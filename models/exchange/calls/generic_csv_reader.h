// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/csv_call_reader.h"
#include "exchange/calls/word_cache.h"

namespace callveil {

/// Reads any CSV file of calls by a mapping of its columns. Columns without a meaning are not read.
class GenericCsvReader final : public CsvCallReader {
public:
    /// `decimalSign` of the durations: '.', ',' or '\0' when the file leaves it open.
    GenericCsvReader(CsvSource source, CsvMapping mapping, char decimalSign);

    [[nodiscard]] QStringList unusedColumns() const override;

protected:
    [[nodiscard]] RawCall read(const CsvRow &row, RowValues &values) override;

private:
    [[nodiscard]] int column(CsvField field) const { return m_mapping.columns.value(field, -1); }
    [[nodiscard]] bool checkWidth(const CsvRow &row, RowValues &values) const;
    void readWords(RawCall &call, RowValues &values);
    void readParties(RawCall &call, RowValues &values) const;
    void placeOneParty(RawCall &call, const std::optional<QString> &number, bool calls) const;
    void readTimes(RawCall &call, RowValues &values) const;
    void readBillable(RawCall &call, RowValues &values) const;
    void settleTimes(RawCall &call, RowValues &values, std::optional<qint64> duration) const;
    void readTexts(RawCall &call, const RowValues &values) const;

    CsvMapping m_mapping;
    WordCache m_words;
    char m_decimalSign;
    int m_least = 0; ///< fields that a row must have for every mapped column
};

} // namespace callveil
