// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/rates/rate_store.h"

#include <memory>

namespace callveil {

/// The rates for whoever rates calls all day long: read again only when they have changed. One thread.
class RateBook final {
public:
    /// As they are now.
    [[nodiscard]] Result<std::shared_ptr<const RateTable>> current(Connection &connection, PersonId me);

private:
    qint64 m_stamp = -1;
    std::shared_ptr<const RateTable> m_table;
};

} // namespace callveil
