// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/overview/call_figures.h"
#include "tables/charts/bar_points.h"

namespace callveil {

// The Overview's pictures of calls. Words come from whoever shows them; that of pools is utilisationBars().

/// Calls of each day, masked ones beside those that were not; today first. Nothing where there was no call.
[[nodiscard]] BarPoints callsPerDay(
    const CallFigures &figures, const QString &masked, const QString &others, QString (*dayText)(QDate));

} // namespace callveil
