// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/callbacks/callback_event.h"

namespace callveil {

/// Where events of one kind are sent to, and how that goes.
struct CallbackEndpoint {
    CallbackKind kind = CallbackKind::Cdr;
    QString url; ///< empty: nothing is sent
    bool withImports = false; ///< of Cdr: of calls that come from files, too
    std::optional<qint64> pausedAt; ///< ms since 1970, as all times here
    std::optional<qint64> disabledAt; ///< it answered that it is gone: nothing is kept for it any more
    QString changedBy;
    qint64 changedAt = 0;
    std::optional<qint64> deliveredAt; ///< the last time
    std::optional<qint64> failingSince; ///< every attempt has failed since
    std::optional<qint64> oldSecretUntil; ///< the secret of before signs too
    qint64 waiting = 0, failed = 0; ///< counted to mostCounted

    static constexpr qint64 mostCounted = 10000;
    /// Whether events are sent to it now.
    [[nodiscard]] bool isActive() const { return !url.isEmpty() && !pausedAt && !disabledAt; }

    static constexpr qint64 lastingMs = 15 * 60 * 1000; ///< failing for so long is told of
    /// Whether nothing has been taken for that long.
    [[nodiscard]] bool isFailing(qint64 now) const
    {
        return isActive() && failingSince && now - *failingSince >= lastingMs;
    }
};

/// One event and what became of sending it.
struct CallbackDelivery {
    qint64 seq = 0;
    QByteArray publicId; ///< 16 bytes
    CallbackKind kind = CallbackKind::Cdr;
    CallbackType type = CallbackType::Cdr;
    QByteArray subject; ///< public id of a session; else a keyed hash of a call or task
    QString process;
    qint64 createdAt = 0;
    CallbackState state = CallbackState::Waiting;
    int attempts = 0;
    qint64 nextAt = 0; ///< while it waits
    std::optional<qint64> lastAt;
    std::optional<int> status; ///< of HTTP
    CallbackFailure failure = CallbackFailure::None; ///< why there is no status
    std::optional<int> tookMs;
};

/// Which deliveries are meant.
struct CallbackFilter {
    std::optional<CallbackKind> kind;
    std::optional<CallbackState> state;
    std::optional<qint64> before; ///< seq: older ones
    int most = 200; ///< at most 1000
};

/// What is to be sent again: delivered and failed events of a kind, or those of one state, by when they were noted; or
/// one by its number.
struct CallbackReplay {
    CallbackKind kind = CallbackKind::Cdr;
    std::optional<CallbackState> state;
    qint64 from = 0, to = 0; ///< half open
    std::optional<qint64> one; ///< seq
};

/// An event that is to be sent now.
struct DueCallback {
    qint64 seq = 0;
    QByteArray publicId;
    CallbackType type = CallbackType::Cdr;
    qint64 ref = 0; ///< id of the session, or seq of the event of a call or task
    int leg = 0;
    qint64 createdAt = 0;
    int attempts = 0; ///< before this one
};

/// What came of one attempt.
struct SettledCallback {
    qint64 seq = 0;
    CallbackState state = CallbackState::Waiting; ///< Waiting: it is tried again at `nextAt`
    int status = 0;
    CallbackFailure failure = CallbackFailure::None;
    int tookMs = 0;
    qint64 nextAt = 0;
};

} // namespace callveil
