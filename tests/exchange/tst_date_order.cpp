// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/date_order.h"

#include <QTest>

using namespace callveil;

class TestDateOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDayOverTwelveProvesTheOrder()
    {
        QCOMPARE(orderOf({QStringLiteral("02/11/2026"), QStringLiteral("13/11/2026")}, "US"), DateOrder::DayMonthYear);
        QCOMPARE(orderOf({QStringLiteral("02.11.2026"), QStringLiteral("11.13.2026")}, "DE"), DateOrder::MonthDayYear);
    }

    void theRegionDecidesWhatTheDatesLeaveOpen()
    {
        QCOMPARE(orderOf({QStringLiteral("02/11/2026 09:08")}, "US"), DateOrder::MonthDayYear);
        QCOMPARE(orderOf({QStringLiteral("02/11/2026 09:08")}, "DE"), DateOrder::DayMonthYear);
    }

    void dottedDatesBeginWithTheDayEverywhere()
    {
        for (const char *region : {"US", "PH", "DE"})
            QCOMPARE(orderOf({QStringLiteral("02.11.2026 09:08")}, region), DateOrder::DayMonthYear);
    }

    void aYearAtTheFrontNeedsNoRegion()
    {
        QCOMPARE(orderOf({QStringLiteral("2026-11-02")}, "US"), DateOrder::YearMonthDay);
    }

private:
    static DateOrder orderOf(const QStringList &dates, const char *region)
    {
        QList<QStringList> rows;
        for (const QString &date : dates)
            rows.append({QStringLiteral("x"), date});
        return guessDateOrder(rows, 1, QLatin1String(region));
    }
};

QTEST_GUILESS_MAIN(TestDateOrder)
#include "tst_date_order.moc"
