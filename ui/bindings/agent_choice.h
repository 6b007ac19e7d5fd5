// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/agents/agent_service.h"
#include "services/bindings/binding_order.h"

#include <QObject>

namespace callveil {

class FieldForm;
class NumberField;
class SearchCombo;

/// Two fields of a form that name the agent's side: a listed agent, or another line by its number.
class AgentChoice final : public QObject {
    Q_OBJECT

public:
    /// Of the field that names a listed agent. What errors call "agent" is the typed number.
    static const QString key;

    AgentChoice(FieldForm &form, QObject *parent);

    /// Offers those who have a number in the process and are not disabled.
    void setAgents(const std::vector<Agent> &agents, ProcessId process);
    /// Nullopt when what was typed is none of them.
    [[nodiscard]] std::optional<AgentOrder> order() const;
    /// Says so. It does not repeat what was typed: that may be a number.
    [[nodiscard]] static QString unknownText();

private:
    void follow();

    FieldForm &m_form;
    SearchCombo *m_agent;
    NumberField *m_number;
    QHash<QString, AgentId> m_ids; ///< by code
};

} // namespace callveil
