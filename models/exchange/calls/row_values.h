// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/raw_call.h"
#include "exchange/calls/column_names.h"
#include "exchange/calls/csv_mapping.h"
#include "exchange/calls/time_reader.h"
#include "exchange/text/csv_row.h"

namespace callveil {

/// Reads the cells of one row into values and remembers the first fault, so that a reader can ask for everything and
/// look once at the end. A column below 0 or behind the end of the row is an empty cell.
class RowValues final {
public:
    RowValues(const CsvRow &row, const ColumnNames &names, TimeReader &times);

    [[nodiscard]] QByteArrayView cell(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QString number(int column);
    [[nodiscard]] qint64 start(int column, TimeReader::Offset offset = {});
    [[nodiscard]] qint64 startOf(int dateColumn, int timeColumn);
    [[nodiscard]] std::optional<qint64> later(int column, TimeReader::Offset offset = {});
    /// Whole seconds; empty for an empty cell. Switches write a decimal point.
    [[nodiscard]] std::optional<qint64> seconds(
        int column, DurationUnit unit = DurationUnit::Seconds, char decimal = '.');
    /// Takes back an hour that the clocks repeat: where the row's times contradict each other or its length, and the
    /// other moment of the same wall clock times does not, that one is put in. `start` and `end` as written, `length`
    /// in ms.
    void settleRepeatedHour(
        QByteArrayView start, QByteArrayView end, RawCall &call, std::optional<qint64> length) const;

    void refuse(RowFault fault, int column = -1);
    [[nodiscard]] const std::optional<RowReject> &reject() const { return m_reject; }

private:
    const CsvRow &m_row;
    const ColumnNames &m_names;
    TimeReader &m_times;
    std::optional<RowReject> m_reject;
};

} // namespace callveil
