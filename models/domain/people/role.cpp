// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/people/role.h"

namespace callveil {

QList<Permission> defaultPermissions(Role role)
{
    using enum Permission;
    switch (role) {
    case Role::Administrator:
        return QList<Permission>(allPermissions.begin(), allPermissions.end());
    case Role::Supervisor:
        return {ManagePools, ViewCallLog, SearchByNumber, Import, Export, ViewReports};
    case Role::Analyst:
        return {ViewCallLog, Import, Export, ViewReports};
    case Role::Executive:
        return {ViewReports};
    case Role::GroupManager:
        return {ManagePools, ViewCallLog, Export, ViewReports};
    case Role::ProfessionalAgent:
        return {ViewCallLog};
    case Role::Service:
        return {ManagePools, Import};
    }
    return {};
}

QString roleKey(Role role)
{
    switch (role) {
    case Role::Administrator:
        return QStringLiteral("administrator");
    case Role::Supervisor:
        return QStringLiteral("supervisor");
    case Role::Analyst:
        return QStringLiteral("analyst");
    case Role::Executive:
        return QStringLiteral("executive");
    case Role::GroupManager:
        return QStringLiteral("group-manager");
    case Role::ProfessionalAgent:
        return QStringLiteral("professional-agent");
    case Role::Service:
        return QStringLiteral("service");
    }
    return {};
}

QString permissionKey(Permission permission)
{
    switch (permission) {
    case Permission::ConfigureMasking:
        return QStringLiteral("configure-masking");
    case Permission::ManageProcesses:
        return QStringLiteral("manage-processes");
    case Permission::ManagePools:
        return QStringLiteral("manage-pools");
    case Permission::ViewCallLog:
        return QStringLiteral("view-call-log");
    case Permission::SearchByNumber:
        return QStringLiteral("search-by-number");
    case Permission::Import:
        return QStringLiteral("import");
    case Permission::Export:
        return QStringLiteral("export");
    case Permission::ViewReports:
        return QStringLiteral("view-reports");
    case Permission::ViewAudit:
        return QStringLiteral("view-audit");
    case Permission::ManageUsers:
        return QStringLiteral("manage-users");
    case Permission::ManageCallbacks:
        return QStringLiteral("manage-callbacks");
    case Permission::ManageSecurity:
        return QStringLiteral("manage-security");
    }
    return {};
}

std::optional<Role> roleFromKey(const QString &key)
{
    for (const Role role : allRoles)
        if (roleKey(role) == key)
            return role;
    return std::nullopt;
}

} // namespace callveil
