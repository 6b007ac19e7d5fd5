// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "domain/pools/pool.h"

namespace callveil {

/// How full a pool was in the last --days, and its forecast.
[[nodiscard]] int printHistory(Command &command, Workspace &workspace, const Pool &pool);
/// Notes how full the pools are now.
[[nodiscard]] int samplePools(Command &command, Workspace &workspace);

} // namespace callveil
