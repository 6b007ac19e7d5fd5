// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_organisation.h"
#include "bench_report.h"

namespace callveil {

/// Row 5: calls, mean duration and cost by day of 90 days from the sums by day, against a full scan that gives the same
/// numbers. It changes what calls cost: nothing is measured behind it.
void benchSums(BenchOrganisation &organisation, BenchReport &report);

} // namespace callveil
