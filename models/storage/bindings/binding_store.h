// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/pool_use.h"
#include "storage/bindings/binding_draft.h"
#include "storage/database/connection.h"
#include "storage/vault/reveal_store.h"

#include <QHash>
#include <QSet>

namespace callveil {

/// Which bindings are asked for; what is unset or empty does not narrow.
struct BindingFilter {
    static constexpr int mostRows = 1000;

    std::optional<BindingId> id; ///< this one, if it is of `processes`; nothing else is looked at
    ProcessId process;
    std::optional<QSet<ProcessId>> processes; ///< only these, whatever else is asked for
    PoolId pool;
    AgentId agent;
    DidId did;
    QString caseRef;
    QByteArray session; ///< public id
    std::optional<BindingState> state; ///< Ended stands for all that have ended, cooling ones too
    std::optional<qint64> madeBefore; ///< ms since 1970
    bool endless = false; ///< without expiry only
    std::optional<std::pair<qint64, BindingId>> after; ///< the last row of the page before: when made, and its id
    int most = mostRows;
};

/// Why a pool has no number.
struct PoolShortage {
    qint64 all = 0; ///< not retired, in the areas that were asked for
    qint64 inService = 0;
    qint64 taken = 0; ///< of these
    qint64 draining = 0;
    std::optional<qint64> nextFree; ///< ms since 1970
};

/// Reads and writes bindings. On a server its functions judge, on a file EmbeddedBindings. Changes inside a
/// transaction.
class BindingStore final {
public:
    explicit BindingStore(Connection &connection, PersonId me = {}) : m_connection(connection), m_me(me) { }

    /// Newest first.
    [[nodiscard]] Result<std::vector<Binding>> rows(const BindingFilter &filter, qint64 now);

    /// A listed agent's line: its keyed index and masked text.
    struct AgentLine {
        QByteArray index;
        QString text;
    };
    /// Nullopt when the agent has none in that process, or is disabled.
    [[nodiscard]] Result<std::optional<AgentLine>> agentLine(AgentId agent, ProcessId process);
    /// The numbers to offer before all others: one that cools for this pair, or is the party's own.
    [[nodiscard]] Result<std::vector<std::pair<DidId, PoolId>>> known(const BindingDraft &draft);
    /// Area codes of the pool's numbers in service, with one number of each.
    [[nodiscard]] Result<std::vector<std::pair<QString, QString>>> areas(PoolId pool);
    /// How many numbers in service are free, and how many there are.
    [[nodiscard]] Result<std::pair<int, int>> counts(PoolId pool, qint64 now);
    /// A place in the order in which numbers are offered: those that were used longest ago come first.
    struct Candidate {
        DidId did;
        qint64 usedAt = 0;
    };
    /// The next ones behind `after`; `alone`: only those without any binding. No areas: any.
    [[nodiscard]] Result<std::vector<Candidate>> candidates(
        PoolId pool, const QStringList &areas, bool alone, Candidate after, int most, qint64 now);
    [[nodiscard]] Result<PoolShortage> shortage(PoolId pool, const QStringList &areas, qint64 now);

    [[nodiscard]] Result<MakeAnswer> make(const BindingDraft &draft);
    /// These answer false when the binding has ended, or was changed since it was seen.
    [[nodiscard]] Result<bool> release(SeenBinding seen, EndCause cause = EndCause::Released);
    [[nodiscard]] Result<bool> extend(SeenBinding seen, std::optional<qint64> expiresAt);
    [[nodiscard]] Result<bool> record(SeenBinding seen, RecordingChoice recording);
    [[nodiscard]] Result<MakeOutcome> reassign(const ReassignDraft &draft);
    /// Notes what has expired and takes the numbers of ended bindings out of the vault: of `most` at once. How many.
    [[nodiscard]] Result<qint64> tidy(int most);

    [[nodiscard]] Result<QHash<PoolId, PoolUse>> poolUse();
    /// Live bindings of each number of a pool.
    [[nodiscard]] Result<QHash<DidId, qint64>> didUse(PoolId pool);
    /// Bindings that keep the number which a granted search named.
    [[nodiscard]] Result<std::vector<BindingId>> ofNumber(
        const RequestAnswer &granted, const std::vector<BlindIndex> &places);

private:
    Connection &m_connection;
    PersonId m_me;
};

} // namespace callveil
