// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace callveil {

/// Fewer digits than this are no telephone number in free text.
constexpr int leastFreeDigits = 7;

/// Digits of any script.
[[nodiscard]] int digitCount(const QString &text);
/// What somebody typed, for a message; an ellipsis when it could be a number that stands in the wrong place.
[[nodiscard]] QString quotable(const QString &typed);

/// `text` as ASCII for the search for numbers, one character for each UTF-16 unit: digits of any script are folded to
/// 0-9, dashes and invisible characters to -, blanks to a blank, everything that separates numbers to |.
[[nodiscard]] std::string folded(const QString &text);

/// `text` with what looks like a number and is none overwritten by |: UUIDs and long hexadecimal ids, ids made of a
/// time and a counter (1690325492.2), dates and times, and numbers that are masked already.
[[nodiscard]] QString withoutKnownIds(QString text);

} // namespace callveil
