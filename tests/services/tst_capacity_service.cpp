// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_scene.h"

#include "services/pools/capacity_service.h"

namespace callveil {

namespace {

constexpr qint64 hour = 60 * 60 * 1000;
constexpr qint64 day = 24 * hour;

} // namespace

/// How full pools are: noted, thinned, looked back upon.
class CapacityServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void notesWhatThePageShows();
    void notesOnceInFiveMinutes();
    void looksBackAsFarAsAsked();
    void keepsThePeaksOfOldHours();
    void foretellsFromTheDays();
    void countsBindingsByAge();
    void othersPoolsAreUnknown();
    void needsThePermission();

private:
    static void note(const BindingScene &scene, PoolId pool, qint64 at, int bound, int free, int busiest = 0);
    [[nodiscard]] static qint64 now() { return QDateTime::currentMSecsSinceEpoch(); }
};

void CapacityServiceTest::note(const BindingScene &scene, PoolId pool, qint64 at, int bound, int free, int busiest)
{
    DatabaseLook(scene.desk.organisation)
        .run(QStringLiteral("INSERT INTO pool_sample VALUES (%1, %2, %3, %4, 0, %5, %6)")
                 .arg(pool.value)
                 .arg(at)
                 .arg(bound + free)
                 .arg(bound)
                 .arg(free)
                 .arg(busiest));
}

void CapacityServiceTest::notesWhatThePageShows()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 5);
    static_cast<void>(scene.bind(pool, 1, 1));
    taken(scene.bindings.release(scene.bind(pool, 2, 2).binding));
    const auto numbers = scene.seen(pool.id);
    taken(scene.pools.setState({numbers.back()}, DidState::Retired));
    CapacityService capacity(*scene.desk.admin);
    QCOMPARE(taken(capacity.sample()), 1);
    const PoolHistory history = taken(capacity.history(pool.id, hour));
    QCOMPARE(history.samples.size(), 1u);
    const PoolSample &sample = history.samples.front();
    QCOMPARE(sample.at % PoolSample::pause, 0);
    QVERIFY(sample.at <= history.to && sample.at > history.to - 2 * PoolSample::pause);
    QCOMPARE(sample.numbers, 4);
    QCOMPARE(sample.use.bound, 1);
    QCOMPARE(sample.use.cooling, 1);
    QCOMPARE(sample.use.free, 2);
    QCOMPARE(sample.use.busiest, 1);
    QCOMPARE(history.pool.id, pool.id);
    QCOMPARE(history.forecast.kind, Forecast::Kind::TooEarly);
}

void CapacityServiceTest::notesOnceInFiveMinutes()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 2);
    CapacityService capacity(*scene.desk.admin);
    qint64 noted = 1;
    for (int attempt = 0; attempt < 3 && noted > 0; ++attempt) // five minutes may end in between, not twice
        noted = taken(capacity.sample());
    QCOMPARE(noted, 0);
    QVERIFY(taken(capacity.history(pool.id, hour)).samples.size() <= 2);
}

void CapacityServiceTest::looksBackAsFarAsAsked()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 2), other = scene.pool(Sharing::Exclusive, 2);
    for (const qint64 hours : {1, 30, 100})
        note(scene, pool.id, now() - hours * hour, int(hours), 0);
    note(scene, other.id, now() - hour, 7, 7);
    CapacityService capacity(*scene.desk.admin);
    const PoolHistory two = taken(capacity.history(pool.id, 2 * day));
    QCOMPARE(two.to - two.from, 2 * day);
    QCOMPARE(two.samples.size(), 2u);
    QCOMPARE(two.samples.front().use.bound, 30); // ascending
    QCOMPARE(taken(capacity.history(pool.id, 7 * day)).samples.size(), 3u);
}

