// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace callveil {

/// The two database engines that Callveil runs on.
enum class Engine { Sqlite, PostgreSql };

/// How a PostgreSQL connection is protected (libpq's sslmode of the same name).
enum class TlsMode { Disable, Require, VerifyCa, VerifyFull };

/// Where a database is: a SQLite file, or a PostgreSQL server, port, database and user.
struct DatabaseAddress {
    Engine engine = Engine::Sqlite;
    QString file; ///< SQLite: absolute path
    QString host; ///< PostgreSQL: name, address, or folder of a unix socket
    int port = 5432;
    QString database;
    QString user; ///< PostgreSQL: the person's user name, not the database login
    TlsMode tls = TlsMode::VerifyFull;

    /// FILE or postgresql://user@host:port/database?sslmode=…; the default of sslmode is verify-full, on loopback and
    /// unix sockets disable. A password in the address is refused. Fails with DatabaseAddress.
    [[nodiscard]] static Result<DatabaseAddress> parse(const QString &text);

    /// What fingerprints are pinned under: the place without the user.
    [[nodiscard]] QString place() const;
    /// For people: the file's name, or database on host.
    [[nodiscard]] QString title() const;
    [[nodiscard]] bool isLoopback() const;
};

[[nodiscard]] QString tlsModeName(TlsMode mode);

} // namespace callveil
