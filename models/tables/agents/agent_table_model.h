// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/agents/agent_service.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// Agents with their numbers as the service hands them out: masked, or starred by the organisation switch.
class AgentTableModel final : public ListTableModel<Agent> {
    Q_DECLARE_TR_FUNCTIONS(AgentTableModel)

public:
    enum Column { AgentCode, AgentName, Extension, Number, Processes, State };

    explicit AgentTableModel(CellTexts texts, QObject *parent = nullptr);

    /// `processNames`: of the processes that the person sees; the others are not listed.
    void setAgents(std::vector<Agent> agents, QHash<ProcessId, QString> processNames);
    /// The names of an agent's processes, sorted.
    [[nodiscard]] QStringList processesOf(const Agent &agent) const;

protected:
    [[nodiscard]] TableCell cell(const Agent &item, int column) const override;
    [[nodiscard]] qint64 idOf(const Agent &item) const override { return item.id.value; }

private:
    [[nodiscard]] TableCell numberCell(const Agent &agent) const;

    CellTexts m_texts;
    QHash<ProcessId, QString> m_processNames;
};

} // namespace callveil
