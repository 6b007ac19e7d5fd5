// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/import_wizard.h"

#include "ui/calls/import_columns_page.h"
#include "ui/calls/import_draft.h"
#include "ui/calls/import_file_page.h"
#include "ui/calls/import_preview_page.h"
#include "ui/calls/import_run_page.h"
#include "ui/calls/import_summary_page.h"
#include "ui/shell/notifier.h"
#include "ui/shell/wizard_look.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/help_topic.h"

namespace callveil {

ImportWizard::ImportWizard(const PageContext &context, QWidget *parent)
    : QWizard(parent), m_context(context), m_service(context.workspace), m_draft(new ImportDraft(m_service, this))
{
    setWindowTitle(tr("Import call records"));
    setObjectName(QStringLiteral("importWizard"));
    setHelpTopic(*this, QStringLiteral("import"));
    setOption(NoBackButtonOnStartPage);
    setButtonText(FinishButton, tr("&Close"));
    setPage(FileStep, new ImportFilePage(*m_draft, m_context, this));
    setPage(ColumnsStep, new ImportColumnsPage(*m_draft, m_service, m_context, this));
    setPage(PreviewStep, new ImportPreviewPage(*m_draft, m_context.zone, this));
    m_run = new ImportRunPage(*m_draft, m_service, this);
    setPage(RunStep, m_run);
    setPage(SummaryStep, new ImportSummaryPage(*m_run, m_context, this));
    dressWizard(this, {characters(this, 130), gridUnit(this) * 72});
    connect(this, &QWizard::currentIdChanged, this, &ImportWizard::showButtons);
    // Queued: an import that fails at once ends while its page is still being made ready.
    connect(m_run, &ImportRunPage::ended, this, &ImportWizard::finishRun, Qt::QueuedConnection);
}

ImportWizard::~ImportWizard() = default;

int ImportWizard::nextId() const
{
    switch (currentId()) {
    case FileStep:
        return m_draft->needsMapping() ? ColumnsStep : PreviewStep;
    case ColumnsStep:
        return PreviewStep;
    case PreviewStep:
        return RunStep;
    case RunStep:
        return SummaryStep;
    default:
        return -1;
    }
}

/// While the import runs it can be cancelled, and nothing else; when it failed, the step before can be done again.
void ImportWizard::showButtons()
{
    setButtonText(CancelButton, currentId() == RunStep && !m_run->isRunning() ? tr("&Close") : tr("Cancel"));
    if (currentId() == SummaryStep)
        setButtonLayout({Stretch, FinishButton});
    else if (currentId() != RunStep)
        setButtonLayout({Stretch, BackButton, NextButton, CancelButton});
    else if (m_run->isRunning())
        setButtonLayout({Stretch, CancelButton});
    else
        setButtonLayout({Stretch, BackButton, CancelButton});
}

bool ImportWizard::isRunning() const
{
    return m_run->isRunning();
}

void ImportWizard::reject()
{
    // A running import is told to stop; the dialog closes when it has.
    if (m_run->isRunning())
        m_run->cancel();
    else
        QWizard::reject();
}

void ImportWizard::finishRun()
{
    if (m_run->summary()) {
        if (m_run->summary()->legs > 0)
            Q_EMIT imported();
        next();
    } else if (m_run->wasCancelled()) {
        m_context.notifier.show(Notifier::Kind::Information, tr("The import was cancelled. Nothing was stored."));
        QWizard::reject();
    } else {
        showButtons();
    }
}

} // namespace callveil
