// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/gateway.h"
#include "domain/platform/route_answer.h"

namespace callveil {

/// A proxy number as a call finds it.
struct CalledDid {
    DidId id;
    QString number; ///< E.164
    DidState state = DidState::InService;
    PoolId pool; ///< unset: in none, or in one that whoever asks does not see
    QString poolName, brand; ///< the brand that opt-outs hold for: the pool's own, or what stands for the pool alone
    QString country;
    bool voice = true, records = false;
    LateAnswer lateAnswer = LateAnswer::NotActive;
    QString lateTarget;
};

/// Whom a caller reaches over a proxy number.
struct CallWay {
    enum class Kind : qint8 {
        Nobody = 0,
        Partner = 1, ///< the other party of his binding
        Owner = 2, ///< whose number it is: anybody reaches that party
    };

    Kind kind = Kind::Nobody;
    bool elsewhere = false; ///< in a process that whoever asks does not see: nothing more is told
    bool stands = true; ///< false: it is not known to the switches (yet)
    bool hasCopies = true; ///< whether a service has both numbers
    /// What is missing when none has.
    enum class Lack : qint8 {
        OfBinding = 0, ///< the numbers that were sealed when it was made
        OfAgent = 1, ///< the line of a listed agent, which is sealed once for all his bindings
        OfService = 2, ///< there is no service to have them
    };
    Lack lack = Lack::OfBinding;
    PartySide side = PartySide::Customer; ///< who calls
    BindingId binding; ///< unset for Owner: the caller is in nobody's session
    QString session;
    QString calleeText; ///< masked
    RecordingChoice recording = RecordingChoice::AsPool;
    std::optional<qint64> expiresAt; ///< ms since 1970
    std::optional<bool> optedOut = false; ///< nullopt: it cannot be told without the number
};

/// A binding of the caller's over this number that is over.
struct PastBinding {
    enum class End : qint8 { Expired = 0, Released = 1, Reassigned = 2 };

    End end = End::Expired;
    qint64 endedAt = 0; ///< ms since 1970; 0: not known
    qint64 freeAt = 0; ///< until then no other pair gets the number
};

/// The carrier that a call would leave by.
struct CallCarrier {
    QString name; ///< empty: none fits
    QString target;
    QString prefix; ///< by which it was chosen; empty: it takes all numbers
};

/// The enabled carrier with the longest prefix of the number, of several that with the lowest priority.
[[nodiscard]] CallCarrier carrierFor(const std::vector<Gateway> &gateways, const QString &callee);

/// All that decides about a call.
struct CallFacts {
    bool isEmergency = false; ///< the dialled digits are an emergency number
    std::optional<CalledDid> did; ///< nullopt: none of ours
    bool callerWithheld = false;
    bool routesAreMade = true; ///< false on a server where no service works since it started
    CallWay way;
    std::optional<PastBinding> past;
    std::optional<CallCarrier> carrier; ///< nullopt: it cannot be told without the number
    qint64 now = 0; ///< ms since 1970
};

/// What is looked at, in this order.
enum class CallCheck : qint8 { Emergency, Number, Routes, Binding, OptOut, LateAnswer, Carrier };

enum class CallFinding : qint8 {
    IsEmergency,
    NoEmergency,
    NotOurs,
    InNoPool, ///< names: the number
    Suspended, ///< names: the number, its pool; so for the next four
    Retired,
    WithoutVoice,
    InService,
    Draining,
    NoRoutesMade,
    Bound, ///< names: session, "customer" or "agent" who calls, masked text of whom he reaches
    BoundElsewhere,
    OwnersNumber, ///< names: "customer" or "agent" whose number it is, masked text of that party
    NotStanding, ///< names: session; empty for an owner's number
    WithoutCopy, ///< the same; so for the next two
    WithoutAgentCopy,
    WithoutService,
    WasReleased, ///< at; until
    HasExpired, ///< at; until
    WasReassigned, ///< until
    CallerUnknown,
    CallerWithheld,
    TakesCalls,
    HasOptedOut,
    OptOutNotKnown,
    HearsTarget, ///< names: pool, target
    HearsNotActive, ///< names: pool
    CarrierByPrefix, ///< names: gateway, prefix, target
    CarrierOfAll, ///< names: gateway, target
    NoCarrier,
    CarrierNotKnown,
};

/// One thing that was looked at.
struct CallStep {
    CallCheck check = CallCheck::Emergency;
    CallFinding finding = CallFinding::NoEmergency;
    QStringList names;
    std::optional<qint64> at, until; ///< ms since 1970
};

/// What becomes of a call, and why. It holds no real number but the proxy number's.
struct CallOutcome {
    RouteAnswer answer;
    QString calleeText; ///< masked
    bool isElsewhere = false; ///< it reaches somebody of another process
    std::vector<CallStep> steps;
};

/// Whether the number is in service, so that callers are looked for on it.
[[nodiscard]] bool isInUse(const std::optional<CalledDid> &did);

/// The order of the questions (switch.md). switch_v1.route asks them in the same one; a test compares them.
[[nodiscard]] CallOutcome outcomeOf(const CallFacts &facts);

} // namespace callveil
