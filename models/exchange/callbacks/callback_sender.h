// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/callbacks/callback_event.h"
#include "domain/callbacks/callback_url.h"
#include "exchange/callbacks/callback_targets.h"

#include <QNetworkAccessManager>
#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

namespace callveil {

/// What is sent: a body of JSON, with headers beside those that every request has.
struct CallbackRequest {
    CallbackUrl url;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
};

/// What came of sending.
struct CallbackAnswer {
    using Failure = CallbackFailure;

    Failure failure = Failure::None;
    int status = 0; ///< of HTTP; 0: none came
    QByteArray body; ///< its beginning, as it came; it may hold anything
    std::optional<std::chrono::seconds> retryAfter; ///< at most a day
    std::chrono::milliseconds took{0};

    [[nodiscard]] bool isTaken() const { return failure == Failure::None && status / 100 == 2; }
};

/// Sends requests by POST to addresses that were checked: names are resolved here, and the connection goes to the
/// address that CallbackTargets allowed, whatever the name leads to a moment later. Follows no redirect, keeps no
/// cookie, uses no proxy and no credentials. Lives on one thread, whose event loop it needs.
class CallbackSender final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype mostBody = 65536; ///< bytes of an answer that are read; then the connection ends
    using Take = std::function<void(const CallbackAnswer &)>;
    /// Calls back with all addresses of a name; none: there is no such name.
    using Resolve = std::function<void(
        const QString &host, QObject *context, const std::function<void(const QList<QHostAddress> &)> &)>;

    explicit CallbackSender(CallbackTargets targets, QObject *parent = nullptr);
    ~CallbackSender() override;

    /// For all that is sent from now on.
    void setTargets(CallbackTargets targets) { m_targets = std::move(targets); }
    void setResolver(Resolve resolve) { m_resolve = std::move(resolve); }
    /// From the first question to the last byte.
    void setTimeLimit(std::chrono::milliseconds limit) { m_limit = limit; }

    /// Calls `take` once, later, unless the sender goes first.
    void send(CallbackRequest request, Take take);

private:
    friend class CallbackAttempt;

    CallbackTargets m_targets;
    QNetworkAccessManager m_network;
    Resolve m_resolve;
    std::chrono::milliseconds m_limit = std::chrono::seconds(15);
};

} // namespace callveil
