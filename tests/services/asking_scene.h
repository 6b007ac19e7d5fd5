// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "call_scene.h"

#include "services/platform/call_request_service.h"
#include "services/platform/switch_login_service.h"
#include "support/psql_session.h"

namespace callveil {

/// People and programs who ask for calls.
struct AskingScene : CallScene {
    AskingScene() : CallScene(Engine::PostgreSql) { }

    CallRequestService calls{*desk.admin};
    SwitchLoginService logins{*desk.admin};

    [[nodiscard]] AskedCall ask(BindingId binding, PartySide first = PartySide::Agent, const QByteArray &token = {})
    {
        return taken(calls.request({binding, first, token}));
    }
    [[nodiscard]] Fault refusal(BindingId binding) { return faultOf(calls.request({binding, PartySide::Agent, {}})); }
    [[nodiscard]] CallRequest now(const AskedCall &call) { return taken(calls.state(call.request.publicId)); }
    [[nodiscard]] qint64 deeds(const char *action) const
    {
        return DatabaseLook(desk.organisation)
            .number(QStringLiteral("SELECT count(*) FROM deed WHERE action = '%1'").arg(QLatin1String(action)));
    }
    /// As if everything about requests had happened so much earlier.
    void passMs(qint64 ms) const
    {
        tampered({QStringLiteral("UPDATE call_request SET made_at = made_at - %1, state_at = state_at - %1, "
                                 "expires_at = expires_at - %1")
                      .arg(ms)});
    }
};

/// What a switch is told of a request that it has taken.
struct Claim {
    QString request, did, first, second, session, side;
};

/// A switch that begins calls, under a login of its own.
class CallingSwitch final {
public:
    explicit CallingSwitch(const SwitchAccess &access) : m_session(access.url()) { }

    [[nodiscard]] QList<Claim> claim(int most = 100)
    {
        QList<Claim> claims;
        const QString rows = m_session.run(
            QStringLiteral("SELECT request_id, did, first_callee, second_callee, session_id, first_side FROM "
                           "switch_v1.call_requests_claim(%1)")
                .arg(most));
        for (const QString &row : rows.split(u'\n', Qt::SkipEmptyParts)) {
            const QStringList cells = row.split(u'|');
            claims.append(
                {cells.value(0), cells.value(1), cells.value(2), cells.value(3), cells.value(4), cells.value(5)});
        }
        return claims;
    }
    void run(const QString &statement) { static_cast<void>(m_session.run(statement)); }
    [[nodiscard]] bool report(const Claim &claim, const char *state, const char *cause = "")
    {
        return m_session.run(QStringLiteral("SELECT switch_v1.call_request_state(%1, '%2', '%3')")
                                 .arg(claim.request, QLatin1String(state), QLatin1String(cause)))
            == QLatin1String("t");
    }

private:
    PsqlSession m_session;
};

} // namespace callveil
