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
    qint64 free = 0; ///< in service, neither bound nor cooling; leftIn() says how many can be given
    qint64 busiest = 0; ///< numbers on which the busiest party stands, cooling included
    qint64 busiestInService = 0; ///< the same of those that are in service; of the moment alone, samples have it not
};

/// Those that are not retired.
[[nodiscard]] qint64 numbersIn(const StateCounts &counts);

/// Per cent of the numbers that are not retired (domain.md, Utilisation): bound and cooling ones where a number serves
/// one pair, those of the busiest party where it serves many. Nullopt for a pool without numbers.
[[nodiscard]] std::optional<int> utilisationOf(const Pool &pool, const StateCounts &counts, const PoolUse &use);

/// How many numbers are left, which people are told as "free": where a number serves one pair, those that are neither
/// bound nor cooling; where it serves many, those on which not even the busiest party stands. Only what is in service
/// counts.
[[nodiscard]] qint64 leftIn(const Pool &pool, const StateCounts &counts, const PoolUse &use);

/// Whether fewer are left than the pool's low-water mark, per cent of the numbers that are not retired; so it is with a
/// pool without numbers.
[[nodiscard]] bool isLow(const Pool &pool, const StateCounts &counts, const PoolUse &use);

/// The utilisation beyond which the pool is low. The more of it drains or is suspended, the lower.
[[nodiscard]] int highestUtilisation(const Pool &pool, const StateCounts &counts, const PoolUse &use);

} // namespace callveil
