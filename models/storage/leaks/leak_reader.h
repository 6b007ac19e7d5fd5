// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/leaks/leak.h"
#include "storage/database/connection.h"

namespace callveil {

/// How far the database goes at the moment when a scan begins: what comes later is for the next one.
struct LeakScope {
    qint64 at = 0; ///< ms since 1970
    qint64 upto = 0; ///< of a server the first transaction that runs, of a file the newest session
    qint64 changes = 0; ///< of a file the newest change of an older session
    qint64 lastSession = 0;
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

/// Where to go on in the record.
struct DeedMark {
    qint64 actor = 0, seq = 0;
};

/// Reads what a scan of the leak audit looks at. A server hands out the caller's processes alone; of a file the caller
/// leaves out what is not his.
class LeakReader final {
public:
    explicit LeakReader(Connection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<LeakScope> begin();
    [[nodiscard]] Result<std::vector<LeakNews>> news(const LeakScope &scope);
    /// Calls that tell of a leak by themselves.
    [[nodiscard]] Result<std::vector<LeakSighting>> calls(const std::vector<LeakSpan> &spans);
    [[nodiscard]] Result<void> callTexts(
        const std::vector<LeakSpan> &spans, const std::function<void(const LeakText &)> &use);
    /// What is so at the moment, but for pools that are low.
    [[nodiscard]] Result<std::vector<LeakSighting>> conditions();
    /// Planted numbers in the vault.
    [[nodiscard]] Result<std::vector<LeakSighting>> canaries();
    /// All texts besides those of calls, bindings and the record.
    [[nodiscard]] Result<void> texts(const std::function<void(const LeakText &)> &use);
    /// Case references of bindings behind `after` that were made since then, up to `most`; the last one that was read.
    [[nodiscard]] Result<std::optional<BindingId>> caseRefs(
        BindingId after, qint64 since, int most, const std::function<void(const LeakText &)> &use);
    /// Entries of the record behind `after`, likewise.
    [[nodiscard]] Result<std::optional<DeedMark>> deeds(
        DeedMark after, qint64 since, int most, const std::function<void(const LeakText &)> &use);

private:
    Connection &m_connection;
};

/// The ids of calls in a text of the database, the newest first, LeakSighting::mostCalls at most.
[[nodiscard]] QList<CallId> callsFromSample(const QString &sample);

} // namespace callveil
