// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "two_processes.h"

#include "support/psql_session.h"
#include "workspace/rights_page.h"

#include <map>
#include <memory>

namespace callveil {

/// Two processes, and a person of each role who belongs to the first one only, with a psql of his own. The
/// administrator "admin" belongs to all.
struct RightsScene {
    RightsScene() : look(scene.desk.organisation)
    {
        // One row more of each process, for what the services have made none of yet.
        for (const ProcessId process : {scene.mine, scene.other})
            for (const char *row : {"INSERT INTO vault_rotation (process_id, generation, due_since) VALUES (%1, 1, 0)",
                     "INSERT INTO actual_grant VALUES (5, %1, 1, 0)"})
                look.run(QString(QLatin1String(row)).arg(process.value));
        look.run(QStringLiteral("INSERT INTO saved_view (person_id, page, name, body) VALUES (1, 'x', 'x', 'x')"));
        for (const Role role : allRoles) {
            workspaces[role] =
                role == Role::Administrator ? scene.limited : scene.desk.hire(roleKey(role), role, {scene.mine});
            sessions[role] = std::make_unique<PsqlSession>(psqlUrl(*workspaces[role]));
        }
        admin = std::make_unique<PsqlSession>(psqlUrl(*scene.desk.admin));
    }

    [[nodiscard]] PsqlSession &as(Role role) { return *sessions.at(role); }
    [[nodiscard]] QString loginOf(Role role) const { return workspaces.at(role)->credentials()->login(); }
    [[nodiscard]] QString database() const { return scene.desk.organisation.address().database; }
    /// A role of the database: "owner", "users".
    [[nodiscard]] QString group(const QString &name) const { return QStringLiteral("cv_%1_%2").arg(database(), name); }

    /// The first column of all rows, asked by the superuser.
    [[nodiscard]] QStringList names(const QString &sql) const
    {
        QStringList list;
        for (const QVariantList &row : look.run(sql))
            list.append(row.front().toString());
        return list;
    }

    RightsPage page;
    TwoProcesses scene;
    DatabaseLook look;
    std::map<Role, std::shared_ptr<Workspace>> workspaces;
    std::map<Role, std::unique_ptr<PsqlSession>> sessions;
    std::unique_ptr<PsqlSession> admin;
};

/// What stands in one list only, for the message of a test.
[[nodiscard]] inline QString difference(const QStringList &page, const QStringList &database)
{
    QStringList lines;
    for (const QString &name : page)
        if (!database.contains(name))
            lines.append(QStringLiteral("only in the page: ") + name);
    for (const QString &name : database)
        if (!page.contains(name))
            lines.append(QStringLiteral("not in the page: ") + name);
    return lines.join(u'\n');
}

/// The schemas that Callveil owns, as SQL writes a list.
inline const QString ownSchemas =
    QStringLiteral("('cv', 'cv_vault', 'cv_audit', 'cv_stage', 'cv_api', 'cv_route', 'switch_v1')");

} // namespace callveil
