// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/database_address.h"

namespace callveil {

/// To be called before the first session: makes it safe to end the program while threads that had one still end.
void prepareForServers();

/// Options with which a server's session is opened (QSqlDatabase::setConnectOptions).
[[nodiscard]] QString serverOptions(TlsMode tls);

/// What every server session is set to before anything else; a lock is waited for `lockWaitMs` at most. A function that
/// may wait longer says so itself (SET lock_timeout).
[[nodiscard]] QString serverSession(int lockWaitMs);

} // namespace callveil
