// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "storage/database/connection.h"
#include "storage/vault/number_sealer.h"
#include "storage/vault/place_arrays.h"

namespace callveil {

/// How a request for real numbers was answered. Stored: never renumber.
enum class RequestOutcome { Granted = 0, NotPermitted = 1, OverLimit = 2, Gone = 3 };

/// Stored: never renumber.
enum class RequestKind { Reveal = 0, Search = 1, Report = 2, Erasure = 3, Export = 4 };

struct RequestAnswer {
    RequestOutcome outcome = RequestOutcome::NotPermitted;
    QByteArray token; ///< to fetch with, once the request is committed; servers only
    qint64 most = 0; ///< the limit that was met
    int hours = 0; ///< its span: 1 or 24
};

/// A sealed number with what is needed to open it by whoever holds its vault.
struct FetchedNumber {
    SealedNumber number;
    QByteArray sealedKey; ///< of the epoch
    ProcessId process;
    int generation = 0;
};

/// A session that a search found.
struct FoundSession {
    qint64 startedAt = 0;
    CallId id;
};

/// A person who met a limit.
struct LimitAlarm {
    PersonId person;
    RequestKind kind = RequestKind::Reveal;
    qint64 newest = 0; ///< ms since 1970
};

/// Requests for real numbers in their two steps. The caller records a request in the transaction that makes it, with
/// the object, outcome and reason that the functions below name: a server refuses to commit it otherwise.
class RevealStore final {
public:
    RevealStore(Connection &connection, PersonId me) : m_connection(connection), m_me(me) { }

    [[nodiscard]] static QString objectOf(NumberId number);
    /// Of the requests that name a number by its places.
    [[nodiscard]] static QString objectOfPlaces();
    [[nodiscard]] static QString actionOf(RequestKind kind);
    [[nodiscard]] static QString wordsOf(RequestOutcome outcome);

    /// First step, in the transaction of its entry.
    [[nodiscard]] Result<RequestAnswer> requestReveal(NumberId number, const QString &reason);
    /// Of any other kind.
    [[nodiscard]] Result<RequestAnswer> request(
        RequestKind kind, const std::vector<BlindIndex> &places, const QString &reason);
    /// Second step, after the first was committed. Nullopt when the vault does not hold the number.
    [[nodiscard]] Result<std::optional<FetchedNumber>> fetch(const RequestAnswer &granted, NumberId number);
    /// Newest first, up to `rows`.
    [[nodiscard]] Result<std::vector<FoundSession>> fetchSessions(
        const RequestAnswer &granted, const std::vector<BlindIndex> &places, int rows);

    /// All revisions of the processes that the caller sees.
    [[nodiscard]] Result<std::vector<std::pair<ProcessId, RevisionId>>> revisions();
    [[nodiscard]] Result<std::vector<LimitAlarm>> alarms(qint64 since);

private:
    [[nodiscard]] Result<std::optional<RequestAnswer>> overLimit(
        RequestKind kind, const char *setting, qint64 usual, int hours);
    [[nodiscard]] Result<RequestAnswer> kept(RequestKind kind, NumberId number, RequestAnswer answer);

    Connection &m_connection;
    PersonId m_me;
};

} // namespace callveil
