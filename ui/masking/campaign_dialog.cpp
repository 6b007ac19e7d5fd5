// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/campaign_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/widgets/field_form.h"

#include <QLineEdit>

namespace callveil {

CampaignDialog::CampaignDialog(ProcessService &processes, ProcessId process, Campaign campaign, QWidget *parent)
    : FormDialog(campaign.id.isSet() ? tr("Rename campaign") : tr("New campaign"),
        campaign.id.isSet() ? tr("&Rename") : tr("C&reate"), parent),
      m_processes(processes), m_process(process), m_campaign(std::move(campaign)),
      m_name(new QLineEdit(m_campaign.name, this))
{
    setObjectName(QStringLiteral("campaignDialog"));
    m_name->setObjectName(QStringLiteral("campaignName"));
    m_name->selectAll();
    form().addField(QStringLiteral("name"), tr("&Name"), m_name);
    form().explain(QStringLiteral("name"), tr("By which files of call records name the campaign."));
}

void CampaignDialog::save()
{
    const QString name = m_name->text().simplified();
    if (name.isEmpty())
        return refuse(QStringLiteral("name"), tr("Give the campaign a name."));
    if (m_campaign.id.isSet())
        whenAnswered(m_processes.renameCampaign(m_campaign.id, name), this,
            [this](const Result<void> &answer) { finish(answer ? std::nullopt : std::optional(answer.error())); });
    else
        whenAnswered(m_processes.addCampaign(m_process, name), this, [this](const Result<CampaignId> &answer) {
            finish(answer ? std::nullopt : std::optional(answer.error()));
        });
}

void CampaignDialog::finish(const std::optional<Error> &error)
{
    if (!error)
        Q_EMIT saved();
    settle(error);
}

} // namespace callveil
