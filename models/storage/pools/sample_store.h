// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/binding_age.h"
#include "domain/pools/forecast.h"
#include "storage/database/connection.h"

namespace callveil {

/// How full pools were. A server notes it itself.
class SampleStore final {
public:
    explicit SampleStore(Connection &connection) : m_connection(connection) { }

    /// Notes how full the pools are now, once in PoolSample::pause whoever asks; how many pools. Thins what is old.
    [[nodiscard]] Result<qint64> take();
    /// One of an earlier time, in a file.
    [[nodiscard]] Result<void> note(PoolId pool, const PoolSample &sample);

    /// Ascending; both ends are in it, ms UTC.
    [[nodiscard]] Result<std::vector<PoolSample>> between(PoolId pool, qint64 from, qint64 to);
    /// The same time by days, as a pool of that sharing counts what is taken.
    [[nodiscard]] Result<std::vector<DayPeak>> dayPeaks(PoolId pool, Sharing sharing, qint64 from, qint64 to);
    /// Of the live bindings on a pool's numbers.
    [[nodiscard]] Result<std::vector<AgeCount>> ages(PoolId pool);

private:
    [[nodiscard]] Result<qint64> takeEmbedded();
    [[nodiscard]] Result<void> thin(qint64 now, qint64 newest);

    Connection &m_connection;
};

} // namespace callveil
