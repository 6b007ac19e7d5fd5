// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rating/rate_table.h"
#include "storage/calls/call_store.h"

namespace callveil {

/// A leg with what it costs so far.
struct ChargedLeg {
    CallKey call; ///< by which the calls of a process are read in turn
    int leg = 0;
    RatedLeg rated;
    LegCharges charges;
};

/// The calls of one process that are rated again. Times are ms since 1970, half open.
struct RatingPeriod {
    ProcessId process;
    qint64 from = 0, to = 0; ///< in which a call began
};

/// Legs without a rate, of one process, zone and medium.
struct UnratedLegs {
    ProcessId process;
    QString zone; ///< empty: of no number
    Medium medium = Medium::Voice;
    qint64 legs = 0, billableSeconds = 0;
    qint64 firstAt = 0, lastAt = 0; ///< starts of the first and the last of them
};

/// Of which of them somebody asks: of calls of these processes that began in the period.
struct UnratedScope {
    RateKind kind = RateKind::Cost;
    qint64 from = 0, to = 0;
    QList<ProcessId> processes;
    int most = 0; ///< groups
};

/// Reads what legs cost and changes it, step by step.
class ReratingStore final {
public:
    explicit ReratingStore(Connection &connection) : m_connection(connection) { }

    /// Says which calls will be rated again; its name for the steps. Inside a transaction with its deed.
    [[nodiscard]] Result<qint64> begin(const QList<ProcessId> &processes, qint64 from, qint64 to);
    /// Likewise.
    [[nodiscard]] Result<void> end(qint64 run);
    /// The legs of the next `most` calls behind the key; none at the end.
    [[nodiscard]] Result<std::vector<ChargedLeg>> page(const RatingPeriod &period, const CallKey &key, int most);
    /// Inside a transaction: the legs, which are of the period, cost what they say from now on; so do their calls.
    [[nodiscard]] Result<void> put(qint64 run, const RatingPeriod &period, const std::vector<ChargedLeg> &legs);
    /// The most frequent first.
    [[nodiscard]] Result<std::vector<UnratedLegs>> unrated(const UnratedScope &scope);

private:
    [[nodiscard]] Result<void> putOnServer(qint64 run, const RatingPeriod &period, const std::vector<ChargedLeg> &legs);

    Connection &m_connection;
};

} // namespace callveil
