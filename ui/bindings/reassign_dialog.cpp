// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/reassign_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/bindings/agent_choice.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/isolated_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/wrapped_label.h"

namespace callveil {

ReassignDialog::ReassignDialog(
    BindingService &bindings, Binding seen, const std::vector<Agent> &agents, QWidget *parent)
    : FormDialog(tr("Reassign agent"), tr("&Reassign"), parent), m_bindings(bindings), m_seen(std::move(seen))
{
    setObjectName(QStringLiteral("reassignDialog"));
    const QString before = m_seen.agentName.isEmpty() ? isolated(m_seen.agentText) : m_seen.agentName;
    form().addLine(new WrappedLabel(
        tr("%1 reaches %2 now. The customer keeps the number; the agent before is reached over it no longer.")
            .arg(isolated(m_seen.number), before),
        this));
    m_agent = new AgentChoice(form(), this);
    m_agent->setAgents(agents, m_seen.process);
}

void ReassignDialog::save()
{
    const auto agent = m_agent->order();
    if (!agent)
        return refuse(AgentChoice::key, AgentChoice::unknownText());
    whenAnswered(m_bindings.reassign(m_seen, *agent), this, [this](const Result<Binding> &answer) {
        if (answer)
            Q_EMIT reassigned(*answer);
        const Fault fault = answer ? Fault::Unexpected : answer.error().fault;
        if (fault == Fault::AgentUnknown || fault == Fault::AgentWithoutNumber)
            return refuse(AgentChoice::key, faultText(answer.error()));
        settle(answer ? std::nullopt : std::optional(answer.error()));
    });
}

} // namespace callveil
