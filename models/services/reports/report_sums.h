// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report.h"
#include "storage/reports/report_store.h"

#include <array>
#include <map>

namespace callveil {

/// Legs of one list and currency, and what they amount to.
struct ChargedLegs {
    qint64 legs = 0, micros = 0;
};

/// Means of samples, in thousandths; of several pools they are added up.
struct PoolMeans {
    bool isMeasured = false;
    qint64 numbers = 0, bound = 0, taken = 0;
    qint64 peak = 0; ///< parts of a thousand, of the pool that had most of its numbers in use
};

/// Everything that was counted of one piece of a period and one member.
struct MemberSums {
    CallSums calls;
    std::map<QString, std::array<ChargedLegs, 2>> charges; ///< by currency; cost and recharge
    PoolMeans pools;
    qint64 lateCalls = 0, granted = 0, denied = 0, numbers = 0, optOuts = 0;

    /// Of calls that are in none of these; samples of pools cannot be added.
    void add(const MemberSums &more);
    void add(const CallSums &more);
    void add(const PoolSumsOf &samples);
};

/// By the place of the piece and the member's name.
using ReportSums = std::map<std::pair<int, QString>, MemberSums>;

/// What one column says of the sums. What is no sum of money stands once, in the row of the first currency.
[[nodiscard]] std::optional<qint64> figureOf(
    const MemberSums &sums, ReportColumn column, const QString &currency, bool isFirst);

/// The rows of a report from the sums of its period, and of the period before when it compares.
[[nodiscard]] std::vector<ReportRow> rowsOf(const ReportRequest &request, const std::vector<QDate> &pieces,
    const ReportSums &sums, const ReportSums *before, int piecesBefore);

} // namespace callveil
