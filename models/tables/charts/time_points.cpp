// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/charts/time_points.h"

#include <algorithm>

namespace callveil {

namespace {

/// The moments from `begin` to before `end` that one column needs, ascending.
void keepColumn(const TimePoints &points, size_t begin, size_t end, std::vector<size_t> &kept)
{
    const auto first = ptrdiff_t(kept.size());
    kept.push_back(begin);
    for (const std::vector<double> &values : points.values) {
        const auto column = values.begin() + ptrdiff_t(begin);
        const auto [least, greatest] = std::minmax_element(column, values.begin() + ptrdiff_t(end));
        kept.push_back(size_t(least - values.begin()));
        kept.push_back(size_t(greatest - values.begin()));
    }
    kept.push_back(end - 1);
    std::sort(kept.begin() + first, kept.end());
    kept.erase(std::unique(kept.begin() + first, kept.end()), kept.end());
}

TimePoints chosen(const TimePoints &points, const std::vector<size_t> &moments)
{
    TimePoints some{points.names, {}, std::vector<std::vector<double>>(points.values.size()), points.longestGap};
    some.at.reserve(moments.size());
    for (const size_t moment : moments)
        some.at.push_back(points.at[moment]);
    for (size_t series = 0; series < points.values.size(); ++series) {
        some.values[series].reserve(moments.size());
        for (const size_t moment : moments)
            some.values[series].push_back(points.values[series][moment]);
    }
    return some;
}

} // namespace

bool isAfterGap(const TimePoints &points, size_t moment)
{
    return points.longestGap > 0 && moment > 0 && points.at[moment] - points.at[moment - 1] > points.longestGap;
}

TimePoints stacked(TimePoints points)
{
    for (size_t series = 1; series < points.values.size(); ++series)
        std::transform(points.values[series].begin(), points.values[series].end(), points.values[series - 1].begin(),
            points.values[series].begin(), std::plus<>());
    return points;
}

TimePoints decimated(const TimePoints &points, int columns, qint64 from, qint64 to)
{
    const qint64 count = std::max(columns, 1), period = std::max<qint64>(to - from, 1);
    if (points.at.size() <= size_t(count) * (2 + 2 * points.values.size()))
        return points;
    const auto begin = size_t(std::lower_bound(points.at.begin(), points.at.end(), from) - points.at.begin());
    const auto end = size_t(std::upper_bound(points.at.begin(), points.at.end(), to) - points.at.begin());
    std::vector<size_t> kept;
    if (begin > 0)
        kept.push_back(begin - 1);
    for (size_t first = begin; first < end;) {
        const qint64 column = std::min((points.at[first] - from) * count / period, count - 1);
        size_t next = first + 1;
        while (next < end && (column == count - 1 || (points.at[next] - from) * count < (column + 1) * period))
            ++next;
        keepColumn(points, first, next, kept);
        first = next;
    }
    if (end < points.at.size())
        kept.push_back(end);
    TimePoints some = chosen(points, kept);
    if (some.longestGap > 0) // moments of one column lie apart because others between them were left out
        some.longestGap = std::max(some.longestGap, period / count + 1);
    return some;
}

} // namespace callveil
