// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/call_outcome.h"

#include <QTimeZone>

namespace callveil {

// What would become of a call, in words: for the console and for callveilctl.

/// "Put through", "Refused (404)".
[[nodiscard]] QString callHeadline(const CallOutcome &outcome);
/// What is looked at: "Emergency number".
[[nodiscard]] QString callCheckText(CallCheck check);

/// Whether numbers and names are shown between marks, so that they read left to right in every language.
enum class NameMarks { Without, With };

/// What was found, with times of this zone: "Bound: session a-b, the customer calls".
[[nodiscard]] QString callFindingText(const CallStep &step, const QTimeZone &zone, NameMarks marks);
/// What follows from that.
[[nodiscard]] QString callMeaningText(const CallStep &step, const QTimeZone &zone, NameMarks marks);
/// Whether the step is what keeps a call from its party.
[[nodiscard]] bool isHindrance(CallFinding finding);

} // namespace callveil
