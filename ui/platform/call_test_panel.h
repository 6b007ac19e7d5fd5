// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/routes/call_test_service.h"
#include "ui/platform/platform_panel.h"
#include "ui/shell/page.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace callveil {

class BusyLine;
class CallStepTableModel;
class FieldForm;
class ListTable;
class NumberField;
class StatusLine;

/// Tells what would become of a call from a number to a proxy number, and why. The caller's number is wiped when it was
/// tested, and shown nowhere.
class CallTestPanel final : public PlatformPanel {
    Q_OBJECT

public:
    explicit CallTestPanel(const PageContext &context, QWidget *parent = nullptr);

    /// Nothing is read before somebody tests; what stood here may hold no longer.
    void refresh() override;

private:
    void makeForm();
    void makeTable();
    void arrange();
    void test();
    void take(const Result<CallOutcome> &outcome);
    void tell(const CallOutcome &outcome);
    void setBusy(bool busy);
    void clear();

    PageContext m_context;
    CallTestService m_service;
    CallStepTableModel *m_model;
    FieldForm *m_form;
    QLineEdit *m_proxy;
    NumberField *m_caller;
    QCheckBox *m_withheld;
    QPushButton *m_test;
    BusyLine *m_busy;
    StatusLine *m_headline;
    ListTable *m_steps;
};

} // namespace callveil
