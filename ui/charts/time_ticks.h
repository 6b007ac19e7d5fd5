// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>

#include <vector>

namespace callveil {

/// A place on an axis of time, and what stands there.
struct TimeTick {
    qint64 at = 0; ///< ms UTC
    QString label;
};

/// Round moments of the zone's clock from `from` to `to` (ms UTC), in as many steps as `steps` at most: full hours,
/// days, Mondays or months, as the period needs. Where a day begins, its date stands instead of the time.
[[nodiscard]] std::vector<TimeTick> timeTicks(qint64 from, qint64 to, int steps, const QTimeZone &zone);

/// Day and month as the language orders them, without the year: "5 Mar".
[[nodiscard]] QString dayFormat();

} // namespace callveil
