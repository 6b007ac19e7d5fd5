// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/calls/call_store.h"
#include "storage/leaks/leak_reader.h"
#include "storage/people/identity.h"

#include <QHash>

namespace callveil {

/// Which findings are asked for; what is unset does not narrow.
struct LeakFilter {
    static constexpr int mostRows = 500;

    bool open = false; ///< open and reopened ones; `state` does not count then
    std::optional<LeakState> state;
    std::optional<LeakSeverity> severity;
    std::optional<LeakKind> kind;
    ProcessId process;
    std::optional<std::pair<LeakSeverity, LeakId>> after; ///< the last row of the page before
    int most = mostRows;

    [[nodiscard]] bool operator==(const LeakFilter &) const = default;
};

/// Keeps the findings of the leak audit. Changes inside a transaction. On a server its functions refuse whoever may
/// not.
class LeakStore final {
public:
    LeakStore(Connection &connection, const SignedInPerson &me) : m_connection(connection), m_me(me) { }

    /// The worst first, and of these the newest. Without names of canaries.
    [[nodiscard]] Result<std::vector<Leak>> page(const LeakFilter &filter);
    /// How many are open.
    [[nodiscard]] Result<QHash<LeakSeverity, qint64>> tally();
    /// When all of the person's processes were scanned last; nullopt when one never was.
    [[nodiscard]] Result<std::optional<qint64>> lastScan();

    /// The places of these calls in the call log, as far as the person sees them.
    [[nodiscard]] Result<std::vector<CallKey>> keysOf(const QList<CallId> &calls);

    /// What a scan saw. `adds`: counted rows are further ones than those that are kept.
    [[nodiscard]] Result<void> note(const std::vector<LeakSighting> &seen, bool adds);
    /// Resolves what the scan that began then did not find any more. `whole`: it looked at everything, not only at what
    /// is new; `readTexts`: it knew planted numbers in texts.
    [[nodiscard]] Result<void> settleUnseen(qint64 begun, bool whole, bool readTexts);
    /// The next scan goes on from here; before anything is noted. Without `moves` it looks at everything again. False
    /// when another scan was kept since this one began: what is counted would be counted twice.
    [[nodiscard]] Result<bool> mark(const LeakScope &scope, bool moves);
    /// Of somebody who belongs to all processes: up to the heads of these chains the record was looked at.
    [[nodiscard]] Result<void> markDeeds(const std::vector<DeedChain> &chains);

    /// False when it has another state by now, or more rows than these.
    [[nodiscard]] Result<bool> settle(
        LeakId leak, LeakState seen, qint64 seenRows, LeakState state, const QString &reason);

private:
    Connection &m_connection;
    const SignedInPerson &m_me;
};

} // namespace callveil
