// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "pool_scene.h"

namespace callveil {

/// Who may see and change pools, also past the program, and what the record says of it.
class PoolRightsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void keepsToThePersonsProcesses();
    void needsThePermission();
    void rawSqlGetsNoFurther();
    void everyChangeIsRecorded();
};

void PoolRightsTest::keepsToThePersonsProcesses()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId all = scene.add(QStringLiteral("All")), sales = scene.add(QStringLiteral("Sales"), {scene.sales}),
                 both = scene.add(QStringLiteral("Both"), {scene.sales, scene.support}),
                 support = scene.add(QStringLiteral("Support"), {scene.support});
    const auto manager = scene.desk.hire(QStringLiteral("gus"), Role::GroupManager, {scene.sales});
    PoolService pools(*manager);
    QStringList names;
    for (const PoolLine &line : taken(pools.overview()).pools)
        names.append(line.pool.name);
    QCOMPARE(names, QStringList({QStringLiteral("All"), QStringLiteral("Both"), QStringLiteral("Sales")}));
    for (const PoolId id : {all, both}) {
        Pool pool = scene.get(id);
        pool.coolDownMinutes = 1;
        QVERIFY(!pools.save(pool).result());
        QVERIFY(scene.get(id).coolDownMinutes != 1);
        QVERIFY(!pools.addNumbers(id, range, std::make_shared<std::atomic<bool>>(false)).result());
        QVERIFY(scene.seen(id).isEmpty());
    }
    QCOMPARE(faultOf(pools.numbers(support)), Fault::PoolUnknown);
    Pool own = scene.get(sales);
    own.coolDownMinutes = 1;
    taken(pools.save(own));
    taken(pools.addNumbers(sales, range, std::make_shared<std::atomic<bool>>(false)));
    own = scene.get(sales);
    own.processes.append(scene.support);
    QVERIFY(!pools.save(own).result());
    own.allProcesses = true;
    QCOMPARE(faultOf(pools.save(own)), Fault::NotPermitted);
    Pool fresh = london();
    fresh.allProcesses = false;
    fresh.processes = {scene.sales};
    taken(pools.save(fresh));
}

void PoolRightsTest::needsThePermission()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("A"));
    const auto analyst = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    PoolService pools(*analyst);
    QCOMPARE(faultOf(pools.overview()), Fault::NotPermitted);
    QCOMPARE(faultOf(pools.save(london())), Fault::NotPermitted);
    QCOMPARE(faultOf(pools.addNumbers(id, range, std::make_shared<std::atomic<bool>>(false))), Fault::NotPermitted);
    QCOMPARE(faultOf(pools.setState({}, DidState::Retired)), Fault::NotPermitted);
}

