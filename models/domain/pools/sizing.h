// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace callveil {

// How many proxy numbers and channels are needed (domain.md, Capacity). Erlang B: A. K. Erlang, 1917; a request that
// finds all lines taken is refused and does not wait, as an exclusive pool refuses a binding.

/// The share of requests that are refused, 0 to 1, when `load` erlangs (requests per hour x hours that each holds a
/// line) meet `lines` lines. load >= 0, lines >= 0.
[[nodiscard]] double erlangB(double load, int lines);

/// The fewest lines that refuse no more than `refused` of the requests; 0 < refused < 1. At most mostLines, which is
/// answered too when even those do not suffice.
constexpr int mostLines = 1'000'000;
[[nodiscard]] int linesFor(double load, double refused);

/// The greatest load in erlangs that `lines` lines carry when no more than `refused` is refused, to a millionth.
[[nodiscard]] double loadFor(int lines, double refused);

/// Pair-unique: with so many numbers a pair always finds one that neither of its two parties uses, when no party has
/// more than `bindings` at once, this one included: each of the two blocks at most bindings - 1 numbers.
[[nodiscard]] constexpr qint64 pairUniqueNumbers(int bindings)
{
    return bindings < 1 ? 0 : 2 * qint64(bindings) - 1;
}

/// A masked call has a leg to each party.
constexpr int channelsPerCall = 2;

} // namespace callveil
