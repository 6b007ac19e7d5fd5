// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_organisation.h"
#include "bench_report.h"

namespace callveil {

/// Row 4: searches by exact number in a full call log, the entries in the record included, against its first page.
void benchSearch(BenchOrganisation &organisation, BenchReport &report);

/// Besides the contract: how fast the record of deeds is verified, in entries a second.
void benchVerify(BenchOrganisation &organisation, BenchReport &report);

} // namespace callveil
