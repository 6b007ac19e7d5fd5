// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/pool_sample.h"

#include <optional>
#include <vector>

namespace callveil {

// When a pool runs dry, from the trend of its samples (domain.md, Capacity).

/// The most that was taken on a day: of an exclusive pool bound and cooling numbers, of a pair-unique one the numbers
/// of the busiest party.
struct DayPeak {
    qint64 day = 0; ///< since 1970, UTC
    qint64 taken = 0;
    bool ranDry = false; ///< nothing was left at some moment of it
};

/// How a pool's days go on, if they go on as they did.
struct Forecast {
    static constexpr int leastDays = 5; ///< with samples, before a trend is told
    static constexpr int basisDays = 28; ///< that a trend is told from
    static constexpr int horizonDays = 365; ///< nobody knows farther

    enum class Kind : qint8 {
        TooEarly, ///< fewer days than leastDays
        Dry, ///< nothing was left on the last day that is known, or the day before
        DryOn, ///< it runs dry on `dryDay`
        Lasts, ///< not within the horizon
    };
    Kind kind = Kind::TooEarly;
    double perDay = 0; ///< numbers taken more from day to day; below 0: fewer
    int days = 0; ///< that it rests on
    qint64 dryDay = 0; ///< since 1970, for DryOn

    bool operator==(const Forecast &) const = default;
};

/// What a pool of so many numbers can give: of an exclusive one what was taken or free, of a pair-unique one all that
/// are not retired.
[[nodiscard]] qint64 capacityOf(Sharing sharing, const PoolSample &newest);

/// From the peaks of the days, ascending. The trend is the median of the slopes between all pairs of days (P. K. Sen,
/// 1968): one wild day does not turn it. `today` counts days since 1970.
[[nodiscard]] Forecast forecastOf(const std::vector<DayPeak> &peaks, qint64 capacity, qint64 today);

} // namespace callveil
