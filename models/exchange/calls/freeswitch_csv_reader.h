// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/csv_call_reader.h"
#include "exchange/calls/freeswitch_layout.h"

namespace callveil {

/// Reads the CSV records of FreeSWITCH. The legs of a session meet in the uuid that the row with a bleg_uuid points
/// to: that is the A leg's where B legs are written, and the B leg's where only A legs name their partner.
class FreeswitchCsvReader final : public CsvCallReader {
public:
    FreeswitchCsvReader(CsvSource source, FreeswitchLayout layout);

protected:
    [[nodiscard]] RawCall read(const CsvRow &row, RowValues &values) override;

private:
    FreeswitchLayout m_layout;
};

} // namespace callveil
