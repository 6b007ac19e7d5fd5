// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/rates/rate_book.h"

namespace callveil {

Result<std::shared_ptr<const RateTable>> RateBook::current(Connection &connection, PersonId me)
{
    RateStore store(connection, me);
    const auto stamp = store.stamp(); // before the rates: a change in between is seen the next time
    if (!stamp)
        return failed(stamp);
    if (m_table && *stamp == m_stamp)
        return m_table;
    auto table = store.table();
    if (!table)
        return failed(table);
    m_table = std::make_shared<const RateTable>(std::move(*table));
    m_stamp = *stamp;
    return m_table;
}

} // namespace callveil
