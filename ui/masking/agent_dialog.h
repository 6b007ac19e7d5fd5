// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/agents/agent_service.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;
class QListWidget;

namespace callveil {

class NumberField;

/// Adds an agent or changes one. A stored number is never shown: an empty field keeps it.
class AgentDialog final : public FormDialog {
    Q_OBJECT

public:
    /// `form` without an id: a new agent. `hasNumber`: one is stored. `processes`: the names to choose from.
    AgentDialog(
        AgentService &agents, AgentForm form, bool hasNumber, const QStringList &processes, QWidget *parent = nullptr);

Q_SIGNALS:
    void saved(const QString &code);

protected:
    void save() override;

private:
    void makeFields(const QStringList &processes);
    void addFields();
    void listProcesses(const QStringList &processes);
    [[nodiscard]] AgentForm entered() const;

    AgentService &m_agents;
    AgentForm m_stored;
    QLineEdit *m_code, *m_name, *m_extension;
    NumberField *m_number;
    QListWidget *m_processes;
};

} // namespace callveil
