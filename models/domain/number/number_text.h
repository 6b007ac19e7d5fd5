// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>
#include <string>

namespace callveil {

// What the characters of a number column tell before libphonenumber sees them. All texts are trimmed.

/// Empty, a word such as "anonymous" or "private", or -1 to -4 (codes of public telephony for a withheld caller).
[[nodiscard]] bool isWithheld(QStringView text);

/// One or more zeros and nothing else.
[[nodiscard]] bool isAllZeros(QStringView text);

/// ASCII digits and nothing else.
[[nodiscard]] bool isDigitsOnly(QStringView text);

/// * or #, then *, # and at least one digit, at most six: *69, #31#. A longer one holds a number.
[[nodiscard]] bool isFeatureCode(QStringView text);

/// A number that its source masked: digits, separators, at least two of x X *, and at most seven digits; with more, the
/// whole number could be among them.
[[nodiscard]] bool isMaskedBySource(QStringView text);

/// A number and what followed it: "020 7946 0123 ext. 12".
struct SplitNumber {
    QStringView number;
    QStringView extension; ///< digits; empty when there is none
    bool glued = false; ///< one x between two digits, which could be a mask as well: +4930123x45
};
/// Cuts an extension of at most seven digits off: x12, ext 12, ext. 12, #12.
[[nodiscard]] SplitNumber splitExtension(QStringView text);

/// The characters to dial: a leading + if there is one, and ASCII digits. nullopt when the text has another character
/// than these, blanks and ()-./ or has no digit.
[[nodiscard]] std::optional<std::string> dialled(QStringView text);

/// The user part of a sip: or sips: address; nullopt for any other text.
[[nodiscard]] std::optional<QStringView> sipUser(QStringView text);

} // namespace callveil
