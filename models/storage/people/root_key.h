// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"
#include "storage/people/identity.h"

namespace callveil {

/// Opens the organisation root, which certifies keys. Fails with NotPermitted for whoever holds no seal of it, and with
/// CertificateInvalid when what the database holds is another root than the one that was pinned.
[[nodiscard]] Result<SignKeys> openRoot(Connection &connection, const Identity &me);

} // namespace callveil
