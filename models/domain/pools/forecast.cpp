// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/forecast.h"

#include <algorithm>
#include <cmath>

namespace callveil {

namespace {

/// Of values that are there; the mean of the middle two when they are even in number.
double medianOf(std::vector<double> values)
{
    const size_t half = values.size() / 2;
    std::nth_element(values.begin(), values.begin() + half, values.end());
    const double upper = values[half];
    if (values.size() % 2 != 0)
        return upper;
    return (upper + *std::max_element(values.begin(), values.begin() + half)) / 2;
}

double slopeOf(const std::vector<DayPeak> &peaks)
{
    std::vector<double> slopes;
    for (size_t late = 1; late < peaks.size(); ++late)
        for (size_t early = 0; early < late; ++early)
            slopes.push_back(
                double(peaks[late].taken - peaks[early].taken) / double(peaks[late].day - peaks[early].day));
    return medianOf(std::move(slopes));
}

} // namespace

qint64 capacityOf(Sharing sharing, const PoolSample &newest)
{
    return sharing == Sharing::Exclusive ? newest.use.bound + newest.use.cooling + newest.use.free : newest.numbers;
}

Forecast forecastOf(const std::vector<DayPeak> &peaks, qint64 capacity, qint64 today)
{
    Forecast forecast;
    forecast.days = int(peaks.size());
    if (forecast.days < Forecast::leastDays)
        return forecast;
    forecast.perDay = slopeOf(peaks);
    // The last day is seldom whole: what ran dry the day before has not been given room over night.
    if (std::any_of(peaks.end() - 2, peaks.end(), [](const DayPeak &peak) { return peak.ranDry; })) {
        forecast.kind = Forecast::Kind::Dry;
        return forecast;
    }
    forecast.kind = Forecast::Kind::Lasts;
    if (forecast.perDay <= 0)
        return forecast;
    std::vector<double> starts;
    for (const DayPeak &peak : peaks)
        starts.push_back(double(peak.taken) - forecast.perDay * double(peak.day - today));
    const double left = double(capacity) - medianOf(std::move(starts));
    const double days = std::max(1.0, std::ceil(left / forecast.perDay)); // it is not dry today
    if (days > Forecast::horizonDays)
        return forecast;
    forecast.kind = Forecast::Kind::DryOn;
    forecast.dryDay = today + qint64(days);
    return forecast;
}

} // namespace callveil
