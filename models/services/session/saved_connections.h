// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/local_state.h"
#include "storage/database/database_address.h"

namespace callveil {

/// The address as DatabaseAddress::parse reads it, for saving; without a user.
[[nodiscard]] QString addressText(const DatabaseAddress &address);

/// Remembers a server under this name (its title when there is none, a number behind it when that is taken), unless it
/// is saved already. Returns the name that it has.
QString saveConnection(LocalState &local, const DatabaseAddress &address, const QString &name = {});

/// Pins a fingerprint that a person brought. Fails with FingerprintConflict when another one is pinned for the place:
/// what is known is never replaced in silence.
[[nodiscard]] Result<void> pinOnce(LocalState &local, const DatabaseAddress &address, const QByteArray &fingerprint);
/// Only looks whether pinOnce() would fail.
[[nodiscard]] Result<void> checkPin(
    const LocalState &local, const DatabaseAddress &address, const QByteArray &fingerprint);

} // namespace callveil
