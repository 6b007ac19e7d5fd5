// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rating/charge.h"

#include <algorithm>

namespace callveil {

namespace {
constexpr qint64 mostSeconds = 100000000; // three years: times the dearest price it is far from what 63 bits hold
constexpr qint64 minute = 60;
} // namespace

qint64 countedSeconds(const Rate &rate, qint64 billableSeconds)
{
    if (billableSeconds <= 0)
        return 0;
    const qint64 begun = (billableSeconds + rate.increment - 1) / rate.increment;
    return std::max<qint64>(begun * rate.increment, rate.minimum);
}

std::optional<qint64> chargeOf(const Rate &rate, qint64 billableSeconds)
{
    if (billableSeconds < 0 || billableSeconds > mostSeconds)
        return std::nullopt;
    return (rate.price * countedSeconds(rate, billableSeconds) + minute / 2) / minute;
}

} // namespace callveil
