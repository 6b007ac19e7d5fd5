// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace callveil {

// All values are stored: never renumber.

enum class Role : qint8 {
    Administrator = 0,
    Supervisor = 1,
    Analyst = 2,
    Executive = 3,
    GroupManager = 4,
    ProfessionalAgent = 5,
    Service = 6, ///< callveild: no person; its permissions are fixed, and it never views actual numbers
};

/// What a role may do besides viewing actual numbers, which is granted apart from these (domain.md, Roles).
enum class Permission : qint8 {
    ConfigureMasking = 0,
    ManageProcesses = 1, ///< processes, campaigns and agents
    ManagePools = 2, ///< pools and bindings
    ViewCallLog = 3,
    SearchByNumber = 4,
    Import = 5,
    Export = 6,
    ViewReports = 7,
    ViewAudit = 8,
    ManageUsers = 9,
    ManageCallbacks = 10,
    ManageSecurity = 11,
};

enum class PersonState : qint8 {
    Active = 0,
    MustChangePassword = 1,
    Disabled = 2,
    DisabledUnchanged = 3, ///< disabled before the one-time password was changed
};

/// True for both ways of being disabled.
[[nodiscard]] constexpr bool isDisabled(PersonState state)
{
    return state >= PersonState::Disabled;
}

/// The state after disabling or enabling: whether the one-time password was changed is not forgotten.
[[nodiscard]] constexpr PersonState disabledOrNot(PersonState state, bool disabled)
{
    const bool unchanged = state == PersonState::MustChangePassword || state == PersonState::DisabledUnchanged;
    if (disabled)
        return unchanged ? PersonState::DisabledUnchanged : PersonState::Disabled;
    return unchanged ? PersonState::MustChangePassword : PersonState::Active;
}

/// Those that people have.
inline constexpr std::array allRoles{
    Role::Administrator, Role::Supervisor, Role::Analyst, Role::Executive, Role::GroupManager, Role::ProfessionalAgent};
inline constexpr std::array allPermissions{Permission::ConfigureMasking, Permission::ManageProcesses,
    Permission::ManagePools, Permission::ViewCallLog, Permission::SearchByNumber, Permission::Import,
    Permission::Export, Permission::ViewReports, Permission::ViewAudit, Permission::ManageUsers,
    Permission::ManageCallbacks, Permission::ManageSecurity};

/// The permissions that a new organisation gives to a role.
[[nodiscard]] QList<Permission> defaultPermissions(Role role);

/// The stable names for scripts, files and the record: "group-manager", "view-call-log".
[[nodiscard]] QString roleKey(Role role);
[[nodiscard]] QString permissionKey(Permission permission);
[[nodiscard]] std::optional<Role> roleFromKey(const QString &key);

} // namespace callveil
