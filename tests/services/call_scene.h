// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "route_scene.h"

#include "services/routes/call_test_service.h"

#include <algorithm>

namespace callveil {

/// Bindings with a service that routes, and people and the service that ask where calls go.
struct CallScene : RouteScene {
    explicit CallScene(Engine engine) : RouteScene(engine) { }

    CallTestService people{*desk.admin};
    CallTestService machine{*service};

    [[nodiscard]] static auto of(BindingModel model)
    {
        return [model](BindingOrder &order) { order.model = model; };
    }
    [[nodiscard]] CallOutcome tested(const QString &did, const QString &caller)
    {
        return taken(people.test(did, QString(caller.constData(), caller.size())));
    }
    /// "bridge callee", "reject 404", "ivr target", "native digits".
    [[nodiscard]] QString routed(const QString &did, const QString &caller)
    {
        const RouteAnswer answer =
            taken(machine.route(QString(did.constData(), did.size()), QString(caller.constData(), caller.size())));
        const QString what = answer.action == RouteAction::Reject ? QString::number(answer.sipCode)
            : answer.action == RouteAction::Ivr                   ? answer.target
                                                                  : answer.calleeText();
        return routeActionKey(answer.action) + u' ' + what;
    }
    /// Of a step that there is.
    [[nodiscard]] static CallStep stepOf(const CallOutcome &outcome, CallCheck check)
    {
        const auto found = std::find_if(
            outcome.steps.begin(), outcome.steps.end(), [check](const CallStep &step) { return step.check == check; });
        if (found == outcome.steps.end())
            qFatal("step %d was not looked at", int(check));
        return *found;
    }
    [[nodiscard]] CallFinding binding(const QString &did, const QString &caller)
    {
        return stepOf(tested(did, caller), CallCheck::Binding).finding;
    }
    /// Behind the services, without deeds.
    void tampered(const QStringList &statements) const
    {
        const DatabaseLook look(desk.organisation);
        if (desk.organisation.engine() == Engine::PostgreSql)
            look.run(QStringLiteral("SET session_replication_role = replica"));
        for (const QString &sql : statements)
            look.run(sql);
    }
    void setState(DidId did, DidState state) const
    {
        tampered({QStringLiteral("UPDATE did SET state = %1, changed_at = changed_at + 100000000 WHERE id = %2")
                      .arg(int(state))
                      .arg(did.value)});
    }
};

} // namespace callveil
