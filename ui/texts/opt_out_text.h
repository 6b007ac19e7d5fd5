// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/opt_out.h"

namespace callveil {

/// "A person", "Text message", "Program (API)".
[[nodiscard]] QString optOutSourceText(OptOutSource source);

/// What a caller meets whose binding has ended, in a word or two.
[[nodiscard]] QString lateAnswerText(LateAnswer answer);

} // namespace callveil
