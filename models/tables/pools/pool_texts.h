// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/pool.h"
#include "tables/base/cell_texts.h"

namespace callveil {

/// How tables word pools; handed in by the program.
struct PoolTexts {
    QString (*strategy)(Strategy);
    QString (*sharing)(Sharing);
    QString (*state)(DidState);
    QString (*minutes)(std::optional<int>);
    CellTexts cells;
};

} // namespace callveil
