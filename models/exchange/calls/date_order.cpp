// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/date_order.h"

#include "exchange/calls/time_text.h"

#include <QSet>

#include <algorithm>

namespace callveil {

namespace {

bool isMonthFirstRegion(const QString &region)
{
    static const QStringList regions{QStringLiteral("US"), QStringLiteral("PH"), QStringLiteral("PR"),
        QStringLiteral("GU"), QStringLiteral("AS"), QStringLiteral("VI"), QStringLiteral("MP"), QStringLiteral("FM"),
        QStringLiteral("MH"), QStringLiteral("PW")};
    return regions.contains(region.toUpper());
}

/// What the dates of a column prove; years of four digits at the front prove themselves.
struct Evidence {
    int dayFirst = 0;
    int monthFirst = 0;
    int yearFirst = 0;
    int shortYears = 0;
    int dotted = 0;
    bool firstNeverYear = true; ///< no first number over 31
    QSet<int> firsts;
    QSet<int> thirds;

    void add(const DateNumbers &date)
    {
        yearFirst += date.yearFirst;
        if (date.yearFirst)
            return;
        shortYears += date.shortYear;
        dotted += date.dotted;
        firstNeverYear = firstNeverYear && date.first <= 31;
        dayFirst += date.first > 12;
        monthFirst += date.second > 12;
        firsts.insert(date.first);
        thirds.insert(date.third);
    }

    /// With two-digit years the year is the number that hardly changes.
    [[nodiscard]] bool shortYearFirst() const
    {
        const bool thirdIsDay = std::all_of(thirds.begin(), thirds.end(), [](int third) { return third <= 31; });
        return shortYears > 0 && thirdIsDay && (!firstNeverYear || firsts.size() * 2 < thirds.size());
    }
};

} // namespace

DateOrder guessDateOrder(const QList<QStringList> &rows, int column, const QString &region)
{
    Evidence evidence;
    for (const QStringList &row : rows) {
        if (const auto date = dateNumbers(row.value(column).toUtf8()))
            evidence.add(*date);
    }
    if (evidence.shortYearFirst())
        return DateOrder::YearMonthDay;
    if (evidence.dayFirst != evidence.monthFirst)
        return evidence.dayFirst > evidence.monthFirst ? DateOrder::DayMonthYear : DateOrder::MonthDayYear;
    if (evidence.firsts.isEmpty())
        return DateOrder::YearMonthDay;
    // Nobody who writes dates with dots puts the month first.
    return isMonthFirstRegion(region) && evidence.dotted == 0 ? DateOrder::MonthDayYear : DateOrder::DayMonthYear;
}

} // namespace callveil
