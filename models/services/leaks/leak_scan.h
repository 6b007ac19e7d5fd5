// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/leaks/leak_spans.h"
#include "services/leaks/leak_text_search.h"
#include "storage/leaks/leak_store.h"

#include <atomic>
#include <map>

namespace callveil {

/// How far a scan, or an export of findings, is; written by the database thread, read by whoever shows it.
struct LeakProgress {
    std::atomic<qint64> done{0};
    std::atomic<qint64> all{0}; ///< 0 while it is not known
    std::atomic<bool> cancelled{false};
};

/// What came of a scan.
struct LeakReport {
    qint64 before = 0, open = 0; ///< open findings
    bool whole = false; ///< everything was looked at, not only what is new
    bool canariesInTexts = true; ///< false: texts were not searched for planted numbers, which takes the writer key
};

/// One scan of the leak audit. It reads in small steps and holds nothing meanwhile; what it saw is kept in one
/// transaction at its end, so that a cancelled scan changes no finding.
class LeakScan final {
public:
    LeakScan(Connection &connection, const Identity &me, DidShelf &dids, LeakProgress &progress);

    /// `sinceLast`: of calls, case references and the record what is new; all else is looked at in any case. A process
    /// that was not scanned for 60 days is looked at as a whole; so is everything once a number was planted since, and
    /// by whoever cannot look for planted numbers in texts, whose scan the next one does not go on from. Fails with
    /// Cancelled, and with EntryChanged when another scan ended meanwhile.
    [[nodiscard]] Result<LeakReport> run(bool sinceLast);

private:
    [[nodiscard]] Result<void> placeCanaries();
    [[nodiscard]] bool mayAdd(const std::vector<LeakNews> &news) const;
    [[nodiscard]] Result<LeakPages> planPages(bool sinceLast);
    [[nodiscard]] Result<void> planChains();
    [[nodiscard]] Result<void> lookAtConditions();
    [[nodiscard]] Result<void> lookAtPools();
    [[nodiscard]] Result<void> lookAtCalls(const std::vector<LeakSpan> &page);
    [[nodiscard]] Result<void> lookAtTexts();
    [[nodiscard]] Result<void> lookAtRecord();
    [[nodiscard]] Result<void> lookAtCanaries();
    [[nodiscard]] Result<void> mark();
    [[nodiscard]] Result<void> note();
    [[nodiscard]] Result<LeakReport> keep();
    void take(LeakSighting sighting);
    void takeText(const LeakText &text);
    [[nodiscard]] bool sees(const LeakKey &key) const;
    [[nodiscard]] Result<void> step();
    [[nodiscard]] Result<qint64> countOpen();

    Connection &m_connection;
    const Identity &m_me;
    DidShelf &m_dids;
    LeakProgress &m_progress;
    LeakReader m_reader;
    LeakStore m_store;
    std::optional<LeakTextSearch> m_texts;
    LeakScope m_scope;
    QSet<ProcessId> m_added; ///< processes of which only what is new is looked at
    QSet<PoolId> m_pools; ///< that the person sees
    qint64 m_since = 0; ///< the scan from which the record and case references are looked at; 0: all of them
    std::vector<DeedChain> m_chains; ///< of the record
    std::map<LeakKey, LeakSighting> m_seen;
};

} // namespace callveil
