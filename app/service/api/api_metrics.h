// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../duty_times.h"
#include "http_connection.h"
#include "services/pools/pool_service.h"
#include "services/records/record_service.h"

#include <QElapsedTimer>

#include <map>

namespace callveil {

/// How many requests there were; kept as long as the program runs.
struct RequestCounts {
    std::map<std::pair<QString, int>, quint64> byRoute; ///< "POST /v1/bindings" and the status
    quint64 refusedByRate = 0;
};

/// What callveild tells of itself, in the text format of Prometheus: counts and names of pools, no number. What it asks
/// of the database is asked at most every few seconds. Lives on the main thread.
class ApiMetrics final : public QObject {
    Q_OBJECT

public:
    struct Watched {
        std::function<bool()> leads;
        std::shared_ptr<const DutyTimes> duties;
    };
    ApiMetrics(Workspace &workspace, Watched watched, const RequestCounts &counts, QObject *parent = nullptr);

    void tell(HttpHandler::Reply reply);

private:
    [[nodiscard]] QByteArray ownText() const;
    void ask();
    void takeState(const PoolOverview &overview, const SpoolState &records);
    void answer(bool isOnline);

    PoolService m_pools;
    RecordService m_records;
    Watched m_watched;
    const RequestCounts &m_counts;
    QElapsedTimer m_age; ///< of m_stored
    QByteArray m_stored; ///< what the database told
    std::vector<HttpHandler::Reply> m_waiting;
};

} // namespace callveil
