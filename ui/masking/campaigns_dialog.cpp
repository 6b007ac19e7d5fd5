// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/campaigns_dialog.h"

#include "domain/base/when_answered.h"
#include "tables/masking/campaign_table_model.h"
#include "ui/masking/campaign_dialog.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/status_line.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace callveil {

CampaignsDialog::CampaignsDialog(ProcessService &processes, Process process, QWidget *parent)
    : QDialog(parent), m_processes(processes), m_process(std::move(process)), m_model(new CampaignTableModel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Campaigns of %1").arg(m_process.name));
    setObjectName(QStringLiteral("campaignsDialog"));
    makeTable();
    arrange();
    connect(m_new, &QPushButton::clicked, this, &CampaignsDialog::create);
    connect(m_rename, &QPushButton::clicked, this, &CampaignsDialog::rename);
    connect(m_archive, &QPushButton::clicked, this, &CampaignsDialog::toggleArchived);
    updateButtons();
    refresh();
}

void CampaignsDialog::makeTable()
{
    m_table = new ListTable(tr("Campaigns"), tr("This process has no campaign yet. Choose New… to add one."), this);
    m_table->setObjectName(QStringLiteral("campaigns"));
    m_table->setWhatsThis(tr("The campaigns of this process."));
    m_table->setModel(m_model);
    m_table->setRowsShown(8);
    m_new = new QPushButton(tr("&New…"), this);
    m_rename = new QPushButton(tr("&Rename…"), this);
    m_archive = new QPushButton(tr("&Archive"), this);
    m_showArchived = new QCheckBox(tr("&Show archived"), this);
    m_showArchived->setWhatsThis(tr("Lists campaigns that are no longer in use, too."));
    m_failure = new StatusLine(this);
    for (QPushButton *button : {m_new, m_rename, m_archive})
        button->setAutoDefault(false);
    connect(m_table, &ListTable::idsSelected, this, &CampaignsDialog::updateButtons);
    connect(m_table, &ListTable::chosen, this, &CampaignsDialog::rename);
    connect(m_showArchived, &QCheckBox::toggled, this, &CampaignsDialog::showCampaigns);
}

void CampaignsDialog::arrange()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    for (QPushButton *button : {m_new, m_rename, m_archive})
        bar->addWidget(button);
    bar->addStretch();
    bar->addWidget(m_showArchived);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &CampaignsDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    column->addWidget(m_failure);
    column->addWidget(buttons);
}

void CampaignsDialog::refresh()
{
    whenAnswered(m_processes.list(), this, [this](const Result<std::vector<ProcessDetails>> &all) {
        m_table->noteRead(all.has_value());
        if (!all)
            return m_failure->say(Status::Critical, faultText(all.error()));
        for (const ProcessDetails &details : *all)
            if (details.process.id == m_process.id)
                m_campaigns = details.campaigns;
        showCampaigns();
    });
}

void CampaignsDialog::showCampaigns()
{
    std::vector<Campaign> shown;
    for (const Campaign &campaign : m_campaigns)
        if (m_showArchived->isChecked() || !campaign.archivedAt)
            shown.push_back(campaign);
    m_model->setItems(std::move(shown));
    updateButtons();
}

void CampaignsDialog::updateButtons()
{
    const auto campaign = current();
    m_rename->setEnabled(campaign.has_value());
    m_archive->setEnabled(campaign.has_value());
    m_archive->setText(campaign && campaign->archivedAt ? tr("&Unarchive") : tr("&Archive"));
}

std::optional<Campaign> CampaignsDialog::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    return row < 0 ? std::nullopt : std::optional(m_model->item(row));
}

void CampaignsDialog::create()
{
    edit({});
}

void CampaignsDialog::rename()
{
    if (const auto campaign = current())
        edit(*campaign);
}

void CampaignsDialog::edit(const Campaign &campaign)
{
    auto *dialog = new CampaignDialog(m_processes, m_process.id, campaign, this);
    connect(dialog, &CampaignDialog::saved, this, [this] { settle(std::nullopt); });
    dialog->open();
}

void CampaignsDialog::toggleArchived()
{
    const auto campaign = current();
    if (!campaign)
        return;
    whenAnswered(m_processes.setCampaignArchived(campaign->id, !campaign->archivedAt), this,
        [this](const Result<void> &answer) { settle(answer ? std::nullopt : std::optional(answer.error())); });
}

void CampaignsDialog::settle(const std::optional<Error> &error)
{
    if (error)
        m_failure->say(Status::Critical, faultText(*error));
    else
        m_failure->clear();
    refresh();
    Q_EMIT campaignsChanged();
}

} // namespace callveil
