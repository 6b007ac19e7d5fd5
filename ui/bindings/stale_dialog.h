// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"
#include "ui/bindings/binding_choices.h"
#include "ui/shell/page.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace callveil {

class BindingTableModel;
class FieldForm;
class ListTable;
class ReleaseLine;
class StatusLine;

/// Releases bindings that look forgotten: a rule, what it names, and only then their release. Closing it stops the
/// release. Deletes itself when it is closed.
class StaleDialog final : public QDialog {
    Q_OBJECT

public:
    StaleDialog(const PageContext &context, BindingService &bindings, BindingChoices choices, QWidget *parent);

Q_SIGNALS:
    void released();

private:
    void addRule();
    void makeTable();
    void makeButtons();
    void arrange();
    void preview();
    void take(const BindingPage &page);
    void release();
    void takeReleased(const Result<qint64> &answer, qint64 wanted);
    void setWorking(bool working);
    /// What is shown belongs to the rule that it was read by: another rule is looked at anew.
    void forget();
    void showCount();
    [[nodiscard]] StaleRule rule() const;

    PageContext m_context;
    BindingService &m_bindings;
    BindingChoices m_choices;
    BindingTableModel *m_model;
    FieldForm *m_form;
    QSpinBox *m_hours;
    QCheckBox *m_endless;
    QComboBox *m_pool, *m_process;
    ListTable *m_table;
    QLabel *m_count;
    StatusLine *m_status;
    ReleaseLine *m_progress;
    QPushButton *m_preview, *m_release;
    bool m_working = false;
    int m_request = 0;
};

} // namespace callveil
