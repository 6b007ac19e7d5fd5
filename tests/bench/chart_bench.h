// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_report.h"

namespace callveil {

/// Row 13: new points for a stack over time of 100,000 samples until they are painted, against Qt Charts that is given
/// them all. It needs a QApplication.
void benchChart(BenchReport &report);

} // namespace callveil
