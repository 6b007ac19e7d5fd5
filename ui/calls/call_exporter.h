// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_export_service.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class BusyLine;

/// Writes what the call log shows to a file: the button, the questions, and how far it is.
class CallExporter final : public QObject {
    Q_OBJECT

public:
    /// `filter` tells what the log shows when the button is pressed.
    CallExporter(const PageContext &context, std::function<CallFilter()> filter, QWidget *page);
    /// An export that is under way stops and leaves no file.
    ~CallExporter() override;

    [[nodiscard]] QPushButton *button() const { return m_button; }
    [[nodiscard]] BusyLine *line() const { return m_line; }

private:
    void begin();
    [[nodiscard]] bool viewsActual() const;
    void run(CallExportOrder order);
    void settle(const Result<CallExportReport> &report);
    void updateButton();

    PageContext m_context;
    CallExportService m_service;
    std::function<CallFilter()> m_filter;
    QWidget *m_page;
    QPushButton *m_button;
    BusyLine *m_line;
    QString m_file;
    std::shared_ptr<CallExportProgress> m_progress; ///< of the export that runs
};

} // namespace callveil
