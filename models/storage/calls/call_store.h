// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/calls/call_kinds.h"
#include "domain/number/phone_number.h"
#include "storage/database/connection.h"
#include "storage/people/identity.h"

namespace callveil {

/// A party as it is shown: text is what this person may see.
struct ShownParty {
    NumberKind kind = NumberKind::Absent;
    QString text;
    NumberId number = {}; ///< in the vault, of a leg's party; unset when the vault holds none
};

/// One line of the call log: a call. Calls over one binding are of one session.
struct CallLine {
    CallId id;
    QByteArray publicId; ///< of the session, 16 bytes
    ProcessId process;
    qint64 startedAt = 0; ///< ms since 1970, UTC
    QString processName, campaign, agentCode, agentName, proxy, recordingId, caseRef;
    Direction direction = Direction::Unknown;
    Disposition disposition = Disposition::Unknown;
    ShownParty customer, agentParty;
    qint64 talkSeconds = 0, billableSeconds = 0;
    int legs = 0;
    std::optional<qint64> costMicros, rechargeMicros; ///< of the legs that have a rate, while these are of one currency
    QString currency, rechargeCurrency;
    int ratedLegs = 0; ///< legs with a cost
};

/// One leg of a session, in full.
struct LegLine {
    int leg = 0;
    ProcessId process;
    LegKind kind = LegKind::A;
    Medium medium = Medium::Voice;
    Direction direction = Direction::Unknown;
    qint64 startedAt = 0;
    std::optional<qint64> answeredAt, endedAt;
    qint64 billableSeconds = 0;
    Disposition disposition = Disposition::Unknown;
    ShownParty customer, agentParty;
    QString proxy, presented, country, area, account, recordingId, rateZone, currency, rechargeCurrency, agentCode,
        agentName;
    Consent consent = Consent::NotAsked;
    std::optional<qint64> costMicros, rechargeMicros; ///< none: there was no rate
    int revision = 0; ///< number of the policy revision that masked it
};

/// A place in the log: between two sessions.
struct CallKey {
    qint64 startedAt = 0;
    qint64 id = 0;

    auto operator<=>(const CallKey &) const = default;
};

/// Sessions that a search has found, newest first.
using FoundCalls = std::shared_ptr<const std::vector<CallKey>>;

/// What the call log shows. Times are ms since 1970, half open.
struct CallFilter {
    std::optional<qint64> from, to;
    ProcessId process;
    AgentId agent;
    QString proxy; ///< E.164 of a DID
    QByteArray session; ///< public id, 16 bytes; set: whatever else is set, just its calls
    std::optional<Disposition> disposition;
    QString recording = {}; ///< as typed; set: whatever else is set, just the calls with this recording
    QString tag = {}; ///< of their sessions
    FoundCalls found = {}; ///< set: just these, whatever else is set

    bool operator==(const CallFilter &) const = default;
};

/// Reads calls for one person: own processes, and clear numbers starred while the switch hides them.
class CallStore final {
public:
    CallStore(Connection &connection, const Identity &identity) : m_connection(connection), m_identity(identity) { }

    /// Up to `rows` sessions older than the key, newest first; or newer than it, oldest first.
    /// Fails with TextHoldsNumber (field "recording") when a recording was typed that could be a number.
    [[nodiscard]] Result<std::vector<CallLine>> page(
        const CallFilter &filter, const CallKey &key, bool older, int rows);
    [[nodiscard]] Result<std::vector<LegLine>> legs(CallId session);
    /// Sessions per day (days since 1970 in the processes' zones), from the roll-up: quick at any size.
    [[nodiscard]] Result<std::vector<std::pair<int, qint64>>> days(ProcessId process);

private:
    /// Unset when it is none of the organisation's numbers.
    [[nodiscard]] Result<DidId> didOf(const QString &number);
    [[nodiscard]] Result<std::vector<CallLine>> found(
        const std::vector<CallKey> &calls, const CallKey &key, bool older, int rows);
    [[nodiscard]] Result<std::vector<CallLine>> ofSession(
        const QByteArray &session, const CallKey &key, bool older, int rows);
    [[nodiscard]] Result<std::vector<CallLine>> recorded(
        const QString &recording, const CallKey &key, bool older, int rows);
    /// By what lies in time: the proxy number when it is set, else the agent, else the process, else by nothing.
    [[nodiscard]] Result<std::vector<CallLine>> narrowed(
        const CallFilter &filter, DidId proxy, const CallKey &key, bool older, int rows);
    [[nodiscard]] Result<std::vector<CallLine>> tagged(
        const CallFilter &filter, DidId proxy, const CallKey &key, bool older, int rows);
    [[nodiscard]] CallLine readLine(const Row &row) const;
    [[nodiscard]] ShownParty shown(ProcessId process, int kind, const QString &text, const QString &starred) const;

    Connection &m_connection;
    const Identity &m_identity;
};

} // namespace callveil
