// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/fault.h"

#include <QString>

namespace callveil {

// Untranslated sentences (context "Fault").

[[nodiscard]] const char *sentenceOf(Fault fault);
/// Of NotPermitted, when it is actual numbers that are lacking.
[[nodiscard]] const char *ungrantedSentence();
/// Of DatabaseBusy, when somebody (%1) was put out first, and could not be changed then.
[[nodiscard]] const char *putOutSentence();

// Of one matter each: sentenceOf() names every fault once and asks these for theirs; "" for a fault of another matter.
[[nodiscard]] const char *poolSentence(Fault fault);
/// Of PoolNotEmpty, by the key of what keeps the pool from being removed; empty when it is not removed but changed.
[[nodiscard]] const char *keptPoolSentence(const QString &what);
/// Of DidElsewhere, when the pool has no name for this person.
[[nodiscard]] const char *unseenPoolSentence();
/// Of PoolExhausted, by the key of its reason.
[[nodiscard]] const char *exhaustedSentence(const QString &reason);
[[nodiscard]] const char *backupSentence(Fault fault);

} // namespace callveil
