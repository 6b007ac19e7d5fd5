// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/pool.h"

#include <QHash>

namespace callveil {

/// How many numbers of a pool are in each state.
using StateCounts = QHash<DidState, qint64>;

/// How much of a pool is in use.
struct PoolUse {
    qint64 bound = 0; ///< numbers with a live binding
    qint64 cooling = 0;
    qint64 free = 0; ///< in service, neither bound nor cooling
    qint64 busiest = 0; ///< numbers on which the busiest party stands, cooling included
};

/// Those that are not retired.
[[nodiscard]] qint64 numbersIn(const StateCounts &counts);

/// Per cent of the numbers that are not retired (domain.md, Utilisation): bound and cooling ones where a number serves
/// one pair, those of the busiest party where it serves many. Nullopt for a pool without numbers.
[[nodiscard]] std::optional<int> utilisationOf(const Pool &pool, const StateCounts &counts, const PoolUse &use);

/// The utilisation beyond which less is left than the pool's low-water mark.
[[nodiscard]] int highestUtilisation(const Pool &pool);

/// Whether less is left than the pool's low-water mark.
[[nodiscard]] bool isLow(const Pool &pool, std::optional<int> utilisation);

} // namespace callveil
