// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/fault.h"

namespace callveil {

// The sentences of one matter each, untranslated (context "Fault"). faultText() names every fault once and asks these
// for theirs; "" for a fault of another matter.
[[nodiscard]] const char *poolSentence(Fault fault);
/// Of DidElsewhere, when the pool has no name for this person.
[[nodiscard]] const char *unseenPoolSentence();
[[nodiscard]] const char *backupSentence(Fault fault);

} // namespace callveil
