// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/asterisk_clock.h"
#include "exchange/calls/csv_call_reader.h"
#include "exchange/calls/word_cache.h"

namespace callveil {

/// Reads Asterisk's Master.csv in its standard or custom order, or with a header. Its times are local, by the offset
/// that AsteriskClock tells or by the zone.
class AsteriskCsvReader final : public CsvCallReader {
public:
    AsteriskCsvReader(CsvSource source, AsteriskLayout layout, AsteriskClock clock);

protected:
    [[nodiscard]] RawCall read(const CsvRow &row, RowValues &values) override;

private:
    AsteriskLayout m_layout;
    AsteriskClock m_clock;
    WordCache m_words;
};

} // namespace callveil
