// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "services/calls/call_log_service.h"
#include "services/calls/call_sheet.h"

namespace callveil {

/// What of the call log is printed.
struct CallPrint {
    SheetHead head;
    std::vector<QStringList> rows;
    qint64 clear = 0; ///< numbers that stand there in clear because masking was off when the call was written
    bool more = false; ///< older calls match too
};

/// Reads calls to be printed, as the person may see them: never with actual numbers.
class CallPrintService final : public Service {
public:
    static constexpr int s_mostRows = 2000;

    using Service::Service;
    using Stop = CallLogService::Stop;

    /// The newest calls of a filter, at most s_mostRows. Fails with NotPermitted for whoever may not export or see the
    /// log, and with Cancelled.
    [[nodiscard]] QFuture<Result<CallPrint>> read(CallFilter filter, CallSheet sheet, Stop stop);
    /// Records that so many calls are printed. To be done before they are: no paper without an entry.
    [[nodiscard]] QFuture<Result<void>> note(qint64 rows, qint64 clear);
};

} // namespace callveil
