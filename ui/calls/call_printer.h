// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_print_service.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class BusyLine;

/// Prints what the call log shows: the button, the reading, and the preview.
class CallPrinter final : public QObject {
    Q_OBJECT

public:
    /// `filter` tells what the log shows when the button is pressed.
    CallPrinter(const PageContext &context, std::function<CallFilter()> filter, QWidget *page);
    ~CallPrinter() override;

    [[nodiscard]] QPushButton *button() const { return m_button; }
    [[nodiscard]] BusyLine *line() const { return m_line; }

private:
    void begin();
    void settle(const Result<CallPrint> &print);
    void show(const CallPrint &print);
    [[nodiscard]] static QString noteOf(const CallPrint &print);
    void updateButton();

    PageContext m_context;
    CallPrintService m_service;
    std::function<CallFilter()> m_filter;
    QWidget *m_page;
    QPushButton *m_button;
    BusyLine *m_line;
    CallPrintService::Stop m_stop; ///< of the reading that runs
};

} // namespace callveil