void PoolRightsTest::rawSqlGetsNoFurther()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all rights in it
    PoolScene scene(engine);
    const PoolId both = scene.add(QStringLiteral("Both"), {scene.sales, scene.support});
    static_cast<void>(scene.fill(both));
    const QList<SeenDid> numbers = scene.seen(both);
    const auto manager = scene.desk.hire(QStringLiteral("gus"), Role::GroupManager, {scene.sales});
    const auto analyst = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    const QString pool = QString::number(both.value), did = QString::number(numbers[0].id.value);
    const QStringList attacks{QStringLiteral("SELECT cv_api.did_change(%1, %2, 0, %2, 3)").arg(did, pool),
        QStringLiteral("SELECT cv_api.pool_add_did(%1, '+442079460999', '20')").arg(pool),
        QStringLiteral("SELECT cv_api.pool_serve(%1, %2, 1)").arg(pool).arg(scene.support.value),
        QStringLiteral("SELECT cv_api.pool_serve(%1, %2, 0)").arg(pool).arg(scene.sales.value),
        QStringLiteral("SELECT cv_api.pool_fall_back(%1, 0, 0)").arg(pool),
        QStringLiteral("SELECT cv_api.pool_put(%1, 1, 'x', 'x', '', 'GB', '', 0, 0, 0, 1, 0, 60, 0, 0, 0, 0, 0, '', 0)")
            .arg(pool),
        QStringLiteral("SELECT cv_api.pool_put(0, 0, 'x', 'x', '', 'GB', '', 0, 0, 0, 1, 0, 60, 0, 0, 0, 0, 0, '', 1)"),
        QStringLiteral("UPDATE cv.did SET state = 3"), QStringLiteral("DELETE FROM cv.pool_process"),
        QStringLiteral("UPDATE cv.pool SET name = 'x'")};
    for (const QString &attack : attacks)
        for (const auto &person : {manager, analyst}) {
            const auto done = runWithDeed(*person, attack);
            QVERIFY2(!done && done.error().code == ErrorCode::Denied, qPrintable(attack));
        }
    // What he may do still needs its entry.
    const QString own =
        QStringLiteral("SELECT cv_api.pool_put(0, 0, 'x', 'x', '', 'GB', '', 0, 0, 0, 1, 0, 60, 0, 0, 0, 0, 0, '', 0)");
    QVERIFY(!runAs(*manager, own));
    QVERIFY(runWithDeed(*manager, own));
    // A number stays in a pool, a pool that serves nothing yet is whose who made it, and no two pools go round.
    const PoolId other = scene.add(QStringLiteral("Other"), {scene.sales, scene.support});
    static_cast<void>(
        runWithDeed(*scene.desk.admin, QStringLiteral("SELECT cv_api.did_change(%1, %2, 0, NULL, 0)").arg(did, pool)));
    QCOMPARE(scene.seen(both).size(), numbers.size());
    const QString fresh = DatabaseLook(scene.desk.organisation)
                              .one(QStringLiteral("SELECT id FROM pool WHERE name_key = 'x'"))
                              .toString();
    const auto second = scene.desk.hire(QStringLiteral("gil"), Role::GroupManager, {scene.support});
    const QString claim = QStringLiteral("SELECT cv_api.pool_serve(%1, %2, 1)");
    QVERIFY(!runWithDeed(*second, claim.arg(fresh).arg(scene.support.value)));
    QVERIFY(runWithDeed(*manager, claim.arg(fresh).arg(scene.sales.value)));
    const QString unseen = QString::number(scene.add(QStringLiteral("Unseen"), {scene.support}).value);
    const QString fallBack = QStringLiteral("SELECT cv_api.pool_fall_back(%1, 0, %2)");
    QVERIFY(!runWithDeed(*manager, fallBack.arg(fresh, unseen)));
    const QString another = QString::number(other.value);
    QVERIFY(runWithDeed(*scene.desk.admin, fallBack.arg(pool, another)));
    QVERIFY(!runWithDeed(*scene.desk.admin, fallBack.arg(another, pool)));
    // A retired number comes back into service and nowhere else.
    taken(scene.pools.setState({numbers[0]}, DidState::Retired));
    QVERIFY(
        !runWithDeed(*scene.desk.admin, QStringLiteral("SELECT cv_api.did_change(%1, %2, 3, %2, 1)").arg(did, pool)));
}

void PoolRightsTest::everyChangeIsRecorded()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId a = scene.add(QStringLiteral("A")), b = scene.add(QStringLiteral("B"));
    static_cast<void>(scene.fill(a, QStringLiteral("+442079460100 .. +442079460149")));
    taken(scene.pools.setState(scene.seen(a).mid(0, 1), DidState::Draining));
    taken(scene.pools.move(scene.seen(a).mid(0, 2), b));
    Pool pool = scene.get(a);
    pool.lowWaterPercent = 1;
    taken(scene.pools.save(pool));
    const auto deeds =
        DatabaseLook(scene.desk.organisation)
            .run(QStringLiteral("SELECT action, object, after, before FROM deed WHERE action LIKE 'pool.%' "
                                "ORDER BY seq"));
    QStringList actions;
    for (const QVariantList &deed : deeds)
        actions.append(deed[0].toString());
    QCOMPARE(actions,
        QStringList({QStringLiteral("pool.create"), QStringLiteral("pool.create"), QStringLiteral("pool.add-numbers"),
            QStringLiteral("pool.drain"), QStringLiteral("pool.move-numbers"), QStringLiteral("pool.change")}));
    QCOMPARE(deeds[2][2].toString(), QStringLiteral("numbers 50; +442079460100..+442079460149"));
    QCOMPARE(deeds[3][2].toString(), QStringLiteral("numbers 1; +442079460100"));
    QCOMPARE(deeds[3][3].toString(), QStringLiteral("in-service"));
    QCOMPARE(deeds[4][1].toString(), QStringLiteral("pool %1").arg(b.value));
    QCOMPARE(deeds[4][3].toString(), QStringLiteral("pool %1").arg(a.value));
    QVERIFY(deeds[5][2].toString().contains(QLatin1String("low-water 1;")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::PoolRightsTest)
#include "tst_pool_rights.moc"
