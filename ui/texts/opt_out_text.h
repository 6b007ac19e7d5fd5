// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/opt_out.h"

#include <vector>

namespace callveil {

/// "A person", "Text message", "Program (API)".
[[nodiscard]] QString optOutSourceText(OptOutSource source);

/// How many opt-outs text messages took back in the last 30 days, by brand; empty when none.
[[nodiscard]] QString liftedText(const std::vector<LiftedOptOuts> &brands);

/// What a change of a pool's brand does to who opted out.
[[nodiscard]] QString leftOptOutsText(const LeftOptOuts &left);
/// The same of numbers that go to a pool of another brand.
[[nodiscard]] QString movedOptOutsText(const LeftOptOuts &left);

/// The same of a pool without a brand that is removed.
[[nodiscard]] QString removedOptOutsText(const LeftOptOuts &left);

/// What a caller meets whose binding has ended, in a word or two.
[[nodiscard]] QString lateAnswerText(LateAnswer answer);

} // namespace callveil
