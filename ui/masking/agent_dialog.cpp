// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/agent_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/number_field.h"

#include <QLineEdit>
#include <QListWidget>

namespace callveil {

AgentDialog::AgentDialog(
    AgentService &agents, AgentForm form, bool hasNumber, const QStringList &processes, QWidget *parent)
    : FormDialog(form.id.isSet() ? tr("Edit agent") : tr("New agent"), tr("&Save"), parent), m_agents(agents),
      m_stored(std::move(form))
{
    setObjectName(QStringLiteral("agentDialog"));
    makeFields(processes);
    addFields();
    if (hasNumber)
        m_number->setPlaceholderText(tr("kept as stored"));
}

void AgentDialog::makeFields(const QStringList &processes)
{
    m_code = new QLineEdit(m_stored.code, this);
    m_code->setObjectName(QStringLiteral("agent"));
    m_name = new QLineEdit(m_stored.name, this);
    m_name->setObjectName(QStringLiteral("name"));
    m_extension = new QLineEdit(m_stored.extension, this);
    m_extension->setObjectName(QStringLiteral("extension"));
    m_number = new NumberField(QStringLiteral("number"), this);
    listProcesses(processes);
}

void AgentDialog::listProcesses(const QStringList &processes)
{
    m_processes = new QListWidget(this);
    m_processes->setObjectName(QStringLiteral("agentProcesses"));
    m_processes->setAccessibleName(tr("Processes"));
    for (const QString &name : processes) {
        auto *item = new QListWidgetItem(name, m_processes);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(m_stored.processes.contains(name) ? Qt::Checked : Qt::Unchecked);
    }
    m_processes->setTabKeyNavigation(false);
    if (m_processes->count() > 0)
        m_processes->setCurrentRow(0);
    m_processes->setFixedHeight(fontMetrics().lineSpacing() * 6 + gridUnit(this) * 2);
}

void AgentDialog::addFields()
{
    form().addField(
        QStringLiteral("agent"), tr("&Agent"), m_code, tr("The id by which your other systems know the agent."));
    form().addField(QStringLiteral("name"), tr("&Name"), m_name);
    form().explain(QStringLiteral("name"), tr("As it stands in lists, reports and the call log."));
    form().addField(QStringLiteral("extension"), tr("&Extension"), m_extension);
    form().explain(QStringLiteral("extension"), tr("By which call records name the agent inside the centre."));
    form().addField(QStringLiteral("number"), tr("N&umber"), m_number,
        tr("Sealed when saved, for the processes chosen below. It is never shown here again."));
    form().addField(QStringLiteral("processes"), tr("&Processes"), m_processes);
    form().explain(QStringLiteral("processes"), tr("The processes that the agent works for."));
}

AgentForm AgentDialog::entered() const
{
    AgentForm form{m_stored.id, m_code->text().simplified(), m_name->text().simplified(), m_extension->text().trimmed(),
        m_number->typed().trimmed(), {}};
    for (int row = 0; row < m_processes->count(); ++row)
        if (m_processes->item(row)->checkState() == Qt::Checked)
            form.processes.append(m_processes->item(row)->text());
    return form;
}

void AgentDialog::save()
{
    const AgentForm typed = entered();
    // Numbers are sealed in the vaults of processes: without one there is no place for it.
    if (!typed.number.isEmpty() && typed.processes.isEmpty())
        return refuse(QStringLiteral("processes"), tr("Choose a process: the number is sealed in its vault."));
    whenAnswered(m_agents.save(typed), this, [this, code = typed.code](const Result<AgentId> &answer) {
        if (answer)
            Q_EMIT saved(code);
        settle(answer ? std::nullopt : std::optional(answer.error()));
    });
}

} // namespace callveil