void CapacityServiceTest::keepsThePeaksOfOldHours()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 2);
    const qint64 old = now() / hour * hour - 36 * day - 12 * hour, ancient = now() / hour * hour - 731 * day;
    const qint64 fresh = now() / hour * hour - 2 * day;
    for (int i = 0; i < 12; ++i) {
        // Most was taken in the fourth five minutes of the hour, and the busiest party stood on most in the eighth.
        note(scene, pool.id, old + i * PoolSample::pause, i == 3 ? 9 : 5, i == 3 ? 1 : 5, i == 7 ? 4 : 2);
        note(scene, pool.id, ancient + i * PoolSample::pause, 5, 5);
        note(scene, pool.id, fresh + i * PoolSample::pause, 5, 5);
    }
    CapacityService capacity(*scene.desk.admin);
    QCOMPARE(taken(capacity.sample()), 1);
    std::vector<qint64> kept;
    for (const PoolSample &sample : taken(capacity.history(pool.id, 800 * day)).samples)
        if (sample.at < fresh)
            kept.push_back((sample.at - old) / PoolSample::pause);
    QVERIFY(kept == (std::vector<qint64>{3, 7}));
    QCOMPARE(taken(capacity.history(pool.id, 3 * day)).samples.size(), 13u);
}

void CapacityServiceTest::foretellsFromTheDays()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 2);
    const qint64 today = now() / day;
    for (int i = 0; i <= 10; ++i) {
        const qint64 at = (today - i) * day;
        note(scene, pool.id, at, 40 - 2 * i, 20 + 2 * i);
        if (i > 0)
            note(scene, pool.id, at + hour, 3, 57); // a quiet hour tells nothing of a day's peak
    }
    CapacityService capacity(*scene.desk.admin);
    const Forecast forecast = taken(capacity.history(pool.id, hour)).forecast;
    QCOMPARE(forecast.days, 11);
    QCOMPARE(forecast.perDay, 2.0);
    QCOMPARE(forecast.kind, Forecast::Kind::DryOn);
    QCOMPARE(forecast.dryDay, today + 10);
}

void CapacityServiceTest::countsBindingsByAge()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3, [](Pool &p) { p.expiryMinutes = 3 * 24 * 60; });
    const Pool other = scene.pool(Sharing::PairUnique, 3);
    static_cast<void>(scene.bind(pool, 1, 1));
    taken(scene.bindings.release(scene.bind(pool, 2, 2).binding)); // over: not counted
    scene.pass(2 * 60);
    static_cast<void>(scene.bind(pool, 3, 3));
    static_cast<void>(scene.bind(pool, 4, 4));
    static_cast<void>(scene.bind(other, 5, 5));
    QVERIFY(taken(CapacityService(*scene.desk.admin).ages(pool.id)) == (AgeClasses{2, 1, 0, 0, 0, 0, 0}));
    scene.pass(4 * 24 * 60);
    QVERIFY(taken(CapacityService(*scene.desk.admin).ages(pool.id)) == AgeClasses{}); // expired, tidied or not
}

void CapacityServiceTest::othersPoolsAreUnknown()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const PoolId pool = scene.add(QStringLiteral("Support lines"), {scene.support});
    const auto limited = scene.desk.hire(QStringLiteral("lena"), Role::Supervisor, {scene.sales});
    CapacityService capacity(*limited);
    QCOMPARE(faultOf(capacity.history(pool, day)), Fault::PoolUnknown);
    QCOMPARE(faultOf(capacity.ages(pool)), Fault::PoolUnknown);
}

void CapacityServiceTest::needsThePermission()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 2);
    const auto analyst = scene.desk.hire(QStringLiteral("ada"), Role::Analyst, {scene.sales});
    CapacityService capacity(*analyst);
    QCOMPARE(faultOf(capacity.history(pool.id, day)), Fault::NotPermitted);
    QCOMPARE(faultOf(capacity.ages(pool.id)), Fault::NotPermitted);
    QCOMPARE(faultOf(capacity.sample()), Fault::NotPermitted);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CapacityServiceTest)
#include "tst_capacity_service.moc"
