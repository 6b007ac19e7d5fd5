// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/charts/bar_points.h"
#include "tables/reports/report_cells.h"

namespace callveil {

/// A report as a picture of bars, and what of it the picture leaves out.
struct ReportPicture {
    static constexpr int mostPieces = 124; ///< four months of days; the newest are shown
    static constexpr int mostMembers = 40; ///< below each other
    static constexpr int mostSeries = 5;

    /// Pieces of the period, a week by its first day; the members of the group when the period is not cut into pieces.
    BarPoints points;
    bool lies = false; ///< the bars have long names: they lie below each other
    bool isEmpty = true; ///< every bar is 0
    ReportColumn measure = ReportColumn::Calls; ///< what the bars are of
    QString currency; ///< of the bars, when they are money
    bool hasOtherCurrencies = false;
    int piecesLeft = 0, membersLeft = 0; ///< so many are not in the picture
    bool leavesComparison = false; ///< members over time leave no room for the period before
};

/// Over time the measure of the kind of report, of its largest members when it is grouped; without pieces of time that
/// of each member. Beside it stands the period before, where that is compared with. Money is of the currency with the
/// largest sum.
[[nodiscard]] ReportPicture reportPicture(const Report &report, const ReportCellTexts &texts);

/// What the bars of a kind of report are of; the first alone where there is room for one.
[[nodiscard]] std::vector<ReportColumn> measuresOf(ReportKind kind);

} // namespace callveil
