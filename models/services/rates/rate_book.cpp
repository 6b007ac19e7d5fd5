// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/rates/rate_book.h"

namespace callveil {

Result<void> checkUnchanged(const ReadRates &rates, Connection &connection, PersonId me)
{
    const auto stamp = RateStore(connection, me).stamp();
    if (!stamp)
        return failed(stamp);
    return *stamp == rates.stamp ? Result<void>() : fail(ErrorCode::Conflict, Fault::EntryChanged);
}

Result<ReadRates> RateBook::current(Connection &connection, PersonId me)
{
    RateStore store(connection, me);
    const auto stamp = store.stamp(); // before the rates: a change in between is seen the next time
    if (!stamp)
        return failed(stamp);
    if (m_rates.table && *stamp == m_rates.stamp)
        return m_rates;
    auto table = store.table();
    if (!table)
        return failed(table);
    m_rates = {*stamp, std::make_shared<const RateTable>(std::move(*table))};
    return m_rates;
}

} // namespace callveil
