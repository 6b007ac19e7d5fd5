// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/pools/capacity_service.h"
#include "services/pools/pool_service.h"
#include "tables/charts/bar_points.h"
#include "tables/charts/time_points.h"

namespace callveil {

// Pools as pictures show them. Words come from whoever shows them.

/// How full every pool is, in per cent, with the mark above which too few numbers are left. Pools without numbers are
/// left out.
[[nodiscard]] BarPoints utilisationBars(const PoolOverview &overview, const QString &name, const QString &markName);
/// Bound, cooling and free numbers one upon the other; `names` in this order.
[[nodiscard]] TimePoints historyPoints(const PoolHistory &history, const QStringList &names);
/// Live bindings by age; `categories` name the classes.
[[nodiscard]] BarPoints ageBars(const AgeClasses &classes, const QStringList &categories, const QString &name);

} // namespace callveil
