// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/rates/rate_service.h"
#include "ui/shell/page.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace callveil {

class FieldForm;
class ListTable;
class MomentField;
class RateFileLine;
class RateRejectTableModel;
class RateTableModel;
class StatusLine;

/// Brings a file of rates in: the file, what it would do and which rows are left out, and only then the import. While
/// it stores, Close cancels the work, and tells what came of it. Deletes itself when it is closed.
class RateImportDialog final : public QDialog {
    Q_OBJECT

public:
    RateImportDialog(const PageContext &context, RateService &rates, QWidget *parent);

    void reject() override;

Q_SIGNALS:
    void imported(const callveil::RateImport &outcome);

private:
    void addFields();
    void makeTables();
    void makeButtons();
    void arrange();
    void chooseFile();
    void preview();
    void run();
    void start(bool dryRun);
    void take(const Result<RateImport> &outcome, bool dryRun);
    void showOutcome(const RateImport &outcome);
    /// What is shown belongs to what was chosen then.
    void forget();
    void updateButtons();

    PageContext m_context;
    RateService &m_rates;
    RateTableModel *m_rows;
    RateRejectTableModel *m_rejects;
    FieldForm *m_form;
    QLineEdit *m_file, *m_currency;
    QComboBox *m_kind;
    MomentField *m_from;
    ListTable *m_table, *m_rejectTable;
    StatusLine *m_status;
    RateFileLine *m_line;
    QPushButton *m_choose, *m_preview, *m_import;
    bool m_working = false;
    bool m_stores = false; ///< it works, and not for a look
    bool m_looked = false; ///< the file has something new
};

} // namespace callveil
