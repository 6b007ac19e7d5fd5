// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/reports/report_export_service.h"
#include "ui/widgets/progress_of.h"

namespace callveil {

/// How far the writing of a report has come.
class ReportWorkLine final : public ProgressOf<ReportExportProgress> {
    Q_OBJECT

public:
    explicit ReportWorkLine(QWidget *parent = nullptr);

    /// Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<ReportExportProgress> start() { return startWork(); }

protected:
    [[nodiscard]] State state() const override;
};

} // namespace callveil
