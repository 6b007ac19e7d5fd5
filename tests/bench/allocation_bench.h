// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_report.h"

namespace callveil {

/// Row 10: bindings per second that so many clients make on PostgreSQL, with entry, sides and sealed numbers, against
/// bare single-row INSERT commits of as many clients.
void benchAllocation(int rounds, BenchReport &report);

} // namespace callveil
