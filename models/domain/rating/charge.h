// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rating/money.h"
#include "domain/rating/rate.h"

namespace callveil {

/// What a leg costs, and what is charged on; each without a rate is unknown, which is not 0.
struct LegCharges {
    std::optional<Money> cost, recharge;

    bool operator==(const LegCharges &) const = default;
};

/// The seconds that a tariff counts: rounded up to whole increments, and at least the minimum. A call without any
/// counts none.
[[nodiscard]] qint64 countedSeconds(const Rate &rate, qint64 billableSeconds);

/// The one rule of what a call costs: the price of a minute times the counted seconds, divided by 60 and rounded half
/// up to a millionth of the unit, once. Nothing for more seconds than a call can have (years).
[[nodiscard]] std::optional<qint64> chargeOf(const Rate &rate, qint64 billableSeconds);

} // namespace callveil
