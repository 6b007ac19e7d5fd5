// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/calls/call_kinds.h"
#include "domain/number/phone_number.h"
#include "domain/rating/charge.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace callveil {

/// One party of a leg as it is stored: masked text, and the place of its sealed number among the staged ones.
struct StagedParty {
    NumberKind kind = NumberKind::Absent;
    QString text;
    QString starred; ///< set when text is a clear number: how the organisation switch shows it
    qint64 numberSeq = 0; ///< 0: nothing is kept in the vault
};

/// One leg on its way in: masked, its numbers sealed, its row and link keyed. No real number, except in `text` of a
/// process whose masking is Off.
struct StagedLeg {
    qint64 seq = 0; ///< place in the file, from 1
    QByteArray rowKey, linkKey; ///< linkKey empty: a session of its own
    QByteArray session; ///< name of its session, 16 bytes; empty: a new one
    CampaignId campaign;
    int localDay = 0; ///< days since 1970 in the process's zone
    QString caseRef, presented, country, area, account, recordingId;
    int customerShape = 0; ///< country code * 100 + digits; 0 when the customer's number has none
    LegKind kind = LegKind::A;
    Medium medium = Medium::Voice;
    Direction direction = Direction::Unknown;
    AgentId agent;
    DidId proxy;
    qint64 startedAt = 0;
    std::optional<qint64> answeredAt, endedAt;
    qint64 billableSeconds = 0;
    Disposition disposition = Disposition::Unknown;
    Consent consent = Consent::NotAsked; ///< to being recorded
    StagedParty customer, agentParty;
    QString rateZone; ///< prefix of the number that is rated; empty: it has none
    LegCharges charges;
};

/// A sealed number on its way in.
struct StagedNumber {
    qint64 seq = 0; ///< from 1 within the import
    QByteArray blind;
    int month = 0;
    NumberId id;
    qint64 epoch = 0;
    QByteArray cipher;
};

} // namespace callveil
