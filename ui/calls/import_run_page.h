// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/import_service.h"

#include <QTimer>
#include <QWizardPage>

class QLabel;
class QProgressBar;

namespace callveil {

class ImportDraft;
class StatusLine;

/// The import under way: how far it is, and how it ended. Starts when it is shown.
class ImportRunPage final : public QWizardPage {
    Q_OBJECT

public:
    ImportRunPage(ImportDraft &draft, ImportService &service, QWidget *parent = nullptr);
    ~ImportRunPage() override;

    void initializePage() override;
    [[nodiscard]] bool isComplete() const override;

    [[nodiscard]] bool isRunning() const { return m_progress != nullptr; }
    [[nodiscard]] bool wasCancelled() const { return m_wasCancelled; }
    /// Set once everything is stored.
    [[nodiscard]] const std::optional<ImportSummary> &summary() const { return m_summary; }
    /// Stops the import unless it is being stored already.
    void cancel();

Q_SIGNALS:
    void ended();

private:
    void take(Result<ImportSummary> summary);
    void showProgress();

    ImportDraft &m_draft;
    ImportService &m_service;
    std::shared_ptr<ImportProgress> m_progress; ///< set while the import runs
    std::optional<ImportSummary> m_summary;
    bool m_wasCancelled = false;
    QTimer m_tick;
    QProgressBar *m_bar;
    QLabel *m_records;
    StatusLine *m_state;
};

} // namespace callveil
