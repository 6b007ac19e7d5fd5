// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/identity.h"
#include "storage/vault/reveal_store.h"

namespace callveil {

// What requests for real numbers have in common. Each is answered and recorded in a transaction of its own, before
// anything is read.

/// What an answer means to whoever asked: NotPermitted, RevealRefused, RevealLimit, SearchLimit or NumberGone.
[[nodiscard]] Result<void> judgeRequest(RequestKind kind, const RequestAnswer &answer);

/// The reason as it is recorded, with the ticket if there is one. Fails with ReasonNeeded or TextHoldsNumber.
[[nodiscard]] Result<QString> checkedReason(Connection &connection, const QString &why, const QString &ofTicket);

/// The number's keyed hashes under every revision of every process in whose country it is one. Fails with
/// NumberNotPossible when it is none anywhere, and WriterKeyMissing.
[[nodiscard]] Result<std::vector<BlindIndex>> placesOf(
    Connection &connection, const Identity &me, const QString &number);

/// Asks for what is stored at the places, and records the answer, also a refusal; fails with what judgeRequest() says.
[[nodiscard]] Result<RequestAnswer> requestPlaces(Connection &connection, const Identity &me, RequestKind kind,
    const std::vector<BlindIndex> &places, const QString &reason);

} // namespace callveil
