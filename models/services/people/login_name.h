// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/database_address.h"

namespace callveil {

/// The database login of a person: logins belong to the whole server, so the database's name is part of it. Set-up
/// takes no database whose name holds a dot, so that no name of one database begins like a login of another.
[[nodiscard]] inline QString loginName(const DatabaseAddress &address, const QString &userName)
{
    return address.engine == Engine::Sqlite ? userName : QStringLiteral("cvu_%1.%2").arg(address.database, userName);
}

} // namespace callveil
