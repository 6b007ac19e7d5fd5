// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_call.h"
#include "domain/platform/rate_limit.h"
#include "services/platform/api_key_service.h"

#include <QElapsedTimer>
#include <QObject>

namespace callveil {

/// Lets requests in: whose key they carry, what it is for, and how often it may ask. Whose a key is, is believed for
/// some seconds; kept by a hash, never by the key. Lives on the main thread.
class ApiGate final : public QObject {
    Q_OBJECT

public:
    explicit ApiGate(Workspace &workspace, QObject *parent = nullptr);

    using Admit = std::function<void(const ApiClient &)>;
    using Refuse = std::function<void(const QString &client, const HttpAnswer &)>;
    /// Calls one of the two, at once or later. `withPassword`: the key may stand as a password, of its name or "key".
    void ask(const HttpRequest &request, ApiScope scope, bool withPassword, Admit admit, Refuse refuse);

private:
    struct Known {
        std::optional<ApiClient> client;
        qint64 at = 0; ///< ms of the clock
    };

    void judge(const Known &known, const QString &user, ApiScope scope, const Admit &admit, const Refuse &refuse);
    void keep(const QByteArray &hash, const Known &known);
    [[nodiscard]] std::optional<int> waitOf(const ApiClient &client);

    ApiKeyService m_keys;
    QElapsedTimer m_clock;
    QHash<QByteArray, Known> m_known;
    struct Limit {
        int perMinute = 0;
        RateLimit limit{1};
    };
    QHash<ApiKeyId, Limit> m_limits;
};

} // namespace callveil
