// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_scenes.h"
#include "callback_receiver.h"

#include "services/security/security_service.h"
#include "storage/callbacks/webhook_secret.h"

#include <QDeadlineTimer>
#include <QJsonArray>

namespace callveil {

/// What tests of callbacks do with the organisation whose service sends them.
struct CallbackScene {
    ApiScene *scene = nullptr; ///< of the engine under test

    /// The receivers of tests are on this computer.
    [[nodiscard]] bool allowLoopback() const
    {
        const auto admin = scene->organisation.signIn();
        SecurityService service(*admin);
        SecuritySettings wanted;
        wanted.callbackTargets = {QStringLiteral("127.0.0.1")};
        return service.save({}, wanted).result().has_value() && SignInService::signOut(*admin).result().has_value();
    }
    /// `did`: the proxy number of a binding.
    [[nodiscard]] bool report(const QString &did, const QString &ref, const QString &state) const
    {
        const QJsonObject event{{QStringLiteral("kind"), QStringLiteral("call")}, {QStringLiteral("call_ref"), ref},
            {QStringLiteral("did"), did}, {QStringLiteral("state"), state}};
        return scene->post("/v1/events", event).status == 200;
    }
    [[nodiscard]] QString secretOf(const QString &kind) const
    {
        const auto outcome = scene->run(QStringLiteral("--json callback secret ") + kind);
        return QJsonDocument::fromJson(outcome.out).object().value(QLatin1String("secret")).toString();
    }
    [[nodiscard]] QJsonArray deliveries(const QString &more = {}) const
    {
        const auto outcome = scene->run(QStringLiteral("--json callback deliveries") + more);
        return QJsonDocument::fromJson(outcome.out).object().value(QLatin1String("deliveries")).toArray();
    }
    [[nodiscard]] static bool isSignedBy(const ReceivedCallback &received, const QString &secret)
    {
        const auto read = WebhookSecret::fromText(secret);
        return read
            && received.signature.split(' ').contains(
                read->sign(received.id, received.timestamp.toLongLong(), received.body));
    }
    /// Asks again until it is so; each question may start callveilctl, so that time counts and not steps.
    template <typename Question>
    [[nodiscard]] static bool becomes(Question isSo, std::chrono::seconds patience = std::chrono::seconds(30))
    {
        const QDeadlineTimer end(patience);
        while (!isSo()) {
            if (end.hasExpired())
                return false;
            QTest::qWait(50);
        }
        return true;
    }
};

} // namespace callveil
