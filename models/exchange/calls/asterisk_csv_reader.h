// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/asterisk_layout.h"
#include "exchange/calls/csv_call_reader.h"
#include "exchange/calls/word_cache.h"

namespace callveil {

/// Reads Asterisk's Master.csv in its standard or custom order, or with a header. The times of a row are local; the
/// epoch inside its uniqueid tells the offset where both agree to the quarter of an hour.
class AsteriskCsvReader final : public CsvCallReader {
public:
    AsteriskCsvReader(CsvSource source, AsteriskLayout layout);

protected:
    [[nodiscard]] RawCall read(const CsvRow &row, RowValues &values) override;

private:
    [[nodiscard]] TimeReader::Offset offset(const RowValues &values) const;

    AsteriskLayout m_layout;
    WordCache m_words;
};

} // namespace callveil
