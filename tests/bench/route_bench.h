// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_report.h"

namespace callveil {

/// Besides the contract, on PostgreSQL: routes of so many bindings made for the first time and anew after a crash of
/// the server, and what a switch waits for one of them, alone and beside others, against the plainest question that a
/// server answers.
void benchRoutes(int bindings, BenchReport &report);

} // namespace callveil
