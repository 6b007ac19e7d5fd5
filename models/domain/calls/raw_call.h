// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/call_kinds.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace callveil {

/// One call record (a leg) as a reader understood it, before numbers are classified or masked. Holds personal data in
/// `caller`, `callee` and `canonicalRow`: never log it. Texts are trimmed.
struct RawCall {
    qint64 line = 0; ///< line of the source file where the record starts, from 1
    std::optional<QString> caller; ///< as received; nullopt when the format has no such field
    std::optional<QString> callee; ///< as received; nullopt when the format has no such field
    qint64 startedAt = 0; ///< ms since 1970, UTC
    std::optional<qint64> answeredAt; ///< ms since 1970, UTC
    std::optional<qint64> endedAt; ///< ms since 1970, UTC
    qint64 billableSeconds = 0; ///< >= 0; 0 for what was not answered and for anything but voice
    Medium medium = Medium::Voice;
    Direction direction = Direction::Unknown;
    Disposition disposition = Disposition::Unknown;
    Consent consent = Consent::NotAsked; ///< to being recorded
    QString linkId; ///< joins the legs of one session; empty: a session of its own
    bool linked = false; ///< true when the row says that it is a further leg (FreeSWITCH bleg_uuid)
    QString recordingId, caseId, accountCode, processName, campaignName, agentCode;
    QByteArray canonicalRow; ///< all fields of the row, trimmed, UTF-8, joined by 0x1F: input of the duplicate key
};

} // namespace callveil
