// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/rating/rate_table.h"

namespace callveil {

// Translated words of rates, for the console and for callveilctl.

[[nodiscard]] QString rateKindText(RateKind kind);
/// One sentence that says what the list is of.
[[nodiscard]] QString rateKindExplanation(RateKind kind);
[[nodiscard]] QString rateStateText(RateState state);
[[nodiscard]] QString whyUnratedText(WhyUnrated why);
/// What can be done about it.
[[nodiscard]] QString whyUnratedAdvice(WhyUnrated why);
/// As faultText(), about a period that is rated again.
[[nodiscard]] QString reratingFaultText(const Error &error);

} // namespace callveil
