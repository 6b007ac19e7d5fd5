// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_report.h"

namespace callveil {

/// Row 8: masking against the expression of a database. It needs the benchmark's PostgreSQL cluster.
void benchMasking(BenchReport &report);

/// Row 9: sealing a number and indexing it, against bare libsodium and against one sealed box for each number.
void benchVault(BenchReport &report);

} // namespace callveil
