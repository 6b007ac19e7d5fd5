// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/database_address.h"

namespace callveil {

/// Options with which a server's session is opened (QSqlDatabase::setConnectOptions).
[[nodiscard]] QString serverOptions(TlsMode tls);

/// What every server session is set to before anything else; a lock is waited for `lockWaitMs` at most. A function that
/// may wait longer says so itself (SET lock_timeout).
[[nodiscard]] QString serverSession(int lockWaitMs);

} // namespace callveil
