// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/masking/masking_policy.h"

#include <QString>
#include <QtGlobal>

namespace callveil {

/// The shape of a number: what masking strength depends on. Digits include the country code.
struct NumberShape {
    int countryCode = 0;
    int digits = 0;

    auto operator<=>(const NumberShape &) const = default;
};

/// How well a policy hides numbers of one shape.
struct Strength {
    int hidden = 0; ///< subscriber digits hidden (the country code hides nothing)
    double candidates = 1; ///< 10^hidden: numbers that the masked text could stand for
    bool whole = false; ///< the shape is too short for n + n' and is masked whole

    /// Under 10^4 candidates a policy needs a confirmed warning and a note (domain.md).
    [[nodiscard]] bool isWeak() const { return candidates < 10000; }
};

[[nodiscard]] Strength strength(const NumberShape &shape, const MaskingPolicy &policy);

/// The same of a text that is no number and is masked whole: no digit of it is a country code.
[[nodiscard]] Strength strengthOfText(int digits, const MaskingPolicy &policy);

/// A number reserved for fiction or plainly invented of that shape, for previews: +919876543210 for {91, 12}. Never a
/// number of real traffic. Digits after the country code count up from 9 down to 0 and repeat.
[[nodiscard]] QString exampleNumber(const NumberShape &shape);

} // namespace callveil
