// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callveil {

/// What a text in a number column is (domain.md, Numbers). The values are stored: never renumber.
enum class NumberKind : qint8 {
    Absent = 0, ///< the source has no such field
    E164 = 1, ///< a possible subscriber number
    ShortCode = 2, ///< emergency or public short code; stays as it is
    FeatureCode = 3, ///< *69, #31#; stays as it is
    Extension = 4, ///< internal extension; stays as it is
    Text = 5, ///< SIP user, name, impossible number: masked whole
    Withheld = 6, ///< anonymous, private, unavailable, all zeros
    AlreadyMasked = 7, ///< masked by the source; kept and marked
};

/// One number as read. Holds personal data: never log it, never put it into an error.
struct PhoneNumber {
    NumberKind kind = NumberKind::Absent;
    QString text; ///< E164: "+" and digits; other kinds: the trimmed source text; Absent, Withheld: empty
    QString region; ///< E164: ISO 3166 region ("IN"; "001" for non-geographic); empty otherwise
    int countryCode = 0; ///< E164: 91 for India; 0 otherwise
    QString area; ///< E164: geographical area code digits, empty when the number has none
    bool valid = false; ///< E164: in an assigned range according to the library's (ageing) data

    /// Number of digits in text.
    [[nodiscard]] int digits() const;
    bool operator==(const PhoneNumber &) const = default;
};

} // namespace callveil
