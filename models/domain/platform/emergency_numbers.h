// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace callveil {

/// Digits that people of a country dial in an emergency: a call to them is never masked.
struct EmergencyNumber {
    static constexpr int leastDigits = 2;
    static constexpr int mostDigits = 6;

    QString country; ///< ISO region
    QString digits;

    bool operator==(const EmergencyNumber &) const = default;
};

/// What the removal of a number takes away.
enum class EmergencyLoss {
    Nothing, ///< one that was added to those of the country
    Usual, ///< one that the library knows as an emergency number there
    Last, ///< the only one of the country
};

/// The number in the form in which it is stored. Fails with CountryUnknown, NameEmpty and ChoiceUnknown (digits); what
/// could be a telephone number is never repeated.
[[nodiscard]] Result<EmergencyNumber> checkedEmergencyNumber(EmergencyNumber number);

/// Whether the library's short-number data know exactly these digits as an emergency number of the region.
[[nodiscard]] bool isUsualEmergencyNumber(const EmergencyNumber &number);

/// All of two to four digits that the library knows for a region, shorter ones first; none for a region without data.
/// The first call for a region takes some hundredths of a second. Thread-safe.
[[nodiscard]] QStringList usualEmergencyNumbers(const QString &region);

} // namespace callveil
