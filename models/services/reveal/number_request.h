// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/identity.h"
#include "storage/vault/export_store.h"

#include <functional>

namespace callveil {

// What requests for real numbers have in common. Each is answered and recorded in a transaction of its own, before
// anything is read.

/// A request as its entry in the record tells of it.
struct NumberRequest {
    RequestKind kind = RequestKind::Reveal;
    QString object;
    QString reason;
    QString counts; ///< stands behind the outcome
};

/// Asks by `ask`, and records the answer in the same transaction: a refusal is an answer too, and committed. Fails with
/// what the answer means: NotPermitted, RevealRefused, RevealLimit, SearchLimit or NumberGone.
[[nodiscard]] Result<RequestAnswer> requestRecorded(Connection &connection, const Identity &me,
    const NumberRequest &request, const std::function<Result<RequestAnswer>()> &ask);

/// The reason as it is recorded, with the ticket if there is one. Fails with ReasonNeeded or TextHoldsNumber.
[[nodiscard]] Result<QString> checkedReason(Connection &connection, const QString &why, const QString &ofTicket);

/// The number's keyed hashes under every revision of every process in whose country it is one. Fails with
/// NumberNotPossible when it is none anywhere, and WriterKeyMissing.
[[nodiscard]] Result<std::vector<BlindIndex>> placesOf(
    Connection &connection, const Identity &me, const QString &number);

/// Asks for what is stored at the places, as requestRecorded() does.
[[nodiscard]] Result<RequestAnswer> requestPlaces(Connection &connection, const Identity &me, RequestKind kind,
    const std::vector<BlindIndex> &places, const QString &reason);

/// Asks for the numbers of an export of so many rows, as requestRecorded() does.
[[nodiscard]] Result<RequestAnswer> requestExport(
    Connection &connection, const Identity &me, const ExportOrder &order, qint64 rows, const QString &reason);

} // namespace callveil
