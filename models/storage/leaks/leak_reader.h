// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/leaks/leak.h"
#include "storage/database/connection.h"
#include "storage/people/identity.h"

namespace callveil {

/// How far the database goes at the moment when a scan begins: what comes later is for the next one.
struct LeakScope {
    qint64 at = 0; ///< ms since 1970
    qint64 upto = 0; ///< of a server the first transaction that runs, of a file the newest session
    qint64 changes = 0; ///< of a file the newest change of an older session
    qint64 lastSession = 0;
    qint64 scans = 0; ///< that were kept of the person's processes until then
};

/// Calls to look at, a row of sessions or single legs.
struct LeakSpan {
    static constexpr int allLegs = 2147483647;

    ProcessId process; ///< unset: of all
    qint64 first = 1, last = 0; ///< sessions; none when the last is below the first
    int fromLeg = 1, toLeg = allLegs;
};

/// What is new since the last scan of a process.
struct LeakNews {
    LeakSpan span;
    bool whole = false; ///< all of it: there was no scan, or too long ago
    qint64 scannedAt = 0; ///< the last scan; ms since 1970
};

/// A stored text that may hold a number. Never to be logged or shown.
struct LeakText {
    QString place; ///< "table.column"
    qint64 object = 0; ///< its row; of an entry of the record who wrote it, of a call its session
    ProcessId process;
    qint64 at = 0; ///< ms since 1970; 0: not known
    QString body;
};

/// The entries of one person in the record: up to where they were looked at, and up to where they go.
struct DeedChain {
    qint64 actor = 0, from = 0, head = 0;
};

/// Reads what a scan of the leak audit looks at. A server hands out the caller's processes alone; of a file the caller
/// leaves out what is not his.
class LeakReader final {
public:
    explicit LeakReader(Connection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<LeakScope> begin(const SignedInPerson &me);
    [[nodiscard]] Result<std::vector<LeakNews>> news(const LeakScope &scope);
    /// Calls that tell of a leak by themselves, without legs that came in later than the scope goes.
    [[nodiscard]] Result<std::vector<LeakSighting>> calls(const LeakScope &scope, const std::vector<LeakSpan> &spans);
    /// Likewise; texts of sessions where a span begins at the first leg.
    [[nodiscard]] Result<void> callTexts(
        const LeakScope &scope, const std::vector<LeakSpan> &spans, const std::function<void(const LeakText &)> &use);
    /// What is so at the moment, but for pools that are low.
    [[nodiscard]] Result<std::vector<LeakSighting>> conditions();
    /// Planted numbers in the vault.
    [[nodiscard]] Result<std::vector<LeakSighting>> canaries();
    /// All texts besides those of calls, bindings and the record.
    [[nodiscard]] Result<void> texts(const std::function<void(const LeakText &)> &use);
    /// Case references of bindings behind `after` that were made since then, up to `most`; the last one that was read.
    [[nodiscard]] Result<std::optional<BindingId>> caseRefs(
        BindingId after, qint64 since, int most, const std::function<void(const LeakText &)> &use);
    /// Of everybody; a server answers none to whoever does not belong to all processes.
    [[nodiscard]] Result<std::vector<DeedChain>> chains();
    /// Entries of a chain behind `after`, up to `most`; the last one that was read. Without the organisation's own
    /// numbers, as searchedText().
    [[nodiscard]] Result<std::optional<qint64>> deeds(
        const DeedChain &chain, qint64 after, int most, const std::function<void(const LeakText &)> &use);

private:
    Connection &m_connection;
};

/// The ids of calls in a text of the database, the newest first, LeakSighting::mostCalls at most.
[[nodiscard]] QList<CallId> callsFromSample(const QString &sample);

} // namespace callveil
