// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/platform/late_call_store.h"

namespace callveil {

Result<std::vector<LateCalls>> LateCallStore::list()
{
    return m_connection.all("late.calls", {}, [](const Row &row) {
        return LateCalls{{row.integer(0)}, row.text(1), row.integer(2), row.integer(3), row.integer(4)};
    });
}

} // namespace callveil
