// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/masking/masking_policy.h"
#include "domain/number/phone_number.h"

#include <functional>

namespace callveil {

/// A keyed hash of a number's text for the Random policy: at least 8 uniformly distributed bytes, different for each
/// attempt (0, 1, ...). Its key is per process and revision and lives in the vault's hierarchy.
using TokenHash = std::function<QByteArray(const QString &text, int attempt)>;

/// What is stored and shown in place of a number.
struct MaskedNumber {
    QString text;
    bool whole = false; ///< true when the number was too short for n + n' and was masked whole
};

/// Masks one number (domain.md, Masking policy). Pure. Kinds that identify nobody's line keep their text; Withheld
/// becomes "Withheld"; Text is masked whole; Off keeps everything. `hash` is called only under Random.
[[nodiscard]] MaskedNumber mask(const PhoneNumber &number, const MaskingPolicy &policy, const TokenHash &hash);

/// National digits that starred() shows of a number with more of them.
inline constexpr int starredLeading = 3;
inline constexpr int starredTrailing = 4;

/// How the organisation switch shows a clear number: +86 138****1234 (country code, first 3 and last 4 national
/// digits, a star per hidden digit; under 8 national digits all stars). Kinds that identify nobody keep their text;
/// Text becomes stars.
[[nodiscard]] QString starred(const PhoneNumber &number);

} // namespace callveil
