// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/process_panel.h"

#include "domain/base/when_answered.h"
#include "tables/masking/process_table_model.h"
#include "ui/masking/campaigns_dialog.h"
#include "ui/masking/policy_change.h"
#include "ui/masking/process_dialog.h"
#include "ui/masking/table_texts.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/section_heading.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace callveil {

ProcessPanel::ProcessPanel(const PageContext &context, ProcessService &processes, QWidget *parent)
    : QWidget(parent), m_context(context), m_processes(processes),
      m_model(new ProcessTableModel(tableTexts(context.zone), this)),
      m_table(new ListTable(tr("Processes"),
          tr("There is no process yet. Masking is set for each process: choose New process… to make the first one."),
          this))
{
    m_table->setObjectName(QStringLiteral("processes"));
    m_table->setWhatsThis(
        tr("The processes and how their numbers are masked. Several can be selected and given one policy."));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setModel(m_model);
    m_table->setRowsShown(6, 4);
    makeButtons();
    arrange();
    connect(m_table, &ListTable::idsSelected, this, &ProcessPanel::updateButtons);
    connect(m_table, &ListTable::idsSelected, this, &ProcessPanel::processesSelected);
    connect(m_table, &ListTable::chosen, this, &ProcessPanel::editProcess);
    updateButtons();
}

void ProcessPanel::makeButtons()
{
    m_edit = new QPushButton(tr("&Edit process…"), this);
    m_edit->setObjectName(QStringLiteral("editProcess"));
    connect(m_edit, &QPushButton::clicked, this, &ProcessPanel::editProcess);
    m_archive = new QPushButton(tr("Ar&chive"), this);
    m_archive->setObjectName(QStringLiteral("archiveProcess"));
    connect(m_archive, &QPushButton::clicked, this, &ProcessPanel::toggleArchived);
    m_campaigns = new QPushButton(tr("Ca&mpaigns…"), this);
    m_campaigns->setAccessibleName(tr("Campaigns"));
    m_campaigns->setObjectName(QStringLiteral("campaigns"));
    connect(m_campaigns, &QPushButton::clicked, this, &ProcessPanel::openCampaigns);
    m_showArchived = new QCheckBox(tr("Sho&w archived"), this);
    m_showArchived->setObjectName(QStringLiteral("showArchived"));
    m_showArchived->setWhatsThis(tr("Lists processes that are no longer in use, too."));
    connect(m_showArchived, &QCheckBox::toggled, this, &ProcessPanel::showProcesses);
}

void ProcessPanel::arrange()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addWidget(sectionHeading(tr("&Processes"), m_table, this));
    bar->addStretch();
    bar->addWidget(m_showArchived);
    for (QPushButton *button : {m_edit, m_campaigns, m_archive})
        bar->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    setTabOrder(m_table, m_showArchived);
    setTabOrder(m_showArchived, m_edit);
    setTabOrder(m_edit, m_campaigns);
    setTabOrder(m_campaigns, m_archive);
}

void ProcessPanel::setProcesses(const std::vector<ProcessPolicy> &policies, std::vector<ProcessDetails> all)
{
    m_policies = policies;
    m_all = std::move(all);
    m_table->noteRead();
    showProcesses();
}

void ProcessPanel::sayUnread()
{
    m_table->noteRead(false);
}

void ProcessPanel::takeApplied(const std::vector<PolicyRevision> &revisions)
{
    addRevisions(m_policies, revisions);
    showProcesses();
}

void ProcessPanel::showProcesses()
{
    std::vector<ProcessPolicy> rows = m_policies;
    if (m_showArchived->isChecked())
        for (const ProcessDetails &details : m_all)
            if (details.process.archivedAt)
                rows.push_back({details.process, {}, 0, {}});
    m_model->setItems(std::move(rows));
    updateButtons();
}

std::vector<ProcessPolicy> ProcessPanel::processes(const QList<qint64> &ids) const
{
    std::vector<ProcessPolicy> found;
    for (const qint64 id : ids)
        if (const int row = m_model->rowOf(id); row >= 0)
            found.push_back(m_model->item(row));
    return found;
}

std::optional<ProcessPolicy> ProcessPanel::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    return row < 0 ? std::nullopt : std::optional(m_model->item(row));
}

QList<qint64> ProcessPanel::selectedIds() const
{
    return m_table->selectedIds();
}

void ProcessPanel::select(const QList<qint64> &ids)
{
    m_table->selectIds(ids);
}

const ProcessDetails *ProcessPanel::currentDetails() const
{
    const ProcessId id{m_table->currentId()};
    const auto found = std::find_if(
        m_all.begin(), m_all.end(), [id](const ProcessDetails &details) { return details.process.id == id; });
    return found == m_all.end() ? nullptr : &*found;
}

void ProcessPanel::updateButtons()
{
    const ProcessDetails *details = m_table->selectedIds().size() == 1 ? currentDetails() : nullptr;
    const bool permitted = m_processes.me()->may(Permission::ManageProcesses);
    for (QPushButton *button : {m_edit, m_archive, m_campaigns}) {
        button->setEnabled(permitted && details);
        button->setToolTip(permitted ? QString() : tr("Your role may not change processes."));
    }
    m_archive->setText(details && details->process.archivedAt ? tr("Unar&chive") : tr("Ar&chive"));
    const bool anyArchived = std::any_of(m_all.begin(), m_all.end(),
        [](const ProcessDetails &process) { return process.process.archivedAt.has_value(); });
    m_showArchived->setVisible(anyArchived);
}

void ProcessPanel::createProcess()
{
    openDialog({});
}

void ProcessPanel::editProcess()
{
    if (m_edit->isEnabled())
        openDialog(*currentDetails());
}

void ProcessPanel::openDialog(const ProcessDetails &details)
{
    auto *dialog = new ProcessDialog(m_processes, details, this);
    connect(dialog, &ProcessDialog::saved, this, [this, isNew = !details.process.id.isSet()](ProcessId id) {
        m_context.notifier.show(Notifier::Kind::Done,
            isNew ? tr("The process was made. Its masking starts as %1.").arg(policyText(MaskingPolicy{}))
                  : tr("The process was changed."));
        Q_EMIT processesChanged(id.value);
    });
    dialog->open();
}

void ProcessPanel::toggleArchived()
{
    const ProcessDetails *details = currentDetails();
    if (!details)
        return;
    const Process process = details->process;
    const bool archive = !process.archivedAt;
    const QString question =
        tr("Archive %1? No calls can be imported for it any more. Its calls, numbers and history stay as they are, "
           "and it can be taken out again.")
            .arg(process.name);
    if (archive && !m_context.prompt.confirm(this, tr("Archive process"), question, tr("Archive")))
        return;
    whenAnswered(
        m_processes.setArchived(process.id, archive), this, [this, process, archive](const Result<void> &answer) {
            if (!answer)
                return m_context.notifier.fail(answer.error());
            m_context.notifier.show(Notifier::Kind::Done,
                archive ? tr("%1 was archived.").arg(process.name) : tr("%1 is in use again.").arg(process.name));
            Q_EMIT processesChanged(0);
        });
}

void ProcessPanel::openCampaigns()
{
    if (const ProcessDetails *details = currentDetails()) {
        auto *dialog = new CampaignsDialog(m_processes, details->process, this);
        connect(dialog, &CampaignsDialog::campaignsChanged, this, [this] { Q_EMIT processesChanged(0); });
        dialog->open();
    }
}

} // namespace callveil
