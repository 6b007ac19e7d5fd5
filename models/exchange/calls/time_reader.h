// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/row_fault.h"
#include "exchange/calls/time_text.h"
#include "exchange/calls/zone_clock.h"

#include <tl/expected.hpp>

namespace callveil {

/// Reads the times of call records: text in, UTC out, with the range check that every stored time passes. `offset` (ms
/// east of UTC) goes before the zone when a row tells its own.
class TimeReader final {
public:
    using Offset = std::optional<qint64>;

    /// `now` in ms since 1970.
    TimeReader(QTimeZone zone, DateOrder order, qint64 now);

    /// When a call started: TimeMissing, TimeNotUnderstood, TimeOutOfRange (before 2000 or after now + 1 day).
    [[nodiscard]] tl::expected<qint64, RowFault> start(QByteArrayView text, Offset offset = {});
    /// When it was answered or ended; empty when the text is empty or a database's zero time.
    [[nodiscard]] tl::expected<std::optional<qint64>, RowFault> later(QByteArrayView text, Offset offset = {});
    /// Where the clocks were put back: the other moment at which they showed what `text` says, `utc` being the one that
    /// was taken. Empty for any other time.
    [[nodiscard]] std::optional<qint64> twin(QByteArrayView text, qint64 utc) const;
    [[nodiscard]] std::optional<TextTime> parse(QByteArrayView text) const { return parseTime(text, m_order); }

private:
    [[nodiscard]] tl::expected<qint64, RowFault> toUtc(const TextTime &time, Offset offset);

    ZoneClock m_clock;
    DateOrder m_order;
    qint64 m_latest;
};

} // namespace callveil
