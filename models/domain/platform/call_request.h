// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/route.h"

namespace callveil {

// Both parties of a binding are called, one after the other: somebody asks for it, and a switch does it. The values of
// the enumerations are stored.

enum class CallRequestState : qint8 {
    Waiting = 0, ///< for a switch, a minute at most
    Claimed = 1, ///< by a switch
    Ringing = 2,
    Answered = 3,
    Done = 4, ///< from here on it is over
    Failed = 5,
    Expired = 6, ///< no switch took it
    Cancelled = 7, ///< by whoever asked, or a colleague; a call that its switch began is not hung up
};

/// Why a request failed.
enum class CallRequestCause : qint8 {
    None = 0,
    Busy = 1, ///< up to Error as the switch says
    NoAnswer = 2,
    Rejected = 3,
    Unreachable = 4,
    HungUp = 5, ///< the one who was called first, before the other answered
    Error = 6,
    OptedOut = 7, ///< meanwhile
    NotInService = 8, ///< the proxy number leads nowhere meanwhile
    Silent = 9, ///< the switch that took it said nothing more
    BindingEnded = 10, ///< before a switch took it
    NoRoutes = 11, ///< the service had not made them when switches asked
    OfNewerBinding = 12, ///< which has taken over a number that is one party's own
};

/// A request for a call. It holds no number.
struct CallRequest {
    QByteArray publicId;
    BindingId binding;
    QByteArray session; ///< public id of the binding's session
    PartySide first = PartySide::Agent; ///< who is called first
    CallRequestState state = CallRequestState::Waiting;
    CallRequestCause cause = CallRequestCause::None;
    QString switchName; ///< that took it; empty: none yet
    qint64 madeAt = 0; ///< ms since 1970
    qint64 stateAt = 0; ///< since when the state holds
};

/// Whether nothing more comes.
[[nodiscard]] constexpr bool isOver(CallRequestState state)
{
    return state >= CallRequestState::Done;
}

/// "call_…": what people and programs call a request.
[[nodiscard]] QString callRequestName(const QByteArray &publicId);
/// Empty for what is no such name.
[[nodiscard]] QByteArray callRequestId(const QString &name);

// Stable keys, for the command line, programs and the record of deeds.
[[nodiscard]] QString callRequestStateKey(CallRequestState state);
/// Empty for none.
[[nodiscard]] QString callRequestCauseKey(CallRequestCause cause);
/// Of sideKey(): "customer", "agent".
[[nodiscard]] std::optional<PartySide> sideFromKey(const QString &key);

} // namespace callveil
