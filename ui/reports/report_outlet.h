// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report.h"
#include "services/reports/report_export_service.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class ReportWorkLine;

/// The ways of a report out of the program: a file, or paper. Both are recorded.
class ReportOutlet final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype s_mostPrinted = 2000;

    ReportOutlet(const PageContext &context, QWidget *page);

    [[nodiscard]] QPushButton *exportButton() const { return m_export; }
    [[nodiscard]] QPushButton *printButton() const { return m_print; }
    [[nodiscard]] ReportWorkLine *line() const { return m_line; }
    /// What goes out: the report that is shown. None: there is nothing to write.
    void setReport(std::shared_ptr<const Report> report);

private:
    void makeButtons();
    void updateButtons();
    void exportReport();
    void printReport();

    PageContext m_context;
    ReportExportService m_service;
    QWidget *m_page;
    QPushButton *m_export, *m_print;
    ReportWorkLine *m_line;
    std::shared_ptr<const Report> m_report;
};

} // namespace callveil
