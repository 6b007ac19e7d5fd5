// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"

#include <QTimeZone>

namespace callveil {

/// How the calls lie in time, for the scroll bar: turns "so many calls are newer" into a moment and back. Within a day
/// calls count as evenly spread, which is near enough for a scroll bar.
class CallTimeline final {
public:
    CallTimeline() = default;
    /// Only the days between `from` and `to` (ms since 1970, half open) count; a day that is cut counts by its part.
    CallTimeline(const CallExtent &extent, const QTimeZone &zone, std::optional<qint64> from, std::optional<qint64> to);
    /// Just these calls.
    CallTimeline(const std::vector<CallKey> &calls, const QTimeZone &zone);

    /// Calls, about.
    [[nodiscard]] qint64 total() const { return m_days.empty() ? 0 : m_days.back().upTo; }
    /// The moment (ms since 1970) that about so many calls are newer than; the argument may be out of range.
    [[nodiscard]] qint64 momentAfter(qint64 newer) const;
    /// How many calls are newer than the moment, about.
    [[nodiscard]] qint64 newerThan(qint64 moment) const;

private:
    struct Day {
        qint64 begin = 0, end = 0; ///< ms since 1970
        qint64 upTo = 0; ///< calls of this day and all before
    };
    [[nodiscard]] qint64 before(std::vector<Day>::const_iterator day) const
    {
        return day == m_days.begin() ? 0 : std::prev(day)->upTo;
    }

    std::vector<Day> m_days; ///< ascending
};

} // namespace callveil
