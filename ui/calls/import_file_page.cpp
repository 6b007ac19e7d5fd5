// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/import_file_page.h"

#include "domain/base/when_answered.h"
#include "exchange/calls/call_format.h"
#include "ui/calls/format_text.h"
#include "ui/calls/import_draft.h"
#include "ui/masking/process_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/shell/wizard_look.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFormLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalBlocker>

namespace callveil {

namespace {

/// The local file of a drag; empty when it is anything else.
QString fileOf(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

} // namespace

ImportFilePage::ImportFilePage(ImportDraft &draft, const PageContext &context, QWidget *parent)
    : QWizardPage(parent), m_draft(draft), m_context(context), m_service(context.workspace),
      m_file(new QLineEdit(this)), m_choose(new QPushButton(tr("C&hoose file…"), this)), m_process(new QComboBox(this)),
      m_campaign(new QComboBox(this)), m_format(new QComboBox(this)),
      m_newProcess(new QPushButton(tr("Ne&w process…"), this)), m_state(new StatusLine(this))
{
    setAcceptDrops(true);
    setUpForm();
    connect(m_choose, &QPushButton::clicked, this, &ImportFilePage::chooseFile);
    connect(m_process, &QComboBox::currentIndexChanged, this, &ImportFilePage::updateCampaigns);
    connect(m_campaign, &QComboBox::currentIndexChanged, this, &ImportFilePage::tellTarget);
    connect(m_format, &QComboBox::currentIndexChanged, this,
        [this] { m_draft.setFormat(m_format->currentData().toString()); });
    connect(m_newProcess, &QPushButton::clicked, this, &ImportFilePage::makeProcess);
    connect(&m_draft, &ImportDraft::changed, this, &ImportFilePage::updateState);
    readProcesses();
}

void ImportFilePage::setUpForm()
{
    m_file->setReadOnly(true);
    m_file->setObjectName(QStringLiteral("file"));
    m_file->setWhatsThis(tr("The file that will be imported. Choose file, or drop one here."));
    m_file->setAccessibleName(tr("File"));
    m_file->setPlaceholderText(tr("No file chosen"));
    m_file->setFocusPolicy(Qt::ClickFocus); // it is read, the button chooses
    m_choose->setObjectName(QStringLiteral("chooseFile"));
    m_choose->setAccessibleName(tr("Choose file"));
    m_choose->setEnabled(false); // until the processes are known
    m_process->setObjectName(QStringLiteral("importProcess"));
    m_process->setWhatsThis(tr("Whose calls these are. Its policy masks them."));
    m_process->setPlaceholderText(tr("Reading…"));
    m_newProcess->setObjectName(QStringLiteral("newProcess"));
    m_newProcess->setAccessibleName(tr("New process"));
    m_newProcess->setAutoDefault(false);
    m_newProcess->hide();
    m_campaign->setObjectName(QStringLiteral("importCampaign"));
    m_campaign->setWhatsThis(tr("The campaign of calls that name none themselves."));
    m_format->setObjectName(QStringLiteral("importFormat"));
    m_format->setWhatsThis(tr("Which program wrote the file. Detect looks at its first lines."));
    m_format->addItem(tr("Detect"), QString());
    for (const QString &format : callFormats())
        m_format->addItem(formatText(format), format);
    auto *fileRow = new QHBoxLayout;
    fileRow->setSpacing(gridUnit(this));
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(m_choose);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(gridUnit(this));
    form->setHorizontalSpacing(gridUnit(this) * 2);
    form->addRow(tr("File"), fileRow);
    form->addRow(tr("&Process"), m_process);
    form->addRow(tr("C&ampaign"), m_campaign);
    form->addRow(tr("F&ormat"), m_format);
    QVBoxLayout *column = wizardColumn(this, tr("File"),
        tr("Choose a file of call records, or drop one here. Numbers are masked before anything is stored."));
    column->addLayout(form);
    column->addWidget(m_state);
    column->addWidget(m_newProcess, 0, Qt::AlignLeft);
    column->addStretch();
}

bool ImportFilePage::isComplete() const
{
    return hasProcess() && m_draft.state() == ImportDraft::State::Ready;
}

bool ImportFilePage::hasProcess() const
{
    return m_process->currentIndex() >= 0;
}

void ImportFilePage::makeProcess()
{
    auto *dialog = new ProcessDialog(m_service, {}, this);
    connect(dialog, &ProcessDialog::saved, this, &ImportFilePage::readProcesses);
    dialog->open();
}

void ImportFilePage::readProcesses()
{
    whenAnswered(m_service.list(), this, [this](Result<std::vector<ProcessDetails>> processes) {
        if (processes)
            setProcesses(std::move(*processes));
        else
            sayUnread(processes.error());
    });
}

void ImportFilePage::sayUnread(const Error &error)
{
    if (m_processes.empty())
        m_process->setPlaceholderText(tr("They could not be read"));
    m_state->say(Status::Critical, faultText(error));
}

void ImportFilePage::setProcesses(std::vector<ProcessDetails> processes)
{
    std::erase_if(processes, [](const ProcessDetails &details) { return details.process.archivedAt.has_value(); });
    m_processes = std::move(processes);
    m_process->setPlaceholderText(m_processes.empty() ? tr("There is none") : tr("Choose a process…"));
    {
        const QSignalBlocker quiet(m_process);
        m_process->clear();
        for (const ProcessDetails &details : m_processes)
            m_process->addItem(details.process.name, details.process.id.value);
        if (m_processes.size() > 1)
            m_process->addItem(tr("Each row tells"), 0);
        // Which one it is of several only the person knows.
        m_process->setCurrentIndex(m_processes.size() == 1 ? 0 : -1);
    }
    m_newProcess->setVisible(m_processes.empty() && m_service.me()->may(Permission::ManageProcesses));
    m_process->setEnabled(!m_processes.empty());
    m_choose->setEnabled(!m_processes.empty());
    (m_processes.empty() ? m_newProcess : m_choose)->setFocus();
    updateCampaigns();
}

void ImportFilePage::updateCampaigns()
{
    {
        const QSignalBlocker quiet(m_campaign);
        m_campaign->clear();
        m_campaign->addItem(tr("None"), 0);
        for (const ProcessDetails &details : m_processes) {
            if (details.process.id.value != m_process->currentData().toLongLong())
                continue;
            for (const Campaign &campaign : details.campaigns) {
                if (!campaign.archivedAt)
                    m_campaign->addItem(campaign.name, campaign.id.value);
            }
        }
    }
    m_campaign->setEnabled(m_campaign->count() > 1);
    tellTarget();
}

void ImportFilePage::tellTarget()
{
    // A file is read for a process: its policy masks, its zone and country decide.
    if (hasProcess()) {
        m_draft.setTarget({m_process->currentData().toLongLong()}, {m_campaign->currentData().toLongLong()});
        if (m_draft.file() != m_file->text())
            m_draft.setFile(m_file->text());
    }
    updateState();
}

void ImportFilePage::chooseFile()
{
    setFile(m_context.prompt.openFile(
        this, tr("Choose a file of call records"), tr("Call records (*.csv *.txt *.tsv);;All files (*)")));
}

void ImportFilePage::setFile(const QString &file)
{
    if (file.isEmpty())
        return;
    m_file->setText(file);
    {
        const QSignalBlocker quiet(m_format);
        m_format->setCurrentIndex(0);
    }
    if (hasProcess())
        m_draft.setFile(file);
    updateState();
}

void ImportFilePage::updateState()
{
    if (hasProcess())
        sayState();
    else if (m_processes.empty() && !m_newProcess->isHidden())
        m_state->say(Status::Warning, tr("There is no process yet. Make one first: calls belong to a process."));
    else if (m_processes.empty() && m_process->isEnabled())
        m_state->clear(); // they are being read
    else if (m_processes.empty())
        m_state->say(Status::Warning,
            tr("There is no process that you may use. Ask an administrator: calls belong to a process."));
    else if (m_file->text().isEmpty())
        m_state->clear();
    else
        m_state->say(Status::Warning, tr("Choose the process that the calls of this file belong to."));
    Q_EMIT completeChanged();
}

void ImportFilePage::sayState()
{
    switch (m_draft.state()) {
    case ImportDraft::State::Empty:
        m_state->clear();
        break;
    case ImportDraft::State::Reading:
        m_state->say(Status::Neutral, tr("Reading the beginning of the file…"));
        break;
    case ImportDraft::State::Ready:
        m_state->say(Status::Ok,
            m_draft.needsMapping() ? tr("A CSV file of no known program. The next step asks what its columns mean.")
                                   : tr("Read as %1.").arg(formatText(m_draft.preview().format)));
        break;
    case ImportDraft::State::Failed:
        m_state->say(Status::Critical, faultText(m_draft.error()));
        break;
    }
}

void ImportFilePage::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_choose->isEnabled() && !fileOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ImportFilePage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    setFile(fileOf(event->mimeData()));
}

} // namespace callveil
