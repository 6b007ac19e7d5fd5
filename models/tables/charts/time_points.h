// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace callveil {

/// One value per moment for each series: what a stacked picture over time is made of.
struct TimePoints {
    QStringList names; ///< of the series, bottom first, at most five
    std::vector<qint64> at; ///< ms UTC, ascending
    std::vector<std::vector<double>> values; ///< [series][moment]
    /// ms: where two moments lie farther apart, nothing was measured between them; 0: no limit
    qint64 longestGap = 0;
};

/// True when nothing was measured between this moment and the one before.
[[nodiscard]] bool isAfterGap(const TimePoints &points, size_t moment);

/// The same moments, each series lifted onto those below it: the upper edges of a stack.
[[nodiscard]] TimePoints stacked(TimePoints points);

/// The points that a picture `columns` pixels wide needs: for each column the first, the last, and for each series
/// those of the least and greatest value, at their real moments; besides, the moments next to the period (ms UTC) on
/// either side. Gaps narrower than a column do not show and are left out. No more than columns * (2 + 2 * series) + 2
/// moments; what has no more than columns * (2 + 2 * series) comes back unchanged.
[[nodiscard]] TimePoints decimated(const TimePoints &points, int columns, qint64 from, qint64 to);

} // namespace callveil
