// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report.h"
#include "services/base/service.h"

#include <atomic>

namespace callveil {

/// Sums of what happened, from roll-ups: whoever views reports sees those of their processes. Nothing in them is a
/// number.
class ReportService final : public Service {
public:
    using Service::Service;
    using Stop = std::shared_ptr<std::atomic<bool>>;

    /// Fails with what checkedRequest() says; with NotPermitted. Setting `stop` ends it with the code Cancelled.
    [[nodiscard]] QFuture<Result<Report>> run(ReportRequest request, Stop stop = {});
    /// The newest day that has begun in a process of the person (LocalDays): where periods end by default.
    [[nodiscard]] QFuture<Result<QDate>> today();
};

} // namespace callveil
