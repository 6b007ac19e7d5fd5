// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/access_service.h"
#include "services/people/people_service.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;

namespace callveil {

class ProcessChoice;

/// Grants actual numbers to a role, and says beforehand whom that reaches.
class GrantDialog final : public FormDialog {
    Q_OBJECT

public:
    /// `role` stands in the form at first; `grants` are those that there are.
    GrantDialog(AccessService &access, Roster roster, std::vector<GrantLine> grants, Role role, QWidget *parent);

Q_SIGNALS:
    void granted(Role role, const GrantOutcome &outcome);

protected:
    void save() override;

private:
    void addFields(Role role);
    void showEffect();
    [[nodiscard]] Role chosenRole() const;
    [[nodiscard]] bool isGrantedAlready() const;
    /// The names of those who will view the numbers.
    [[nodiscard]] QStringList reached() const;

    AccessService &m_access;
    Roster m_roster;
    std::vector<GrantLine> m_grants;
    QComboBox *m_role;
    ProcessChoice *m_processes;
    StatusLine *m_effect;
};

} // namespace callveil
