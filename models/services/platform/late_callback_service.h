// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/pools/pool_store.h"

namespace callveil {

/// Calls from one country.
struct CountryCalls {
    QString callingCode; ///< "44"; empty: the caller was withheld or is no number
    qint64 calls = 0;
};

/// What a pool answers to calls to its numbers that lead nowhere any more, and how many there were. Who called is not
/// kept.
struct LateCallbacks {
    static constexpr size_t mostCountries = 3;

    Pool pool;
    bool mayChange = false; ///< the pool
    qint64 day = 0, week = 0, month = 0; ///< the last 24 hours, 7 days and 30 days; each holds the one before
    std::vector<CountryCalls> countries; ///< of the 30 days, the most frequent first, at most `mostCountries`
};

/// Late callbacks, for whoever manages pools or security.
class LateCallbackService final : public Service {
public:
    using Service::Service;

    /// The pools that the person sees, by name. Calls are counted for the pool that has their number now.
    [[nodiscard]] QFuture<Result<std::vector<LateCallbacks>>> list();
};

} // namespace callveil
