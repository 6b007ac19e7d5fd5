// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/rates/rate_store.h"

#include <memory>

namespace callveil {

/// Rates as they were read once, for whoever writes later what they make calls cost.
struct ReadRates {
    qint64 stamp = -1; ///< read before them; grows with each change
    std::shared_ptr<const RateTable> table;
};

/// Fails with EntryChanged when the rates are others by now. The last question of a transaction that writes what calls
/// cost: whoever changes rates and then rates a period again finds all that was written by the old ones.
[[nodiscard]] Result<void> checkUnchanged(const ReadRates &rates, Connection &connection, PersonId me);

/// Whether what calls were masked, sealed or rated by is something else by now: whoever wrote them begins again.
[[nodiscard]] inline bool isOutdated(const Error &error)
{
    return error.fault == Fault::RevisionChanged || error.fault == Fault::EntryChanged;
}

/// The rates for whoever rates calls all day long: read again only when they have changed. One thread.
class RateBook final {
public:
    /// As they are now.
    [[nodiscard]] Result<ReadRates> current(Connection &connection, PersonId me);

private:
    ReadRates m_rates;
};

} // namespace callveil
