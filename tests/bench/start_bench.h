// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_options.h"
#include "bench_report.h"

namespace callveil {

/// Row 11: from the start of the console's process to the first paint of its sign-in window, against a window with one
/// label. Both programs run unchanged; a plug-in ends them at their first paint.
void benchStart(const BenchOptions &options, BenchReport &report);

} // namespace callveil
