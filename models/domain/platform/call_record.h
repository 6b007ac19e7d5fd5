// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/calls/call_kinds.h"
#include "domain/platform/route.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace callveil {

/// Which leg of a call a record is of. Stored.
enum class RecordLeg : qint8 { Customer = 0, Agent = 1 }; // leg A platform-customer, leg B platform-agent
/// Why a record became no leg. Stored.
enum class RecordFault : qint8 {
    UnknownDid = 1, ///< none of the organisation's proxy numbers
    NoProcess = 2, ///< nobody knows of which process it is
    Damaged = 3 ///< without a name, or without a time that can be
};

/// A call record that waits to become a leg. It holds no real number, and nothing that one can be learnt from.
struct SpooledRecord {
    qint64 seq = 0;
    QByteArray callKey; ///< 16 bytes, the same for both legs of a call
    RecordLeg leg = RecordLeg::Customer;
    DidId did;
    BindingId binding; ///< unset: of none
    ProcessId process;
    qint64 agentNumber = 0; ///< of the binding when the record came in; -1: the call was another agent's
    std::optional<PartySide> caller; ///< who called; nullopt: nobody knows
    QString callingCode; ///< of a caller without a binding; empty: unknown
    qint64 startedAt = 0; ///< ms since 1970
    std::optional<qint64> answeredAt, endedAt;
    qint64 billableSeconds = 0;
    Disposition disposition = Disposition::Unknown;
};

/// A call record as an application hands it in.
struct NewCallRecord {
    QString callRef; ///< the application's own name of the call; both legs have one
    RecordLeg leg = RecordLeg::Customer;
    QString did;
    QByteArray session; ///< 16 bytes, or empty
    QString caller; ///< as received: a real number, never stored
    qint64 startedAt = 0; ///< ms since 1970
    std::optional<qint64> answeredAt, endedAt;
    qint64 billableSeconds = 0;
    Disposition disposition = Disposition::Unknown;
};

/// How many records there are that are no legs yet.
struct SpoolState {
    qint64 waiting = 0;
    qint64 refused = 0; ///< become none; kept for 30 days
    std::optional<qint64> oldestAt; ///< when the oldest that waits came in, ms since 1970
};

} // namespace callveil
