// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/local_state.h"
#include "storage/people/identity.h"

namespace callveil {

/// Remembers, for the person's session and for this computer, how new the keys of people, vaults and the recovery kit
/// are. To be called outside transactions: what it sees must be committed.
[[nodiscard]] Result<void> rememberKeys(Connection &connection, const Identity &me, LocalState &local);

} // namespace callveil
