// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/import_run_page.h"

#include "domain/base/when_answered.h"
#include "ui/calls/import_draft.h"
#include "ui/shell/wizard_look.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/status_line.h"

#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

namespace callveil {

using namespace std::chrono_literals;

ImportRunPage::ImportRunPage(ImportDraft &draft, ImportService &service, QWidget *parent)
    : QWizardPage(parent), m_draft(draft), m_service(service), m_bar(new QProgressBar(this)),
      m_records(new QLabel(this)), m_state(new StatusLine(this))
{
    m_bar->setObjectName(QStringLiteral("importProgress"));
    m_bar->setAccessibleName(tr("Import progress"));
    m_bar->setRange(0, 1000);
    QVBoxLayout *column = wizardColumn(this, tr("Import"), tr("The whole file is stored, or nothing of it."));
    column->addWidget(m_bar);
    column->addWidget(m_records);
    column->addWidget(m_state);
    column->addStretch();
    m_tick.setInterval(100ms);
    connect(&m_tick, &QTimer::timeout, this, &ImportRunPage::showProgress);
}

ImportRunPage::~ImportRunPage()
{
    if (m_progress)
        m_progress->cancelled = true;
}

void ImportRunPage::initializePage()
{
    m_summary.reset();
    m_wasCancelled = false;
    m_state->clear();
    m_bar->setValue(0);
    m_progress = std::make_shared<ImportProgress>();
    m_tick.start();
    whenAnswered(m_service.run(m_draft.order(), m_progress), this,
        [this](Result<ImportSummary> summary) { take(std::move(summary)); });
}

bool ImportRunPage::isComplete() const
{
    return m_summary.has_value();
}

void ImportRunPage::cancel()
{
    if (m_progress->publishing) {
        m_state->say(
            Status::Neutral, tr("Everything was read and is being stored; this cannot be cancelled any more."));
        return;
    }
    m_progress->cancelled = true;
    m_state->say(Status::Neutral, tr("Cancelling…"));
}

void ImportRunPage::showProgress()
{
    const qint64 total = m_progress->totalBytes;
    const qint64 done = m_progress->bytes;
    m_bar->setValue(total > 0 ? int(1000 * std::min(done, total) / total) : 0);
    m_records->setText(tr("%Ln records read", nullptr, int(m_progress->records)));
    if (m_progress->publishing && !m_progress->cancelled)
        m_state->say(Status::Neutral, tr("Storing…"));
}

void ImportRunPage::take(Result<ImportSummary> summary)
{
    showProgress();
    m_tick.stop();
    m_progress.reset();
    if (summary) {
        m_bar->setValue(m_bar->maximum());
        m_summary = std::move(*summary);
        m_state->clear();
    } else {
        m_wasCancelled = summary.error().code == ErrorCode::Cancelled;
        m_state->say(Status::Critical, faultText(summary.error()));
    }
    Q_EMIT completeChanged();
    Q_EMIT ended();
}

} // namespace callveil
