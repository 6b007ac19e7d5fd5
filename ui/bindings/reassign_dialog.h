// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"
#include "ui/bindings/binding_choices.h"
#include "ui/widgets/form_dialog.h"

namespace callveil {

class AgentChoice;

/// Gives the agent's side of a binding to somebody else.
class ReassignDialog final : public FormDialog {
    Q_OBJECT

public:
    ReassignDialog(BindingService &bindings, Binding seen, const std::vector<Agent> &agents, QWidget *parent = nullptr);

Q_SIGNALS:
    void reassigned(const callveil::Binding &binding);

protected:
    void save() override;

private:
    BindingService &m_bindings;
    Binding m_seen;
    AgentChoice *m_agent;
};

} // namespace callveil
