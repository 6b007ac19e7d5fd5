// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/checkpoint.h"

#include "storage/database/write_lock.h"

namespace callveil {

Result<bool> emptyLog(Connection &connection)
{
    constexpr int patienceMs = 5000;
    if (connection.engine() == Engine::PostgreSql)
        return true;
    WriteLock lock(connection.address().file);
    if (const Result<void> locked = lock.acquire(patienceMs); !locked)
        return failed(locked);
    const auto isBusy = connection.integer("schema.empty_log");
    if (!isBusy)
        return failed(isBusy);
    return *isBusy == 0;
}

} // namespace callveil
