// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/pool.h"

#include <QtTest>

using namespace callveil;

class TestPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesTheClassicStrategies_data();
    void namesTheClassicStrategies();
    void presetsAmountToTheirStrategy();
    void refusesWhatIsOutOfRange_data();
    void refusesWhatIsOutOfRange();
    void findsAPoolThatComesBackToItself();
    void servesAllOrChosenProcesses();
    void knowsWhichStatesFollow();
    void keysAreReadBack();
};

void TestPool::namesTheClassicStrategies_data()
{
    QTest::addColumn<Sharing>("sharing");
    QTest::addColumn<AreaMatch>("match");
    QTest::addColumn<Strategy>("strategy");

    QTest::newRow("one pair") << Sharing::Exclusive << AreaMatch::Off << Strategy::Dedicated;
    QTest::newRow("many pairs") << Sharing::PairUnique << AreaMatch::Off << Strategy::Shared;
    QTest::newRow("near") << Sharing::PairUnique << AreaMatch::Prefer << Strategy::Regional;
    QTest::newRow("near, one pair") << Sharing::Exclusive << AreaMatch::Strict << Strategy::Regional;
}

void TestPool::namesTheClassicStrategies()
{
    QFETCH(Sharing, sharing);
    QFETCH(AreaMatch, match);
    Pool pool;
    pool.sharing = sharing;
    pool.areaMatch = match;
    QTEST(strategyOf(pool), "strategy");
}

void TestPool::presetsAmountToTheirStrategy()
{
    for (const Sharing before : {Sharing::Exclusive, Sharing::PairUnique})
        for (const Strategy strategy : {Strategy::Dedicated, Strategy::Shared, Strategy::Regional}) {
            Pool pool;
            pool.sharing = before;
            applyStrategy(pool, strategy);
            QCOMPARE(strategyOf(pool), strategy);
            if (strategy == Strategy::Regional)
                QCOMPARE(pool.sharing, before); // it says nothing of sharing
        }
}

void TestPool::refusesWhatIsOutOfRange_data()
{
    QTest::addColumn<std::function<void(Pool &)>>("change");
    QTest::addColumn<QString>("field"); // empty: it fits

    using Change = std::function<void(Pool &)>;
    const auto row = [](const char *name, const Change &change, const char *field) {
        QTest::newRow(name) << change << QString::fromLatin1(field);
    };
    row(
        "as it comes", [](Pool &) {}, "");
    row(
        "no expiry", [](Pool &p) { p.expiryMinutes.reset(); }, "");
    row(
        "no cool-down", [](Pool &p) { p.coolDownMinutes = 0; }, "");
    row(
        "too quick", [](Pool &p) { p.expiryMinutes = 4; }, "expiry");
    row(
        "too slow", [](Pool &p) { p.expiryMinutes = Pool::mostMinutes + 1; }, "expiry");
    row(
        "half an hour idle", [](Pool &p) { p.idleMinutes = 30; }, "");
    row(
        "idle too soon", [](Pool &p) { p.idleMinutes = 29; }, "idle");
    row(
        "idle too late", [](Pool &p) { p.idleMinutes = Pool::mostMinutes + 1; }, "idle");
    row(
        "before it ended", [](Pool &p) { p.coolDownMinutes = -1; }, "cool-down");
    row(
        "more than all", [](Pool &p) { p.lowWaterPercent = 101; }, "low-water");
    row(
        "letters", [](Pool &p) { p.area = u"20a"_qs; }, "area");
    row(
        "Arabic digits", [](Pool &p) { p.area = u"\u0662\u0660"_qs; }, "area");
    row(
        "too long", [](Pool &p) { p.area = u"2071234"_qs; }, "area");
    row(
        "for nothing", [](Pool &p) { p.voice = p.sms = false; }, "media");
    row(
        "SMS alone", [](Pool &p) { p.voice = false, p.sms = true; }, "");
    row(
        "nowhere", [](Pool &p) { p.lateAnswer = LateAnswer::Ivr; }, "late-target");
}

void TestPool::refusesWhatIsOutOfRange()
{
    QFETCH(std::function<void(Pool &)>, change);
    QFETCH(QString, field);
    Pool pool;
    change(pool);
    const auto fits = checkPool(pool);
    QCOMPARE(fits.has_value(), field.isEmpty());
    if (!fits)
        QCOMPARE(fits.error().args.value(0), field);
}

void TestPool::findsAPoolThatComesBackToItself()
{
    const auto pool = [](qint64 id, const QString &name, const QList<PoolId> &fallbacks) {
        Pool one;
        one.id = {id};
        one.name = name;
        one.fallbacks = fallbacks;
        return one;
    };
    std::vector<Pool> all{
        pool(1, u"a"_qs, {PoolId{2}}), pool(2, u"b"_qs, {PoolId{3}, PoolId{9}}), pool(3, u"c"_qs, {})};
    for (qint64 id = 1; id <= 3; ++id)
        QVERIFY(checkFallbacks(all, {id})); // 9 is none that this person sees
    all[2].fallbacks = {PoolId{1}};
    const auto round = checkFallbacks(all, {1});
    QVERIFY(!round && round.error().fault == Fault::PoolFallsBackToItself);
    QCOMPARE(round.error().args, QStringList(u"a"_qs));
    all[2].fallbacks = {PoolId{2}}; // a circle that does not lead back to the first
    QVERIFY(checkFallbacks(all, {1}));
    QVERIFY(!checkFallbacks(all, {2}));
}

void TestPool::servesAllOrChosenProcesses()
{
    Pool pool;
    QVERIFY(serves(pool, {7}));
    pool.allProcesses = false;
    QVERIFY(!serves(pool, {7}));
    pool.processes = {{5}, {7}};
    QVERIFY(serves(pool, {7}) && !serves(pool, {6}));
}

void TestPool::knowsWhichStatesFollow()
{
    QVERIFY(mayBecome(DidState::InService, DidState::Retired));
    QVERIFY(mayBecome(DidState::Draining, DidState::Suspended));
    QVERIFY(mayBecome(DidState::Retired, DidState::InService));
    QVERIFY(!mayBecome(DidState::Retired, DidState::Draining));
    QVERIFY(!mayBecome(DidState::Retired, DidState::Suspended));
}

void TestPool::keysAreReadBack()
{
    for (const Sharing sharing : {Sharing::Exclusive, Sharing::PairUnique})
        QCOMPARE(sharingFromKey(sharingKey(sharing)), sharing);
    for (const AreaMatch match : {AreaMatch::Off, AreaMatch::Prefer, AreaMatch::Strict})
        QCOMPARE(areaMatchFromKey(areaMatchKey(match)), match);
    for (const NumberType type : {NumberType::Local, NumberType::Mobile, NumberType::TollFree})
        QCOMPARE(numberTypeFromKey(numberTypeKey(type)), type);
    QVERIFY(!sharingFromKey(u"both"_qs));
}

QTEST_APPLESS_MAIN(TestPool)
#include "tst_pool.moc"
