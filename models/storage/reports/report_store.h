// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "storage/database/connection.h"

#include <QList>

namespace callveil {

/// First and last day of a piece of a period, days since 1970; a piece lies between 1970 and 2243.
using DaySpan = std::pair<int, int>;

/// Which sums by day are read, and whose.
struct DaySums {
    enum Sort { Everything = 0, Account = 1, Country = 2, Agent = 3 };
    enum By { Sorts = 0, Processes = 1, Campaigns = 2 }; ///< members are those of the sort, or ids of these

    std::vector<DaySpan> pieces;
    QList<ProcessId> processes;
    Sort sort = Everything;
    By by = Sorts;
};

/// Sums of the calls of one piece and member.
struct CallSums {
    qint64 calls = 0, answered = 0, masked = 0, legs = 0, talkSeconds = 0, billableSeconds = 0;
};

struct CallSumsOf {
    int piece = 0; ///< its place
    QString member;
    CallSums sums;
};

/// What legs of one piece, member and currency cost (list 0), or what is charged on (list 1).
struct ChargeSumsOf {
    int piece = 0;
    QString member;
    int list = 0;
    QString currency;
    qint64 legs = 0, micros = 0;
};

/// The samples of a pool in one piece.
struct PoolSumsOf {
    int piece = 0;
    PoolId pool;
    qint64 samples = 0, numbers = 0, bound = 0, taken = 0;
    qint64 peak = 0; ///< parts of a thousand
};

/// What was counted on a day (UTC).
struct DayCount {
    int day = 0; ///< days since 1970
    QString member; ///< id of the pool, key of the brand
    qint64 count = 0;
};

struct RevealCount {
    int day = 0;
    PersonId person;
    qint64 granted = 0, denied = 0, numbers = 0;
};

/// A day and member whose sums are not those of the calls.
struct OddSums {
    int day = 0; ///< days since 1970
    int sort = 0;
    QString member;
};

/// What a comparison of sums and calls gave.
struct SumsChecked {
    qint64 rows = 0; ///< of the sums
    std::vector<OddSums> odd; ///< a thousand at most
};

/// Reads the sums by day, and what else reports count. A server answers whoever views reports, of his processes.
class ReportStore final {
public:
    explicit ReportStore(Connection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<std::vector<CallSumsOf>> calls(const DaySums &which);
    [[nodiscard]] Result<std::vector<ChargeSumsOf>> charges(const DaySums &which);
    [[nodiscard]] Result<std::vector<PoolSumsOf>> pools(const std::vector<DaySpan> &pieces);
    [[nodiscard]] Result<std::vector<DayCount>> lateCalls(const DaySpan &days);
    [[nodiscard]] Result<std::vector<DayCount>> optOuts(const DaySpan &days);
    [[nodiscard]] Result<std::vector<RevealCount>> reveals(const DaySpan &days);
    /// Adds up every leg of the process on these days.
    [[nodiscard]] Result<SumsChecked> check(ProcessId process, const DaySpan &days);

private:
    Connection &m_connection;
};

} // namespace callveil
