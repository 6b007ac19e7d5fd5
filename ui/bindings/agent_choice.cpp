// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/agent_choice.h"

#include "ui/widgets/field_form.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/search_combo.h"

#include <QSignalBlocker>

#include <algorithm>

namespace callveil {

const QString AgentChoice::key = QStringLiteral("listed-agent");

namespace {

const QString lineKey = QStringLiteral("agent");

bool isReachable(const Agent &agent, ProcessId process)
{
    return !agent.disabledAt
        && std::any_of(agent.processes.begin(), agent.processes.end(),
            [process](const AgentNumber &number) { return number.process == process && !number.text.isEmpty(); });
}

} // namespace

AgentChoice::AgentChoice(FieldForm &form, QObject *parent)
    : QObject(parent), m_form(form), m_agent(new SearchCombo(&form)),
      m_number(new NumberField(QStringLiteral("agentNumber"), &form))
{
    m_agent->setObjectName(QStringLiteral("boundAgent"));
    form.addField(key, tr("&Agent"), m_agent,
        tr("Agents with a number in this process; type to find one. For somebody else choose “Not in this list”."));
    form.addField(lineKey, tr("A&gent number"), m_number);
    form.explain(lineKey, tr("The line on which this agent is reached. It is sealed at once and shown to nobody."));
    connect(m_agent, &QComboBox::currentTextChanged, this, &AgentChoice::follow);
}

void AgentChoice::setAgents(const std::vector<Agent> &agents, ProcessId process)
{
    {
        const QSignalBlocker quiet(m_agent);
        m_ids.clear();
        m_agent->clear();
        m_agent->addItem(tr("Not in this list: type the number"), QString());
        for (const Agent &agent : agents) {
            if (!isReachable(agent, process))
                continue;
            m_ids.insert(agent.code, agent.id);
            m_agent->addItem(QStringLiteral("%1 (%2)").arg(agent.name, agent.code), agent.code);
        }
        m_agent->setCurrentIndex(0);
    }
    follow();
}

void AgentChoice::follow()
{
    m_form.setFieldVisible(lineKey, m_agent->value().isEmpty());
}

std::optional<AgentOrder> AgentChoice::order() const
{
    const QString code = m_agent->value();
    if (code.isEmpty())
        return AgentOrder{{}, m_number->typed()};
    return m_ids.contains(code) ? std::optional(AgentOrder{m_ids.value(code), {}}) : std::nullopt;
}

QString AgentChoice::unknownText()
{
    return tr(
        "No agent with a number in this process is called that. Choose one, or “Not in this list” to type the number.");
}

} // namespace callveil
