// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/callbacks/callback_endpoint.h"
#include "storage/database/connection.h"

namespace callveil {

/// Where one endpoint is, with its secrets, sealed by CallbackKeys.
struct CallbackTarget {
    QByteArray now, before; ///< empty: there is none
    std::optional<qint64> beforeUntil; ///< ms since 1970
    QString url;
    bool isActive = false; ///< as CallbackEndpoint::isActive()
};

/// Reads and writes where events are sent to, and what became of sending them. On a server its functions refuse whoever
/// may not.
class CallbackStore final {
public:
    explicit CallbackStore(Connection &connection, PersonId me = {}) : m_connection(connection), m_me(me) { }

    /// One of each kind.
    [[nodiscard]] Result<std::vector<CallbackEndpoint>> endpoints();
    [[nodiscard]] Result<CallbackTarget> target(CallbackKind kind);
    /// `firstSecret` counts where there is none yet. Without a URL, what waits is given up.
    [[nodiscard]] Result<void> set(
        CallbackKind kind, const QString &url, bool withImports, const QByteArray &firstSecret);
    /// The secret of now signs too until then (ms since 1970). False when there is no URL.
    [[nodiscard]] Result<bool> rotate(CallbackKind kind, const QByteArray &secret, qint64 until);
    /// Or lets it go on, also when it had been disabled. False when that is so already.
    [[nodiscard]] Result<bool> pause(CallbackKind kind, bool pauses);
    /// The newest first.
    [[nodiscard]] Result<std::vector<CallbackDelivery>> deliveries(const CallbackFilter &filter);
    /// How many will be sent again.
    [[nodiscard]] Result<qint64> replay(const CallbackReplay &wanted);

private:
    Connection &m_connection;
    PersonId m_me;
};

} // namespace callveil
