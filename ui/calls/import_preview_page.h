// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/calls/import_preview_model.h"
#include "tables/calls/reject_table_model.h"

#include <QWizardPage>

class QLabel;

namespace callveil {

class ImportDraft;
class ListTable;

/// The first calls of the file as they would be stored, masked, and the rows that would be rejected.
class ImportPreviewPage final : public QWizardPage {
    Q_OBJECT

public:
    ImportPreviewPage(ImportDraft &draft, const QTimeZone &zone, QWidget *parent = nullptr);

    void initializePage() override;
    [[nodiscard]] bool isComplete() const override;

private:
    void update();

    ImportDraft &m_draft;
    ImportPreviewModel m_calls;
    RejectTableModel m_rejects;
    ListTable *m_callTable;
    ListTable *m_rejectTable;
    QLabel *m_rejectTitle;
};

} // namespace callveil
