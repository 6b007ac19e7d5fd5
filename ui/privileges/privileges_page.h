// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/access_service.h"
#include "services/people/people_service.h"
#include "ui/shell/page.h"

namespace callveil {

class GrantsPanel;
class PermissionsPanel;
class RotationList;
class WaitingBar;

/// The Privileges tab: who may view actual numbers, who waits for a key, which vaults are due for a new one, and what
/// every role may do (domain.md, Roles and privileges).
class PrivilegesPage final : public Page {
    Q_OBJECT

public:
    explicit PrivilegesPage(const PageContext &context, QWidget *parent = nullptr);

    [[nodiscard]] bool hasChanges() const override;
    void applyChanges() override;
    void discardChanges() override;
    void refresh() override;

private:
    void arrange();
    /// All but the grid, which may hold edits and is not concerned by grants.
    void refreshGrants();
    void sayUnread(const Error &error);

    PageContext m_context;
    AccessService m_access;
    PeopleService m_people;
    WaitingBar *m_waiting;
    RotationList *m_rotations;
    GrantsPanel *m_grants;
    PermissionsPanel *m_permissions;
    int m_request = 0;
};

} // namespace callveil
