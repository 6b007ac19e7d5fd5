// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/agents/agent_table_model.h"

namespace callveil {

AgentTableModel::AgentTableModel(CellTexts texts, QObject *parent)
    : ListTableModel(
        {{tr("Agent")}, {tr("Name")}, {tr("Extension"), true}, {tr("Number")}, {tr("Processes")}, {tr("State")}},
        parent),
      m_texts(std::move(texts))
{ }

void AgentTableModel::setAgents(std::vector<Agent> agents, QHash<ProcessId, QString> processNames)
{
    m_processNames = std::move(processNames);
    setItems(std::move(agents));
}

QStringList AgentTableModel::processesOf(const Agent &agent) const
{
    QStringList names;
    for (const AgentNumber &number : agent.processes)
        if (m_processNames.contains(number.process))
            names.append(m_processNames.value(number.process));
    names.sort(Qt::CaseInsensitive);
    return names;
}

TableCell AgentTableModel::cell(const Agent &item, int column) const
{
    switch (column) {
    case AgentCode:
        return {item.code};
    case AgentName:
        return {item.name};
    case Extension:
        return m_texts.numberCell(item.extension);
    case Number:
        return numberCell(item);
    case Processes:
        return {processesOf(item).join(tr(", "))};
    default:
        return item.disabledAt ? TableCell::state(CellSign::Neutral, tr("Disabled"))
                               : TableCell::state(CellSign::Good, tr("Active"));
    }
}

TableCell AgentTableModel::numberCell(const Agent &agent) const
{
    QStringList shown, plain;
    for (const AgentNumber &number : agent.processes) {
        if (number.text.isEmpty() || plain.contains(number.text) || !m_processNames.contains(number.process))
            continue;
        shown.append(m_texts.number(number.text));
        plain.append(number.text);
    }
    return {shown.join(tr(", ")), plain.join(tr(", "))};
}

} // namespace callveil
