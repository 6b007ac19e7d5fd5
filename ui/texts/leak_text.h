// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/leaks/leak.h"

#include <QString>

namespace callveil {

// Words for the findings of the leak audit, for the console and for callveilctl.

[[nodiscard]] QString leakSeverityText(LeakSeverity severity);
[[nodiscard]] QString leakStateText(LeakState state);
/// "Call outside any binding": what a list calls such a finding.
[[nodiscard]] QString leakKindText(LeakKind kind);
/// Where it is: "Sales, +44 20 …", as far as the reader may see the names.
[[nodiscard]] QString leakWhereText(const Leak &leak);
/// What to do, in a few words.
[[nodiscard]] QString leakRemedyText(LeakKind kind);

/// What it means, and why it matters.
[[nodiscard]] QString leakExplanation(const Leak &leak);
/// What to do about it, step by step.
[[nodiscard]] QString leakAdvice(const Leak &leak);

/// Where a text stands, or a planted number is: "Case reference of a binding".
[[nodiscard]] QString leakPlaceText(const QString &place);

} // namespace callveil
