// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTimeZone>

#include <optional>

namespace callveil {

/// Turns wall clock times of one zone into UTC. Remembers the offset of each day on which it does not change, because
/// asking the zone for every call costs more than reading the call. Not thread-safe.
class ZoneClock final {
public:
    explicit ZoneClock(QTimeZone zone);

    /// Both in ms since 1970. A wall clock time that a change of the clocks skips is moved forward.
    [[nodiscard]] qint64 toUtc(qint64 local);

    /// The other moment with the wall clock time of this one, when the clocks were put back then.
    [[nodiscard]] std::optional<qint64> twin(qint64 utc) const;

private:
    [[nodiscard]] qint64 exactUtc(qint64 local) const;
    [[nodiscard]] std::optional<qint64> offsetOfDay(qint64 day) const;

    QTimeZone m_zone;
    qint64 m_lastDay = -1;
    std::optional<qint64> m_lastOffset; ///< empty: the offset changes on that day
    QHash<qint64, std::optional<qint64>> m_offsets; ///< ms east of UTC by day since 1970
};

} // namespace callveil
