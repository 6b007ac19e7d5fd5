// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/masking/masking_policy.h"
#include "domain/number/phone_number.h"

namespace callveil {

// A leg keeps the zone of its number, a prefix, by which it is rated again when nobody has the number any more.
// Whatever the lists of rates say, the zone must not undo the mask.

/// So many digits of a number are left to guess by whoever knows its masked text and its zone, as for a strong policy
/// (strength.h).
inline constexpr int leastLeftToGuess = 4;

/// How many digits a zone of this number may have under the policy that masks it: so many that leastLeftToGuess digits
/// stay unknown, or as many as the masked text shows anyhow; the country code hides nothing, and is always allowed.
[[nodiscard]] int mostZoneDigits(const PhoneNumber &number, const MaskingPolicy &policy);

/// The zone of a number of which its country code alone is known: "+44" of "44"; empty for what is no country's.
[[nodiscard]] QString zoneOfCallingCode(const QString &code);

/// ISO 3166 region of the country code that a prefix begins with, "GB" of "+4420"; empty when it begins with none.
[[nodiscard]] QString regionOfPrefix(const QString &prefix);

} // namespace callveil
