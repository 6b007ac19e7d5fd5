// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/import_service.h"
#include "ui/shell/page.h"

#include <QWizardPage>

namespace callveil {

class ColumnPicker;
class DialectForm;
class ImportDraft;
class ProfileBar;
class StatusLine;

/// What the columns of a CSV file of an unknown kind mean. Sensibly guessed already; every change is previewed.
class ImportColumnsPage final : public QWizardPage {
    Q_OBJECT

public:
    ImportColumnsPage(
        ImportDraft &draft, ImportService &service, const PageContext &context, QWidget *parent = nullptr);

    void initializePage() override;
    [[nodiscard]] bool isComplete() const override;

private:
    void edit();
    void update();
    [[nodiscard]] QWidget *setUpDialect();
    void sayState();
    void sayRows(const ImportPreview &preview);
    void sayDates();

    ImportDraft &m_draft;
    ProfileBar *m_profiles;
    DialectForm *m_dialect;
    ColumnPicker *m_columns;
    StatusLine *m_state;
    StatusLine *m_dates;
    QString m_file; ///< that the choices were made for
};

} // namespace callveil
