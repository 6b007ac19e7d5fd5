// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"

namespace callveil {

/// Fails when a server cannot hold a database of ours: ServerTooOld, NeedsSuperuser, DatabaseAddress (the name).
[[nodiscard]] Result<void> checkServer(Connection &connection);

/// As the server tells it: 150004.
[[nodiscard]] Result<int> serverVersion(Connection &connection);

/// Opens a server's database with a superuser's login, and checks the server.
[[nodiscard]] Result<std::unique_ptr<Connection>> openServer(const DatabaseAddress &address, const QString &password);

/// Whether the database exists. Looks into the maintenance database when it cannot be opened, so that a missing
/// database and a wrong login are told apart.
[[nodiscard]] Result<bool> hasServerDatabase(const DatabaseAddress &address, const QString &password);

/// Makes an empty database through the maintenance database.
[[nodiscard]] Result<void> makeServerDatabase(const DatabaseAddress &address, const QString &password);

/// Takes a database back that was made just now, and its roles when those were made too.
[[nodiscard]] Result<void> dropServerDatabase(const DatabaseAddress &address, const QString &password, bool alsoRoles);

/// Runs a script of resources/sql/postgresql in a database, its name and other words put in.
[[nodiscard]] Result<void> runServerScript(
    Connection &connection, const QString &name, const QHash<QString, QString> &words = {});

/// Makes the roles of a database, those that are not there yet.
[[nodiscard]] Result<void> makeRoles(Connection &connection);

/// Puts out the logins of a dropped database of the same name. Roles belong to the whole server: fails with NameTaken
/// when another database, renamed since, still uses them.
[[nodiscard]] Result<void> clearRoles(Connection &connection);

} // namespace callveil
