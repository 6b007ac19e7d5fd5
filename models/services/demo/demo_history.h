// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/pool_sample.h"

#include <vector>

namespace callveil {

/// How full a pool may have been in the weeks before `now` (ms UTC), when its use has come to what it is: more from
/// week to week, less by night. Ascending; `place` tells pools apart.
[[nodiscard]] std::vector<PoolSample> demoHistory(const PoolUse &use, qint64 numbers, qint64 now, size_t place);

} // namespace callveil
