// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/sheets/sheet.h"
#include "services/base/service.h"
#include "services/leaks/leak_scan.h"

#include <QTimeZone>

namespace callveil {

/// Findings as they are listed, the worst first.
struct LeakPage {
    std::vector<Leak> leaks;
    bool ends = false; ///< there are no more behind them
    QHash<LeakSeverity, qint64> open; ///< of all, whatever the filter
    std::optional<qint64> lastScan; ///< of all processes of the person; ms since 1970
    std::vector<Process> processes; ///< that the person sees, by name
};

/// A finding as somebody saw it when he decided about it.
struct SeenLeak {
    LeakId id;
    LeakState state = LeakState::Open;
    qint64 rows = 0;
};

/// The leak audit: looks at the whole database, or what is new in it, for numbers that show and calls past the masking,
/// and keeps what was decided about each finding. For whoever views the record; of his processes, and of pools that
/// serve them.
class LeakAuditService final : public Service {
public:
    using Service::Service;

    /// On the background thread; recorded. `sinceLast`: as LeakScan::run(). Fails with Cancelled, and with EntryChanged
    /// when another scan ended meanwhile.
    [[nodiscard]] QFuture<Result<LeakReport>> scan(bool sinceLast, std::shared_ptr<LeakProgress> progress);
    [[nodiscard]] QFuture<Result<LeakPage>> list(LeakFilter filter);
    /// The calls of a finding, as the call log narrows itself to them. Needs ViewCallLog.
    [[nodiscard]] QFuture<Result<FoundCalls>> calls(Leak leak);
    /// Resolves or accepts what is open, or takes up again what is not; all of them or none. A reason is needed to
    /// accept. Recorded. Fails with NameEmpty, TextHoldsNumber, TextTooLong (reason), and EntryChanged when one has
    /// another state by now, or there is more of it.
    [[nodiscard]] QFuture<Result<void>> settle(QList<SeenLeak> leaks, LeakState state, QString reason = {});
    /// Writes the findings of a filter to a file, on the background thread; recorded with their number. Needs Export
    /// too. Fails with FileUnwritable, Cancelled.
    [[nodiscard]] QFuture<Result<qint64>> exportTo(
        LeakFilter filter, QString file, SheetFormat format, QTimeZone zone, std::shared_ptr<LeakProgress> progress);

private:
    std::shared_ptr<DidShelf> m_dids = std::make_shared<DidShelf>();
};

} // namespace callveil
