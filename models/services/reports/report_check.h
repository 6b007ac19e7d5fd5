// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/reports/report_store.h"

#include <QDate>

#include <atomic>

namespace callveil {

/// How far a check is; written by the database thread, read by whoever shows it.
struct ReportCheckProgress {
    std::atomic<qint64> done{0}, all{0}; ///< processes
    std::atomic<bool> cancelled{false};
};

/// A day whose sums are not those of its calls.
struct OddDay {
    QString process;
    QDate day;
    QString member; ///< as it is stored: an account, a country, an agent's id; empty for everything together
    DaySums::Sort sort = DaySums::Everything;
};

struct CheckedReports {
    qint64 processes = 0;
    qint64 rows = 0; ///< of the sums that were compared
    std::vector<OddDay> odd; ///< by process and day; a thousand of each process at most
};

/// Proves the sums that reports are made of: adds up every leg again and compares. Whoever views reports may have it
/// done for his processes.
class ReportCheck final : public Service {
public:
    using Service::Service;

    /// On the background thread. Without days, of all. Fails with what TimeNotUnderstood (from, to) and Cancelled.
    [[nodiscard]] QFuture<Result<CheckedReports>> run(
        std::optional<QDate> from, std::optional<QDate> to, std::shared_ptr<ReportCheckProgress> progress);
};

} // namespace callveil
