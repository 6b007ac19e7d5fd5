// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "services/rates/rate_import.h"
#include "services/rates/rerating.h"

namespace callveil {

struct RateLine {
    RateEntry entry;
    RateState state = RateState::Valid; ///< when the list was read
    std::optional<qint64> until; ///< its end, or the beginning of the next rate of its prefix; ms since 1970
};

/// The one that a new rate follows and ends: it would hold when that one begins. Null: there is none.
[[nodiscard]] const RateLine *rateBefore(const std::vector<RateLine> &lines, const Rate &rate);

/// Which legs without a rate are listed.
struct UnratedOrder {
    RateKind kind = RateKind::Cost;
    qint64 from = 0, to = 0; ///< in which their calls began; ms since 1970, half open
};

struct UnratedLine {
    UnratedLegs legs;
    QString process; ///< name
};

/// Legs without a rate by process, zone and medium, the most frequent groups first.
struct UnratedList {
    static constexpr int most = 1000;

    std::vector<UnratedLine> lines; ///< no more than that
    bool isCut = false; ///< there are more groups
};

/// What calls cost and what is charged on. Whoever views reports sees the rates; whoever manages processes, and belongs
/// to all of them, changes these, and rates periods of his processes again. Rates rate what is written from then on.
class RateService final : public Service {
public:
    using Service::Service;

    /// Past and coming ones too, by list, prefix and beginning; with `withdrawn` also those.
    [[nodiscard]] QFuture<Result<std::vector<RateLine>>> list(bool withdrawn = false);
    /// Fails with what checkedRate() fails with, and NameTaken when the prefix has a rate that begins at that moment.
    [[nodiscard]] QFuture<Result<RateId>> add(Rate rate);
    /// In place of the rate that was seen: one that begins later follows it; else the seen one was wrong, and is
    /// withdrawn; an end that it had stays. Both stay in the history. Fails as add(), and with EntryChanged when the
    /// seen one holds no more.
    [[nodiscard]] QFuture<Result<RateId>> change(RateId seen, Rate rate);
    /// Ends it at the moment, now by default; one that begins later is withdrawn. Fails with EntryChanged when it holds
    /// no more, or has its end already.
    [[nodiscard]] QFuture<Result<void>> remove(RateId seen, std::optional<qint64> at = {});
    /// On the background thread. Fails with what importRates() fails with.
    [[nodiscard]] QFuture<Result<RateImport>> importFile(RateImportOrder order, std::shared_ptr<RateProgress> progress);
    /// On the background thread. Fails with ProcessUnknown, ChoiceUnknown (to), Cancelled, CancelledHalfway, and
    /// EntryChanged when the rates change meanwhile: then what was rated again stays so.
    [[nodiscard]] QFuture<Result<ReratingReport>> rerate(
        ReratingOrder order, std::shared_ptr<ReratingProgress> progress);
    /// On the background thread: it looks through the calls of the period. Fails with ChoiceUnknown (to).
    [[nodiscard]] QFuture<Result<UnratedList>> unrated(UnratedOrder order);
};

} // namespace callveil
