// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/access_service.h"
#include "services/people/people_service.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class GrantTableModel;
class ListTable;
struct GrantRow;

/// To which roles actual numbers are granted, and whom that reaches; grants and revokes.
class GrantsPanel final : public QWidget {
    Q_OBJECT

public:
    GrantsPanel(const PageContext &context, AccessService &access, QWidget *parent = nullptr);

    void setGrants(std::vector<GrantLine> grants, Roster roster);
    /// The grants could not be read: an empty table says so.
    void sayUnread();

Q_SIGNALS:
    void grantsChanged();

private:
    void makeTable();
    void makeButtons();
    void arrange();
    void updateButtons();
    void grant();
    void revoke();
    void tellGranted(Role role, const GrantOutcome &outcome);
    [[nodiscard]] QString revokeQuestion(const GrantLine &grant) const;
    [[nodiscard]] const GrantRow *current() const;

    PageContext m_context;
    AccessService &m_access;
    Roster m_roster;
    std::vector<GrantLine> m_grants;
    GrantTableModel *m_model;
    ListTable *m_table;
    QPushButton *m_grant, *m_revoke;
    bool m_read = false, m_revoking = false;
};

} // namespace callveil
