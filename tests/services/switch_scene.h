// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "route_scene.h"

#include "services/platform/switch_login_service.h"
#include "support/psql.h"
#include "support/psql_session.h"

namespace callveil {

/// An organisation on a server, and what makes logins of switches there.
struct SwitchScene {
    [[nodiscard]] std::vector<SwitchLogin> all() { return taken(logins.list()); }
    /// The only one.
    [[nodiscard]] SwitchLogin one()
    {
        const auto found = all();
        if (found.size() != 1)
            qFatal("there are %d logins of switches", int(found.size()));
        return found.front();
    }
    [[nodiscard]] SwitchAccess make(const QString &name = QStringLiteral("kamailio"))
    {
        return taken(logins.make(name));
    }
    [[nodiscard]] int sessions()
    {
        const auto found = all();
        return found.empty() ? 0 : found.front().sessions;
    }
    /// The actions in the record that begin so, oldest first.
    [[nodiscard]] QStringList deeds() const
    {
        QStringList actions;
        for (const QVariantList &row :
            look.run(QStringLiteral("SELECT action FROM deed WHERE action LIKE 'switch-login.%' ORDER BY seq")))
            actions.append(row.front().toString().section(u'.', 1));
        return actions;
    }
    /// The first column of all rows.
    [[nodiscard]] QStringList names(const QString &sql) const
    {
        QStringList found;
        for (const QVariantList &row : look.run(sql))
            found.append(row.front().toString());
        return found;
    }
    [[nodiscard]] QString database() const { return desk.organisation.address().database; }

    Desk desk{Engine::PostgreSql};
    SwitchLoginService logins{*desk.admin};
    DatabaseLook look{desk.organisation};
};

/// Whether the server lets somebody in so.
[[nodiscard]] inline bool isLetIn(const SwitchAccess &access)
{
    return Psql(access.url()).run({QStringLiteral("SELECT 1")});
}

} // namespace callveil
