// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rating/rate.h"

#include <atomic>
#include <functional>
#include <vector>

namespace callveil {

/// A row of a file of rates that was refused.
struct RateReject {
    qint64 line = 0;
    Error error;
};

/// A rate as a row of a file tells it.
struct RateRow {
    qint64 line = 0;
    Rate rate;
};

/// What rows mean that leave it out.
struct RateDefaults {
    RateKind kind = RateKind::Cost;
    QString currency; ///< empty: each row must have one
    qint64 validFrom = 0; ///< ms since 1970, UTC
};

/// Reads a CSV file with the header list, prefix, price, currency, increment, minimum, valid_from, in any order; prefix
/// and price are needed. Prices are of a minute; an increment may be written as 60/6 (minimum and increment), and a
/// moment without an offset is UTC. Calls `use` with each row that is right, in order, until it says false; of the
/// others are added to `rejects`. A row that repeats list, prefix and beginning of another is refused.
/// Fails with FileUnreadable, FileEmpty, MappingIncomplete, and ChoiceUnknown (rows) for a file of more than
/// mostRateRows.
[[nodiscard]] Result<void> readRateFile(const QString &file, const RateDefaults &defaults,
    const std::function<bool(const RateRow &)> &use, std::vector<RateReject> &rejects);

inline constexpr qint64 mostRateRows = 100000;

} // namespace callveil
