// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/identity.h"

namespace callveil {

/// A sign-in is a snapshot: it can lose rights later, but not win any (domain.md, Masking policy). `now` keeps of its
/// rights what `before` had too.
void keepSnapshot(SignedInPerson &now, const SignedInPerson &before);

/// Whether two have the same rights.
[[nodiscard]] bool haveSameRights(const SignedInPerson &one, const SignedInPerson &other);

} // namespace callveil
