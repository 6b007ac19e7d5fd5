// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/pool_use.h"

#include <QTest>

using namespace callveil;

/// How full a pool is, under both ways of sharing.
class TestPoolUse final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsNumbersThatServeOnePair();
    void countsTheBusiestPartyWherePairsShare();
    void leavesRetiredNumbersOut();
    void warnsBelowTheMark();
};

void TestPoolUse::countsNumbersThatServeOnePair()
{
    Pool pool;
    pool.sharing = Sharing::Exclusive;
    const StateCounts counts{{DidState::InService, 30}, {DidState::Draining, 10}};
    QCOMPARE(*utilisationOf(pool, counts, {10, 10, 20, 3}), 50);
    QCOMPARE(*utilisationOf(pool, counts, {39, 0, 0, 3}), 98);
    QCOMPARE(*utilisationOf(pool, counts, {40, 0, 0, 3}), 100);
}

void TestPoolUse::countsTheBusiestPartyWherePairsShare()
{
    Pool pool;
    pool.sharing = Sharing::PairUnique;
    QCOMPARE(*utilisationOf(pool, {{DidState::InService, 40}}, {40, 0, 0, 10}), 25);
}

void TestPoolUse::leavesRetiredNumbersOut()
{
    Pool pool;
    pool.sharing = Sharing::Exclusive;
    QCOMPARE(*utilisationOf(pool, {{DidState::InService, 2}, {DidState::Retired, 98}}, {1, 0, 1, 1}), 50);
    QVERIFY(!utilisationOf(pool, {{DidState::Retired, 98}}, {}));
}

void TestPoolUse::warnsBelowTheMark()
{
    Pool pool;
    pool.lowWaterPercent = 20;
    QCOMPARE(highestUtilisation(pool), 80);
    QVERIFY(!isLow(pool, 80));
    QVERIFY(isLow(pool, 81));
    QVERIFY(isLow(pool, std::nullopt));
}

QTEST_GUILESS_MAIN(TestPoolUse)
#include "tst_pool_use.moc"
