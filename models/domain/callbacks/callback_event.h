// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/calls/call_kinds.h"
#include "domain/platform/call_event.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace callveil {

/// The addresses that events are sent to, one of each. Stored.
enum class CallbackKind : qint8 {
    Cdr = 1, ///< calls, and recordings
    CallStatus = 2,
    TaskStatus = 3, ///< of a predictive dialler
};
inline constexpr std::array allCallbackKinds{CallbackKind::Cdr, CallbackKind::CallStatus, CallbackKind::TaskStatus};

/// The stable names for scripts and the record: "cdr", "call-status", "task-status".
[[nodiscard]] QString callbackKindKey(CallbackKind kind);
[[nodiscard]] std::optional<CallbackKind> callbackKindFromKey(const QString &key);

/// What happened. Stored, but for Test.
enum class CallbackType : qint8 {
    Cdr = 1,
    RecordingAvailable = 2,
    CallStatus = 3,
    TaskStatus = 4,
    Test = 5, ///< nothing: somebody tries an endpoint
};

/// What became of sending an event. Stored.
enum class CallbackState : qint8 {
    Waiting = 0,
    Delivered = 1,
    Failed = 2, ///< given up
};

/// Why there was no answer with a status. Stored.
enum class CallbackFailure : qint8 {
    None = 0,
    NotResolved = 1,
    NotAllowed = 2, ///< its name leads, also, to an address that may not be called
    Unreachable = 3,
    Tls = 4, ///< no encrypted connection, or a certificate of somebody else
    TimedOut = 5,
    Broken = 6, ///< the connection ended without an answer, or what came is no HTTP
    NoTarget = 7, ///< its address was removed
    Gone = 8, ///< what it tells of is there no longer
};

/// As it stands in a message, and in the name of its schema: "cdr", "recording.available", "call.status",
/// "task.status", "callback.test".
[[nodiscard]] QString callbackTypeKey(CallbackType type);

/// A leg as others are told of it: numbers of customers and agents masked, also where masking is off.
struct CallbackLeg {
    int leg = 0;
    LegKind kind = LegKind::A;
    Medium medium = Medium::Voice;
    Direction direction = Direction::Unknown;
    qint64 startedAt = 0; ///< ms since 1970, as all times here
    std::optional<qint64> answeredAt, endedAt;
    qint64 billableSeconds = 0;
    Disposition disposition = Disposition::Unknown;
    QString agent, proxy, presented, country, account, customer, agentNumber, recordingId, rateZone, currency,
        rechargeCurrency; ///< empty: not known
    Consent consent = Consent::NotAsked;
    std::optional<qint64> costMicros, rechargeMicros;
};

/// A session with its legs, as others are told of it.
struct CallbackCall {
    qint64 id = 0; ///< of the database: told to nobody
    QByteArray publicId; ///< 16 bytes
    QString process, campaign, agent, proxy, caseRef, recordingId, currency, rechargeCurrency;
    Direction direction = Direction::Unknown;
    Disposition disposition = Disposition::Unknown;
    qint64 startedAt = 0;
    std::optional<qint64> endedAt;
    qint64 talkSeconds = 0, billableSeconds = 0;
    std::optional<qint64> costMicros, rechargeMicros; ///< of the rated legs, while these are of one currency
    std::vector<CallbackLeg> legs;
};

/// An event of a running call.
struct CallbackStatus {
    qint64 seq = 0; ///< of the database: told to nobody
    QByteArray callKey; ///< 16 bytes, a keyed hash
    QByteArray session; ///< of the binding, 16 bytes; empty: nobody knows of which
    QString process, proxy;
    CallState state = CallState::Ringing;
    qint64 at = 0;
};

/// An event of a task of a predictive dialler.
struct CallbackTask {
    qint64 seq = 0; ///< of the database: told to nobody
    QString task;
    TaskState state = TaskState::Running;
    TaskCounts counts;
    qint64 at = 0;
};

} // namespace callveil
