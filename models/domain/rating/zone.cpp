// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rating/zone.h"

#include "domain/masking/masking.h"
#include "domain/number/calling_region.h"
#include "domain/rating/rate.h"

#include <algorithm>

namespace callveil {

namespace {
constexpr qsizetype longestCountryCode = 3;

/// Digits at both ends that whoever may not see the number in clear sees all the same; the country code among them.
std::pair<int, int> shownEnds(const PhoneNumber &number, const MaskingPolicy &policy)
{
    const int digits = number.digits();
    const int code = int(QString::number(number.countryCode).size());
    if (policy.kind == MaskingKind::Off && digits - code > starredLeading + starredTrailing)
        return {code + starredLeading, starredTrailing}; // most people see it starred
    // A number that is shown whole may be erased later, and its zone stays.
    if (policy.kind == MaskingKind::Replacement && digits > policy.leading + policy.trailing)
        return {std::max(code, policy.leading), policy.trailing};
    return {code, 0};
}

} // namespace

int mostZoneDigits(const PhoneNumber &number, const MaskingPolicy &policy)
{
    if (number.kind != NumberKind::E164 || number.countryCode <= 0)
        return 0;
    const auto [leading, trailing] = shownEnds(number, policy);
    return std::min(std::max(leading, number.digits() - trailing - leastLeftToGuess), Rate::mostDigits);
}

QString zoneOfCallingCode(const QString &code)
{
    return regionOfCallingCode(code).isEmpty() || code.startsWith(u'0') ? QString() : QString(u'+' + code);
}

QString regionOfPrefix(const QString &prefix)
{
    const QString digits = prefix.startsWith(u'+') ? prefix.mid(1) : prefix;
    for (qsizetype length = std::min(longestCountryCode, digits.size()); length > 0; --length)
        if (const QString region = regionOfCallingCode(digits.left(length)); !region.isEmpty())
            return region;
    return {};
}

} // namespace callveil
