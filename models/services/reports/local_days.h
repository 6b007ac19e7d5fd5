// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"
#include "storage/people/identity.h"

#include <QDate>
#include <QHash>

namespace callveil {

/// Which day it is in the time zones of the person's processes that are in use, by the database's clock.
struct LocalDays {
    QDate earliest, latest; ///< that of UTC without processes
    qint64 begin = 0; ///< the moment at which the first of these days began, ms since 1970
    QHash<QString, QDate> ofProcess; ///< by name

    /// Of an archived one the latest: it has no calls of today.
    [[nodiscard]] QDate of(const QString &process) const { return ofProcess.value(process, latest); }
};

[[nodiscard]] Result<LocalDays> localDays(Connection &connection, const Identity &me);

} // namespace callveil
