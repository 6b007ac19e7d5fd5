// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/rate_limit.h"

#include <QRandomGenerator>
#include <QtTest>
#include <rapidcheck.h>

#include <limits>
#include <vector>

using namespace callveil;

/// A rate is kept whatever the clock does, and nobody waits longer than he must.
class TestRateLimit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void letsSomeGoAtOnce_data();
    void letsSomeGoAtOnce();
    void saysHowLongToWait();
    void goesOnAtItsRate();
    void aClockThatIsSetBackGivesNothing();
    void aLongSilenceGivesNoMoreThanTheBurst();
    void keepsToItsRateInEveryMinute();
    void whoeverWaitsAsToldGoes();
};

void TestRateLimit::letsSomeGoAtOnce_data()
{
    QTest::addColumn<int>("perMinute");
    QTest::addColumn<int>("burst");
    for (const auto &[perMinute, burst] : {std::pair(1, 1), std::pair(5, 5), std::pair(10, 10), std::pair(60, 10),
             std::pair(600, 100), std::pair(6000, 1000), std::pair(0, 1), std::pair(-7, 1)})
        QTest::addRow("%d", perMinute) << perMinute << burst;
}

void TestRateLimit::letsSomeGoAtOnce()
{
    QFETCH(int, perMinute);
    QFETCH(int, burst);
    RateLimit limit(perMinute);
    QCOMPARE(limit.burst(), burst);
    for (int i = 0; i < burst; ++i)
        QVERIFY(!limit.take(1000));
    QVERIFY(limit.take(1000));
}

void TestRateLimit::saysHowLongToWait()
{
    RateLimit limit(1);
    QVERIFY(!limit.take(0));
    QCOMPARE(limit.take(0), std::optional(60));
    QCOMPARE(limit.take(30500), std::optional(30)); // 29.5 s, rounded up
    QCOMPARE(limit.take(59999), std::optional(1));
    QVERIFY(!limit.take(60000));
    QCOMPARE(limit.take(60000), std::optional(60));
}

void TestRateLimit::goesOnAtItsRate()
{
    RateLimit limit(600);
    while (!limit.take(0)) { }
    int gone = 0;
    for (qint64 now = 1; now <= 60000; ++now)
        gone += !limit.take(now);
    QCOMPARE(gone, 600);
}

void TestRateLimit::aClockThatIsSetBackGivesNothing()
{
    RateLimit limit(60);
    while (!limit.take(100000)) { }
    QVERIFY(limit.take(0));
    QVERIFY(limit.take(999));
    QVERIFY(!limit.take(1000)); // and goes on from there
}

void TestRateLimit::aLongSilenceGivesNoMoreThanTheBurst()
{
    RateLimit limit(6000);
    while (!limit.take(0)) { }
    const qint64 later = std::numeric_limits<qint64>::max() / 2;
    int gone = 0;
    while (!limit.take(later))
        ++gone;
    QCOMPARE(gone, limit.burst());
}

void TestRateLimit::keepsToItsRateInEveryMinute()
{
    const bool holds = rc::check("never more than the rate and the burst in any minute", [] {
        QRandomGenerator random(*rc::gen::arbitrary<quint32>());
        const int perMinute = int(random.bounded(1, 1 << random.bounded(1, 13)));
        RateLimit limit(perMinute);
        std::vector<qint64> gone;
        qint64 now = random.bounded(1000000);
        // Pauses of nothing, of milliseconds, and of seconds, by turns.
        for (int i = 0; i < 5000; ++i) {
            const int kind = random.bounded(20);
            now += kind < 12 ? 0 : kind < 19 ? random.bounded(50) : random.bounded(20000);
            if (!limit.take(now))
                gone.push_back(now);
        }
        size_t first = 0;
        for (size_t last = 0; last < gone.size(); ++last) {
            while (gone[last] - gone[first] >= 60000)
                ++first;
            RC_ASSERT(qint64(last - first + 1) <= qint64(perMinute) + limit.burst());
        }
    });
    QVERIFY(holds);
}

void TestRateLimit::whoeverWaitsAsToldGoes()
{
    const bool holds = rc::check("the seconds that are named are enough", [] {
        RateLimit limit(*rc::gen::inRange(1, 6001));
        qint64 now = 0;
        for (int i = 0; i < 300; ++i) {
            now += *rc::gen::inRange(0, 100);
            const auto wait = limit.take(now);
            if (!wait)
                continue;
            RC_ASSERT(*wait >= 1 && *wait <= 60);
            now += qint64(*wait) * 1000;
            RC_ASSERT(!limit.take(now));
        }
    });
    QVERIFY(holds);
}

QTEST_GUILESS_MAIN(TestRateLimit)
#include "tst_rate_limit.moc"
