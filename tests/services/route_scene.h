// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "binding_scene.h"

#include "services/platform/service_enrolment.h"
#include "services/routes/route_service.h"

namespace callveil {

/// Pools, whoever binds over them, and a service that was enrolled before.
struct RouteScene : BindingScene {
    explicit RouteScene(Engine engine) : BindingScene(engine) { enrol(ServiceEnrolment::usualName()); }

    void enrol(const QString &name)
    {
        const ServiceFile identity = taken(ServiceEnrolment(*desk.admin).enrol(name));
        service = desk.organisation.signIn(name, identity.password());
    }
    RouteReport project() { return taken(RouteService(*service).project()); }
    /// A session binding, with its routes.
    Binding bound(const Pool &pool, int customerIndex, int lineIndex)
    {
        const Binding binding = bind(pool, customerIndex, lineIndex).binding;
        static_cast<void>(project());
        return binding;
    }

    std::shared_ptr<Workspace> service;
};

/// A switch: what it is told of one call, in words.
class SwitchLook final {
public:
    explicit SwitchLook(const RouteScene &scene) : m_look(scene.desk.organisation)
    {
        m_look.run(QStringLiteral("SET ROLE \"cv_%1_switch\"").arg(scene.desk.organisation.address().database));
    }

    /// "bridge callee", "reject 404", "ivr target", "native digits".
    [[nodiscard]] QString route(const QString &did, const QString &caller) const
    {
        const QVariantList row = all(did, caller);
        const QString action = row[0].toString();
        const QString what = action == QLatin1String("reject") ? row[1].toString()
            : action == QLatin1String("ivr")                   ? row[8].toString()
                                                               : row[3].toString();
        return action + u' ' + what;
    }
    /// All columns of the one row.
    [[nodiscard]] QVariantList all(const QString &did, const QString &caller) const
    {
        const auto rows = m_look.run(
            QStringLiteral("SELECT action, sip_code, reason, callee, cli, session_id, binding_id, side, "
                           "target_uri, max_call_secs, record, expires_epoch FROM switch_v1.route('%1', '%2')")
                .arg(did, caller));
        if (rows.size() != 1)
            qFatal("a switch was told %d rows", int(rows.size()));
        return rows.front();
    }

private:
    DatabaseLook m_look;
};

} // namespace callveil
