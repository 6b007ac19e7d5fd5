// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"
#include "ui/bindings/binding_choices.h"

namespace callveil {

/// What is asked before these are released: what becomes of calls, and when others get the numbers.
[[nodiscard]] QString releaseQuestion(const std::vector<Binding> &bindings, const BindingChoices &choices);
/// What is asked before the live bindings of a case end, which are these.
[[nodiscard]] QString closeCaseQuestion(const BindingPage &live, const BindingChoices &choices);
/// What came of it: the others stay when it was cancelled.
[[nodiscard]] QString closedText(const QString &caseRef, qint64 ended, bool cancelled);
/// What came of it: some may have ended meanwhile, or the work was cancelled.
[[nodiscard]] QString releasedText(qint64 released, qint64 wanted);

} // namespace callveil
