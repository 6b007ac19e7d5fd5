// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/pool_use.h"

namespace callveil {

/// How much of a pool was in use at a moment.
struct PoolSample {
    static constexpr qint64 pause = 5 * 60 * 1000; ///< ms between two of them

    qint64 at = 0; ///< ms UTC, a multiple of the pause
    qint64 numbers = 0; ///< that were not retired
    PoolUse use;
};

} // namespace callveil
