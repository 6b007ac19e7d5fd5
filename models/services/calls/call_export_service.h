// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "services/calls/call_sheet.h"

#include <atomic>

namespace callveil {

/// How far an export is; written by the database thread, read by whoever shows it.
struct CallExportProgress {
    std::atomic<qint64> rows{0}; ///< written
    std::shared_ptr<std::atomic<bool>> stop = std::make_shared<std::atomic<bool>>(false);
};

/// What is exported and where to.
struct CallExportOrder {
    CallFilter filter;
    QString file; ///< replaced when it is there
    SheetFormat format = SheetFormat::Xlsx;
    QTimeZone zone = QTimeZone::utc(); ///< of the times; the header names it
    std::optional<CallSheet> sheet = {}; ///< how calls are worded; unset: for programs, with the zone above
    bool actualNumbers = false; ///< of the processes whose numbers the person may view
    QString reason; ///< for actual numbers: must say something; kept in the record
    QString ticket; ///< may be empty
};

struct CallExportReport {
    qint64 rows = 0;
    qint64 numbers = 0; ///< actual ones
    qint64 clear = 0; ///< that stand in the file in clear because masking was off when the call was written
    qint64 unread = 0; ///< that were asked for and stayed masked: gone, damaged, or of a vault without a key
};

/// Writes everything that matches a filter to a file, newest first, as the person may see it. The file is written
/// beside its place and renamed when the export stands in the record of deeds; cancelled, nothing stays.
class CallExportService final : public Service {
public:
    using Service::Service;

    /// Fails with NotPermitted for whoever may not export or see the log; with actual numbers also with ReasonNeeded,
    /// TextHoldsNumber, RevealRefused for whoever may view those of no process, VaultNotReadable, and
    /// CallsChanged when calls changed while they were counted. FileUnwritable; Cancelled. Pages (PDF) are written by
    /// programs that have fonts; others fail with Unexpected.
    [[nodiscard]] QFuture<Result<CallExportReport>> run(
        CallExportOrder order, std::shared_ptr<CallExportProgress> progress);
};

} // namespace callveil
