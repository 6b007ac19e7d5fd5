// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/rates/rate_book.h"
#include "storage/people/identity.h"
#include "storage/rates/rerating_store.h"

#include <atomic>
#include <map>

namespace callveil {

/// How far a re-rating is; written by the database thread, read by whoever shows it.
struct ReratingProgress {
    std::atomic<qint64> done{0}, all{0}; ///< parts of the way
    std::atomic<qint64> legs{0}; ///< looked at
    std::atomic<bool> cancelled{false};
};

/// Which calls are rated again: those that began in the period (ms since 1970, half open), with all their legs.
struct ReratingOrder {
    qint64 from = 0, to = 0;
    ProcessId process; ///< unset: all that the person sees
    bool dryRun = false; ///< a look at what it would do: nothing is stored
};

/// What the legs of one list cost together, by currency, and how many have no rate.
struct ChargeSums {
    std::map<QString, qint64> micros;
    qint64 unrated = 0;

    bool operator==(const ChargeSums &) const = default;
};

struct ReratingReport {
    qint64 calls = 0, legs = 0; ///< in the period
    qint64 changed = 0; ///< legs that cost something else
    ChargeSums costBefore, costAfter, rechargeBefore, rechargeAfter;
};

/// Rates calls again by the rates as they are now: each leg by its zone, and by what was valid when it began. In steps
/// of some hundred calls, each in a transaction of its own; the record has an entry for the beginning and one for the
/// end. Whoever writes calls meanwhile has these rates too, or is waited for.
class Rerating final {
public:
    Rerating(Connection &connection, const Identity &me, const ReratingOrder &order, ReratingProgress &progress);

    /// Cancelled, a look fails with Cancelled, and what has begun with CancelledHalfway; with EntryChanged, when the
    /// rates are changed before it is done. What was rated until then stays.
    [[nodiscard]] Result<ReratingReport> run();

private:
    [[nodiscard]] Result<QList<ProcessId>> processes();
    [[nodiscard]] Result<void> begin(const QList<ProcessId> &processes);
    [[nodiscard]] Result<void> rateAll(const QList<ProcessId> &processes);
    [[nodiscard]] Result<void> rateOne(const RatingPeriod &period, qint64 place);
    [[nodiscard]] Result<void> store(const RatingPeriod &period, const std::vector<ChargedLeg> &legs);
    [[nodiscard]] Result<void> end();
    /// Those that cost something else, with what they cost now.
    [[nodiscard]] std::vector<ChargedLeg> rated(const std::vector<ChargedLeg> &legs, ReratingReport &report);

    Connection &m_connection;
    const Identity &m_me;
    const ReratingOrder &m_order;
    ReratingProgress &m_progress;
    ReratingStore m_store;
    ReadRates m_rates;
    ReratingReport m_report;
    qint64 m_run = 0;
};

} // namespace callveil
