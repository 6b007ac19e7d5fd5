// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/row_fault.h"
#include "exchange/calls/csv_mapping.h"

#include <QByteArrayView>
#include <tl/expected.hpp>

#include <optional>

namespace callveil {

/// Reads how long something took as whole seconds, rounded: a number of the given unit, or H:MM:SS or MM:SS whatever
/// the unit. Numbers may have decimals and signs between thousands; `decimal` as guessDecimalSign() tells it. Empty
/// when the cell is empty. DurationNegative, DurationNotUnderstood (also for more than a year, and for 1.234
/// undecided).
[[nodiscard]] tl::expected<std::optional<qint64>, RowFault> parseDuration(
    QByteArrayView text, DurationUnit unit, char decimal = '\0');

} // namespace callveil
