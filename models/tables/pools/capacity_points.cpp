// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/pools/capacity_points.h"

namespace callveil {

namespace {

constexpr qint64 hourMs = 60 * 60 * 1000;
constexpr qint64 closeSpan = 7 * 24 * hourMs;

/// Old samples are an hour apart, and of an hour two may have stayed at its ends.
qint64 longestGapOf(const PoolHistory &history)
{
    return history.to - history.from <= closeSpan ? 3 * PoolSample::pause : 3 * hourMs;
}

} // namespace

BarPoints utilisationBars(const PoolOverview &overview, const QString &name, const QString &markName)
{
    BarPoints points;
    points.names = {name};
    points.markName = markName;
    points.unit = QStringLiteral("%");
    points.values.resize(1);
    for (const PoolLine &line : overview.pools) {
        const std::optional<int> percent = utilisationOf(line.pool, line.counts, line.use);
        if (!percent)
            continue;
        points.categories.append(line.pool.name);
        points.values.front().push_back(*percent);
        points.marks.push_back(highestUtilisation(line.pool, line.counts, line.use));
    }
    return points;
}

TimePoints historyPoints(const PoolHistory &history, const QStringList &names)
{
    TimePoints points;
    points.names = names;
    points.longestGap = longestGapOf(history);
    points.values.resize(3);
    points.at.reserve(history.samples.size());
    for (std::vector<double> &values : points.values)
        values.reserve(history.samples.size());
    for (const PoolSample &sample : history.samples) {
        points.at.push_back(sample.at);
        points.values[0].push_back(double(sample.use.bound));
        points.values[1].push_back(double(sample.use.cooling));
        points.values[2].push_back(double(sample.use.free));
    }
    return points;
}

BarPoints ageBars(const AgeClasses &classes, const QStringList &categories, const QString &name)
{
    BarPoints points;
    points.names = {name};
    points.categories = categories;
    points.values = {{classes.begin(), classes.end()}};
    return points;
}

} // namespace callveil
