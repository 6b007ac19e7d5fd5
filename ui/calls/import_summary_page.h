// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/calls/reject_table_model.h"
#include "ui/shell/page.h"

#include <QWizardPage>

class QFormLayout;
class QLabel;
class QPushButton;

namespace callveil {

class ImportRunPage;
class ListTable;
class StatusLine;

/// What came of the import, with the rows that were rejected.
class ImportSummaryPage final : public QWizardPage {
    Q_OBJECT

public:
    ImportSummaryPage(const ImportRunPage &run, const PageContext &context, QWidget *parent = nullptr);

    void initializePage() override;

private:
    QLabel *addFigure(QFormLayout *form, const QString &name, const QString &label);
    void sayOutcome();
    void saveRejects();

    const ImportRunPage &m_run;
    PageContext m_context;
    RejectTableModel m_rejects;
    StatusLine *m_outcome;
    QLabel *m_records;
    QLabel *m_sessions;
    QLabel *m_legs;
    QLabel *m_duplicates;
    QLabel *m_rejected;
    QLabel *m_unknownAgents;
    QLabel *m_span;
    ListTable *m_table;
    QPushButton *m_save;
    StatusLine *m_saved;
};

} // namespace callveil
