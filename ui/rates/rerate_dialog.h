// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/processes/process_service.h"
#include "services/rates/rate_service.h"
#include "ui/shell/page.h"

#include <QDialog>

class QComboBox;
class QPushButton;

namespace callveil {

class DayRange;
class FieldForm;
class ListTable;
class ReratingLine;
class ReratingTableModel;
class StatusLine;

/// Rates the calls of a period again: a period, what would change, and only then the change. While it
/// stores, Close cancels the work, and tells what came of it. Deletes itself when it is closed.
class RerateDialog final : public QDialog {
    Q_OBJECT

public:
    RerateDialog(
        const PageContext &context, RateService &rates, const std::vector<ProcessDetails> &processes, QWidget *parent);

    void reject() override;

private:
    void addPeriod(const std::vector<ProcessDetails> &processes);
    void makeTable();
    void makeButtons();
    void arrange();
    void preview();
    void run();
    void start(bool dryRun);
    void take(const Result<ReratingReport> &report, bool dryRun);
    /// What is shown belongs to the period that it was read by: another one is looked at anew.
    void forget();
    void updateButtons();

    PageContext m_context;
    RateService &m_rates;
    ReratingTableModel *m_model;
    FieldForm *m_form;
    DayRange *m_days = nullptr;
    QComboBox *m_process;
    ListTable *m_table;
    StatusLine *m_status;
    ReratingLine *m_line;
    QPushButton *m_preview, *m_run;
    bool m_working = false;
    bool m_stores = false; ///< it works, and not for a look
    qint64 m_changes = 0; ///< of the look; 0: nothing to do, or nobody has looked
};

} // namespace callveil
