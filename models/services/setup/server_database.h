// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"

namespace callveil {

/// Fails when a server cannot hold a database of ours: ServerTooOld, NeedsSuperuser, DatabaseAddress (the name).
[[nodiscard]] Result<void> checkServer(Connection &connection);

/// Opens a server's database with a superuser's login, and checks the server.
[[nodiscard]] Result<std::unique_ptr<Connection>> openServer(const DatabaseAddress &address, const QString &password);

/// Whether the database exists. Looks into the maintenance database when it cannot be opened, so that a missing
/// database and a wrong login are told apart.
[[nodiscard]] Result<bool> hasServerDatabase(const DatabaseAddress &address, const QString &password);

/// Makes an empty database through the maintenance database.
[[nodiscard]] Result<void> makeServerDatabase(const DatabaseAddress &address, const QString &password);

} // namespace callveil
