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
    void tellsWhatIsLeft();
    void warnsBelowTheMark();
    void whatIsOutOfServiceIsNotLeft();
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
    QCOMPARE(*utilisationOf(pool, {{DidState::InService, 2}, {DidState::Retired, 98}}, {1, 0, 1, 1, 1}), 50);
    QVERIFY(!utilisationOf(pool, {{DidState::Retired, 98}}, {}));
}

void TestPoolUse::tellsWhatIsLeft()
{
    Pool pool;
    pool.sharing = Sharing::Exclusive;
    const StateCounts counts{{DidState::InService, 4}, {DidState::Draining, 2}};
    QCOMPARE(leftIn(pool, counts, {2, 1, 1, 3}), 1);
    // All four are bound, and each of them still serves everybody who is not on it.
    pool.sharing = Sharing::PairUnique;
    QCOMPARE(leftIn(pool, counts, {4, 0, 0, 1, 1}), 3);
    QCOMPARE(leftIn(pool, counts, {6, 0, 0, 6, 4}), 0);
    QCOMPARE(leftIn(pool, counts, {6, 0, 0, 2, 0}), 4); // he stands on those alone that drain
}

void TestPoolUse::warnsBelowTheMark()
{
    const StateCounts counts{{DidState::InService, 10}, {DidState::Retired, 90}};
    Pool pool;
    pool.lowWaterPercent = 20;
    for (const Sharing sharing : {Sharing::Exclusive, Sharing::PairUnique}) {
        pool.sharing = sharing;
        const bool alone = sharing == Sharing::Exclusive;
        const PoolUse enough = alone ? PoolUse{5, 3, 2, 1} : PoolUse{10, 0, 0, 8, 8};
        const PoolUse tooFew = alone ? PoolUse{5, 4, 1, 1} : PoolUse{10, 0, 0, 9, 9};
        QVERIFY(!isLow(pool, counts, enough));
        QVERIFY(isLow(pool, counts, tooFew));
        QCOMPARE(highestUtilisation(pool, counts, enough), 80);
        QCOMPARE(*utilisationOf(pool, counts, enough), 80);
        QVERIFY(isLow(pool, {{DidState::Retired, 9}}, {}));
    }
    pool.lowWaterPercent = 0; // no warning as long as it has numbers
    QVERIFY(!isLow(pool, counts, {10, 0, 0, 10, 10}));
    QVERIFY(isLow(pool, {}, {}));
}

void TestPoolUse::whatIsOutOfServiceIsNotLeft()
{
    const StateCounts counts{{DidState::InService, 2}, {DidState::Suspended, 8}};
    Pool pool;
    pool.lowWaterPercent = 20;
    for (const Sharing sharing : {Sharing::Exclusive, Sharing::PairUnique}) {
        pool.sharing = sharing;
        QVERIFY(!isLow(pool, counts, {0, 0, 2, 0}));
        QVERIFY(isLow(pool, counts, {1, 0, 1, 1, 1}));
        QVERIFY(*utilisationOf(pool, counts, {1, 0, 1, 1, 1}) > highestUtilisation(pool, counts, {1, 0, 1, 1, 1}));
    }
}

QTEST_GUILESS_MAIN(TestPoolUse)
#include "tst_pool_use.moc"
