// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/import_service.h"
#include "ui/shell/page.h"

#include <QWizard>

namespace callveil {

class ImportDraft;
class ImportRunPage;

/// Brings a file of call records in, step by step: file, columns when they must be told, masked preview, progress,
/// summary. Cancelled, it leaves nothing behind and says so.
class ImportWizard final : public QWizard {
    Q_OBJECT

public:
    enum Step { FileStep, ColumnsStep, PreviewStep, RunStep, SummaryStep };

    ImportWizard(const PageContext &context, QWidget *parent = nullptr);
    ~ImportWizard() override;

    [[nodiscard]] int nextId() const override;
    void reject() override;
    /// An import is under way: reject() cancels it, and the wizard closes when it has stopped.
    [[nodiscard]] bool isRunning() const;

Q_SIGNALS:
    /// Calls were stored.
    void imported();

private:
    void showButtons();
    void finishRun();

    PageContext m_context;
    ImportService m_service;
    ImportDraft *m_draft;
    ImportRunPage *m_run = nullptr;
};

} // namespace callveil
