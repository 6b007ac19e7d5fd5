// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/routes/called_number.h"

#include "domain/platform/opt_out.h"
#include "storage/platform/emergency_store.h"

#include <algorithm>

namespace callveil {

Result<bool> isEmergencyNumber(Connection &connection, const QString &digits)
{
    const auto known = EmergencyStore(connection).list();
    if (!known)
        return failed(known);
    return std::any_of(
        known->begin(), known->end(), [&](const EmergencyRow &row) { return row.number.digits == digits; });
}

CalledDid calledDid(const QString &number, const BookedDid &did, const std::vector<Pool> &pools)
{
    CalledDid called;
    called.id = did.id;
    called.number = number;
    called.state = did.state;
    const auto pool = std::find_if(pools.begin(), pools.end(), [&](const Pool &each) { return each.id == did.pool; });
    if (pool == pools.end())
        return called;
    called.pool = pool->id;
    called.poolName = pool->name;
    called.brand = optOutBrand(*pool);
    called.country = pool->country;
    called.voice = pool->voice;
    called.records = pool->records;
    called.lateAnswer = pool->lateAnswer;
    called.lateTarget = pool->lateTarget;
    return called;
}

} // namespace callveil
