// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "storage/database/connection.h"

namespace callveil {

/// How often numbers of a pool that lead nowhere any more were called from one country.
struct LateCalls {
    PoolId pool;
    QString callingCode; ///< "44"; empty: the caller was withheld or is no number
    qint64 day = 0, week = 0, month = 0; ///< the last 24 hours, 7 days and 30 days; each holds the one before
};

/// Reads what is counted of late callbacks: on a server of the caller's pools.
class LateCallStore final {
public:
    explicit LateCallStore(Connection &connection) : m_connection(connection) { }

    /// By pool, the most frequent calling code first.
    [[nodiscard]] Result<std::vector<LateCalls>> list();

private:
    Connection &m_connection;
};

} // namespace callveil
