// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/binding.h"

#include <QString>

namespace callveil {

// Translated words of bindings.

[[nodiscard]] QString bindingModelText(BindingModel model);
/// One sentence that says what the model does.
[[nodiscard]] QString bindingModelExplanation(BindingModel model);
[[nodiscard]] QString bindingStateText(BindingState state);
[[nodiscard]] QString recordingText(RecordingChoice recording);
[[nodiscard]] QString endCauseText(EndCause cause);
/// "Ride (1 h)".
[[nodiscard]] QString expiryTemplateText(const ExpiryTemplate &of);
/// Why the binding got its number: "Same area code 212; 3 of 40 numbers were free." `askedPool`: the name of the pool
/// that was asked first; empty for whoever does not see it.
[[nodiscard]] QString choiceText(const Binding &binding, const QString &askedPool);

} // namespace callveil
