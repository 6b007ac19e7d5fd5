// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_organisation.h"
#include "bench_report.h"

namespace callveil {

/// Besides the contract: a whole call log written to a file, from the database to its place, against a loop that writes
/// as many rows of the same texts and does nothing else.
void benchExport(BenchOrganisation &organisation, BenchReport &report);

} // namespace callveil
