// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/processes/process_service.h"
#include "services/reports/report_service.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class BusyLine;
class PageHead;
class ReportBar;
class ReportOutlet;
class ReportHalves;
class StatusLine;
class WrappedLabel;

/// Reports: sums of what happened in a period, as a table and a picture, compared with the period before. A report is
/// read when the person asks for it; until then the page says that what is shown is older than what is chosen.
class ReportsPage final : public Page {
    Q_OBJECT

public:
    explicit ReportsPage(const PageContext &context, QWidget *parent = nullptr);
    ~ReportsPage() override;

    /// Reads the report that is shown again; the first time the one that is chosen.
    void refresh() override;
    /// `text` is the key of a report; `id`, of a process, narrows it to that.
    void follow(const PageLink &link) override;

private:
    [[nodiscard]] QWidget *makeHead();
    void arrange(QWidget *head);
    void connectParts();
    void takeToday(const Result<QDate> &today);
    void run(const ReportRequest &request);
    void stop();
    void settle();
    void take(const Result<Report> &report);
    void takeFailure(const Error &error);
    /// Whether the report that is shown is the one that is chosen, in words.
    void sayWhetherItFits();

    PageContext m_context;
    ReportService m_reports;
    ProcessService m_processes;
    ReportBar *m_bar;
    QPushButton *m_run;
    ReportOutlet *m_outlet;
    WrappedLabel *m_explanation;
    StatusLine *m_status;
    BusyLine *m_busy;
    ReportHalves *m_view;
    std::optional<ReportRequest> m_shown; ///< of the report that is shown
    ReportService::Stop m_stop; ///< of the report that is read
    bool m_wasFollowed = false; ///< what is chosen is to be read
    int m_choices = 0, m_request = 0; ///< answers to other numbers are late
};

} // namespace callveil
