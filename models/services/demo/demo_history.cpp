// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/demo/demo_history.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace callveil {

namespace {

constexpr qint64 hourMs = 60 * 60 * 1000;
constexpr qint64 dayMs = 24 * hourMs;
constexpr qint64 days = 60, closeDays = 7;

/// No chart shows more: the last days every 15 minutes, those before every two hours. A line is broken where more is
/// missing (tables/pools/capacity_points), so that the last hour, which real samples follow, is whole.
qint64 stepAt(qint64 before)
{
    if (before > closeDays * dayMs)
        return 2 * hourMs;
    return before > hourMs ? 3 * PoolSample::pause : PoolSample::pause;
}

/// Of the use at the end, what was taken at a moment: 0 to 1.
double shareAt(qint64 at, qint64 now, size_t place)
{
    const double grown = 1 - 0.45 * double(now - at) / double(days * dayMs);
    const double hour = double(at % dayMs) / hourMs;
    const double busy = 0.8 + 0.2 * std::cos((hour - 15 - double(place)) / 12 * std::numbers::pi);
    const double restless = 0.03 * std::sin(double(at / PoolSample::pause) * (1.7 + double(place)));
    return std::clamp(grown * busy + restless, 0.0, 1.0);
}

} // namespace

std::vector<PoolSample> demoHistory(const PoolUse &use, qint64 numbers, qint64 now, size_t place)
{
    std::vector<PoolSample> samples;
    const qint64 last = now / PoolSample::pause * PoolSample::pause;
    const qint64 all = use.bound + use.cooling + use.free;
    const qint64 peak = std::max(use.bound + use.cooling, all / 2);
    for (qint64 at = last - days * dayMs; at < last; at += stepAt(last - at)) {
        const qint64 taken = std::llround(double(peak) * shareAt(at, now, place));
        const qint64 cooling = taken / 4;
        samples.push_back({at, numbers, {taken - cooling, cooling, all - taken, (taken + 3) / 4}});
    }
    return samples;
}

} // namespace callveil
