// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_organisation.h"
#include "bench_report.h"

namespace callveil {

/// Besides the contract: a leak audit of all calls, against one statement that reads the same columns of all of them;
/// and the first page of the call log while it runs.
void benchLeaks(BenchOrganisation &organisation, BenchReport &report);

} // namespace callveil
