// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report.h"
#include "exchange/sheets/sheet.h"
#include "services/base/service.h"

#include <atomic>

namespace callveil {

/// How far the writing of a report is; written by the database thread, read by whoever shows it.
struct ReportExportProgress {
    std::atomic<qint64> done{0}, all{0}; ///< rows
    std::atomic<bool> cancelled{false};
};

/// A report as it was laid out, and where it goes.
struct ReportExportOrder {
    ReportKind kind = ReportKind::MaskedCalls;
    SheetHead head; ///< says the period and by which days
    std::vector<QStringList> rows;
    QString file; ///< replaced when it is there
    SheetFormat format = SheetFormat::Xlsx;
};

/// Lets a report out of the program. Whoever has read one may do so who may export; it is recorded with the report's
/// key and how many rows left. The file is written beside its place and renamed when the export stands in the record;
/// cancelled, nothing stays.
class ReportExportService final : public Service {
public:
    using Service::Service;

    /// On the background thread. Answers the number of rows. Needs ViewReports and Export, for Reveals ViewAudit too;
    /// fails with FileUnwritable and with the code Cancelled.
    [[nodiscard]] QFuture<Result<qint64>> write(
        ReportExportOrder order, std::shared_ptr<ReportExportProgress> progress);
    /// Records that so many rows are printed. To be done before they are: no paper without an entry.
    [[nodiscard]] QFuture<Result<void>> notePrint(ReportKind kind, qint64 rows);
};

} // namespace callveil
