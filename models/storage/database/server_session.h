// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "storage/database/database_address.h"

struct pg_conn;

namespace callveil {

/// To be called before the first session: makes it safe to end the program while threads that had one still end.
void prepareForServers();

/// Options with which a server's session is opened (QSqlDatabase::setConnectOptions).
[[nodiscard]] QString serverOptions(TlsMode tls);

/// What every server session is set to before anything else; a lock is waited for `lockWaitMs` at most. A function that
/// may wait longer says so itself (SET lock_timeout).
[[nodiscard]] QString serverSession(int lockWaitMs);

/// Why a session could not be opened: SignInRefused, DatabaseTls or DatabaseUnreachable. libpq reports no SQLSTATE
/// before there is a session, and its words are in the server's language: so the server is asked whether it answers at
/// all.
[[nodiscard]] Error whyRefused(const DatabaseAddress &address, const QString &login);

/// One COPY … FROM STDIN in text format over the session's own handle. Fails with DatabaseLost when the session is
/// gone.
[[nodiscard]] Result<void> copyToServer(pg_conn *server, const QString &statement, const QByteArray &lines);

} // namespace callveil
