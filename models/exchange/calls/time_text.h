// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/csv_mapping.h"

#include <QByteArrayView>

#include <optional>

namespace callveil {

/// A time as a cell of a file says it.
struct TextTime {
    qint64 ms = 0; ///< since 1970; of the wall clock, or UTC when absolute
    bool absolute = false; ///< the text fixes the zone itself: an epoch, a Z or an offset
};

/// Reads a date with or without a time of day: year first, day or month first (as `order` says), month names, compact
/// digits (YYYYMMDD[HHMM[SS]]), seconds, milliseconds or microseconds since 1970. A date alone means its midnight.
/// Years of two digits: 00 to 69 are 2000 to 2069.
[[nodiscard]] std::optional<TextTime> parseTime(QByteArrayView text, DateOrder order);

/// Reads a time of day "H:MM[:SS[.fraction]] [AM|PM]" as ms since midnight.
[[nodiscard]] std::optional<qint64> parseClock(QByteArrayView text);

/// The three numbers of a date like 10/11/19, in the order of the text; nullopt when it is not such a date.
struct DateNumbers {
    int first = 0;
    int second = 0;
    int third = 0;
    bool yearFirst = false; ///< four digits come first: nothing to decide
    bool shortYear = false; ///< no number has four digits
    bool dotted = false; ///< like 10.11.2019
};
[[nodiscard]] std::optional<DateNumbers> dateNumbers(QByteArrayView text);

} // namespace callveil
