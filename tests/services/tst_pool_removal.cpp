// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_scene.h"

#include "services/audit/object_names.h"

namespace callveil {

/// Pools that are no longer wanted: what keeps them, and what is left of them.
class PoolRemovalTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void leavesItsNameFree();
    void waitsForItsNumbers();
    void waitsForItsBindings();
    void waitsForBindingsThatAskedForIt();
    void waitsForPoolsThatFallBackToIt();
    void doesNotKeepThePoolsItFellBackTo();
    void itsRetiredNumbersMayBeTaken();
    void historyStillNamesIt();
    void asItWasSeen();
    void isForWhomeverAllItServesIs();
    void theDatabaseKeepsItEmpty();
    void whoeverOwnsTheDatabaseFillsItNotEither();
    void waitsForABindingThatIsJustBeingMade();

private:
    /// What a refusal names as keeping the pool, and how much of it.
    [[nodiscard]] static QStringList keptBy(PoolScene &scene, PoolId pool)
    {
        const Error error = errorOf(scene.pools.remove(scene.get(pool)));
        return error.fault == Fault::PoolNotEmpty ? error.args.mid(1) : QStringList();
    }
    [[nodiscard]] static QStringList kept(int count, const char *what)
    {
        return {QString::number(count), QLatin1String(what)};
    }
    [[nodiscard]] static QStringList names(PoolService &pools)
    {
        QStringList names;
        for (const PoolLine &line : taken(pools.overview()).pools)
            names.append(line.pool.name);
        return names;
    }
};

void PoolRemovalTest::leavesItsNameFree()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const QString name = QStringLiteral("Wrong"), other = QStringLiteral("Other");
    static_cast<void>(scene.add(other));
    for (int i = 0; i < 2; ++i) { // also a second one of that name
        const PoolId id = scene.add(name);
        taken(scene.pools.remove(scene.get(id)));
        QCOMPARE(names(scene.pools), QStringList(other));
        QCOMPARE(faultOf(scene.pools.numbers(id)), Fault::PoolUnknown);
    }
    const auto deeds = DatabaseLook(scene.desk.organisation)
                           .run(QStringLiteral("SELECT before, after FROM deed WHERE action = 'pool.remove'"));
    QCOMPARE(deeds.size(), 2);
    QVERIFY(deeds.front()[0].toString().startsWith(QStringLiteral("name Wrong; ")));
    QVERIFY(deeds.front()[1].toString().isEmpty());
}

void PoolRemovalTest::waitsForItsNumbers()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("A")), other = scene.add(QStringLiteral("B"));
    static_cast<void>(scene.fill(id));
    QCOMPARE(keptBy(scene, id), kept(10, "numbers"));
    taken(scene.pools.setState(scene.seen(id).mid(0, 8), DidState::Retired));
    QCOMPARE(keptBy(scene, id), kept(2, "numbers"));
    taken(scene.pools.move(scene.seen(id).mid(8), other));
    taken(scene.pools.remove(scene.get(id)));
    QCOMPARE(names(scene.pools), QStringList(QStringLiteral("B")));
    QCOMPARE(scene.seen(other).size(), 2);
}

void PoolRemovalTest::waitsForItsBindings()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 1, [](Pool &edited) { edited.coolDownMinutes = 60; });
    const Binding binding = scene.bind(pool, 1, 1).binding;
    taken(scene.pools.setState(scene.seen(pool.id), DidState::Retired));
    QCOMPARE(keptBy(scene, pool.id), kept(1, "bindings"));
    taken(scene.bindings.release(binding));
    QCOMPARE(keptBy(scene, pool.id), kept(1, "bindings")); // its number cools
    scene.pass(61);
    taken(scene.pools.remove(scene.get(pool.id)));
}

void PoolRemovalTest::waitsForBindingsThatAskedForIt()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const auto quick = [](Pool &edited) { edited.coolDownMinutes = 0; };
    const Pool next = scene.pool(Sharing::Exclusive, 1, quick), asked = scene.pool(Sharing::Exclusive, 1, quick);
    Pool edited = scene.get(asked.id);
    edited.fallbacks = {next.id};
    taken(scene.pools.save(edited));
    taken(scene.pools.setState(scene.seen(asked.id), DidState::Retired));
    const Binding binding = scene.bind(asked, 1, 1).binding;
    QCOMPARE(scene.find(binding.id).pool, next.id);
    QCOMPARE(keptBy(scene, asked.id), kept(1, "bindings"));
    taken(scene.bindings.release(binding));
    scene.pass(1);
    taken(scene.pools.remove(scene.get(asked.id)));
}

void PoolRemovalTest::waitsForPoolsThatFallBackToIt()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("A")), other = scene.add(QStringLiteral("B"));
    Pool pool = scene.get(other);
    pool.fallbacks = {id};
    taken(scene.pools.save(pool));
    QCOMPARE(keptBy(scene, id), kept(1, "fallbacks"));
    pool = scene.get(other);
    pool.fallbacks.clear();
    taken(scene.pools.save(pool));
    taken(scene.pools.remove(scene.get(id)));
    pool = scene.get(other);
    pool.fallbacks = {id};
    QCOMPARE(faultOf(scene.pools.save(pool)), Fault::PoolUnknown);
}

void PoolRemovalTest::doesNotKeepThePoolsItFellBackTo()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("A")), other = scene.add(QStringLiteral("B"));
    Pool pool = scene.get(id);
    pool.fallbacks = {other};
    taken(scene.pools.save(pool));
    taken(scene.pools.remove(scene.get(id)));
    taken(scene.pools.remove(scene.get(other)));
    QVERIFY(names(scene.pools).isEmpty());
}

void PoolRemovalTest::itsRetiredNumbersMayBeTaken()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("A")), other = scene.add(QStringLiteral("B"));
    static_cast<void>(scene.fill(id));
    taken(scene.pools.setState(scene.seen(id), DidState::Retired));
    QCOMPARE(scene.fill(other).added, 0); // it stands
    taken(scene.pools.remove(scene.get(id)));
    QCOMPARE(scene.fill(other).added, 10);
    for (const SeenDid &number : scene.seen(other))
        QCOMPARE(number.state, DidState::InService);
    QCOMPARE(scene.fill(other).added, 0);
}

void PoolRemovalTest::historyStillNamesIt()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 1, [](Pool &edited) { edited.coolDownMinutes = 0; });
    const Binding binding = scene.bind(pool, 1, 1).binding;
    taken(scene.bindings.release(binding));
    scene.pass(1);
    const PoolId other = scene.add(QStringLiteral("Other"));
    taken(scene.pools.move(scene.seen(pool.id), other));
    taken(scene.pools.remove(scene.get(pool.id)));
    QCOMPARE(scene.find(binding.id).poolName, pool.name);
    const QString object = QStringLiteral("pool %1").arg(pool.id.value);
    const auto named = scene.desk.admin->interactive()
                           .run([me = scene.desk.admin->identity(), object](
                                    Connection &connection) { return ObjectNames(connection, *me).of(object); })
                           .result();
    QCOMPARE(named.value_or(QString()), pool.name);
}

void PoolRemovalTest::asItWasSeen()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("A"));
    const Pool seen = scene.get(id);
    Pool changed = seen;
    changed.brand = QStringLiteral("Acme");
    taken(scene.pools.save(changed));
    QCOMPARE(faultOf(scene.pools.remove(seen)), Fault::EntryChanged);
    const Pool newest = scene.get(id);
    taken(scene.pools.remove(newest));
    QCOMPARE(faultOf(scene.pools.remove(newest)), Fault::PoolUnknown);
    QCOMPARE(faultOf(scene.pools.save(newest)), Fault::PoolUnknown);
}

void PoolRemovalTest::isForWhomeverAllItServesIs()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId sales = scene.add(QStringLiteral("Sales"), {scene.sales}),
                 both = scene.add(QStringLiteral("Both"), {scene.sales, scene.support}),
                 support = scene.add(QStringLiteral("Support"), {scene.support});
    const auto manager = scene.desk.hire(QStringLiteral("gus"), Role::GroupManager, {scene.sales});
    const auto analyst = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    PoolService managers(*manager);
    QCOMPARE(faultOf(PoolService(*analyst).remove(scene.get(sales))), Fault::NotPermitted);
    QVERIFY(!managers.remove(scene.get(both)).result());
    QCOMPARE(faultOf(managers.remove(scene.get(support))), Fault::PoolUnknown);
    QCOMPARE(names(scene.pools).size(), 3);
    taken(managers.remove(scene.get(sales)));
    QCOMPARE(names(scene.pools).size(), 2);
}

void PoolRemovalTest::theDatabaseKeepsItEmpty()
{
    QFETCH_GLOBAL(Engine, engine);
    PoolScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("A")), other = scene.add(QStringLiteral("B"));
    static_cast<void>(scene.fill(id, QStringLiteral("+442079460100")));
    const QString pool = QString::number(id.value), did = QString::number(scene.seen(id)[0].id.value);
    const auto runs = [&](const QString &sql) {
        return engine == Engine::Sqlite ? runAs(*scene.desk.admin, sql) : runWithDeed(*scene.desk.admin, sql);
    };
    if (engine == Engine::Sqlite) {
        QVERIFY(!runs(QStringLiteral("UPDATE pool SET removed_at = 1 WHERE id = ") + pool));
    } else { // it answers false
        QVERIFY(!runs(QStringLiteral("SELECT 1 / CAST(cv_api.pool_remove(%1, 1) AS integer)").arg(pool)));
        QVERIFY(!runs(QStringLiteral("UPDATE cv.pool SET removed_at = 1 WHERE id = ") + pool));
    }
    taken(scene.pools.setState(scene.seen(id), DidState::Retired));
    taken(scene.pools.remove(scene.get(id)));
    const QStringList attacks = engine == Engine::Sqlite
        ? QStringList{QStringLiteral("UPDATE did SET state = 0 WHERE id = ") + did,
            QStringLiteral("INSERT INTO did (number, created_at, pool_id) VALUES ('+442079460999', 0, %1)").arg(pool),
            QStringLiteral("INSERT INTO pool_fallback VALUES (%1, 0, %2)").arg(other.value).arg(pool)}
        : QStringList{QStringLiteral("SELECT cv_api.did_change(%1, %2, 3, %2, 0)").arg(did, pool),
            QStringLiteral("SELECT cv_api.pool_add_did(%1, '+442079460999', '')").arg(pool),
            QStringLiteral("SELECT cv_api.pool_fall_back(%1, 0, %2)").arg(other.value).arg(pool)};
    for (const QString &attack : attacks)
        QVERIFY2(!runs(attack), qPrintable(attack));
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM did WHERE state <> 3")), 0);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM pool_fallback")), 0);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all rights in it
    // What he may do still needs its entry.
    const QString own = QStringLiteral("SELECT 1 / CAST(cv_api.pool_remove(%1, 1) AS integer)").arg(other.value);
    QVERIFY(!runAs(*scene.desk.admin, own));
    QVERIFY(runWithDeed(*scene.desk.admin, own));
}

/// The triggers, behind the functions that judge the caller.
void PoolRemovalTest::whoeverOwnsTheDatabaseFillsItNotEither()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // theDatabaseKeepsItEmpty() asks it directly
    BindingScene scene(engine);
    const PoolId id = scene.add(QStringLiteral("A")), other = scene.add(QStringLiteral("B"));
    static_cast<void>(scene.fill(id));
    const Pool alive = scene.pool(Sharing::PairUnique, 1);
    const BindingId binding = scene.bind(alive, 1, 1).binding.id;
    taken(scene.pools.setState(scene.seen(id), DidState::Retired));
    taken(scene.pools.remove(scene.get(id)));
    const auto owner = scene.desk.organisation.superConnection();
    const QString pool = QString::number(id.value);
    for (const QString &attack : {QStringLiteral("UPDATE cv.did SET state = 0 WHERE pool_id = %1").arg(pool),
             QStringLiteral("INSERT INTO cv.did (number, created_at, pool_id) VALUES ('+442079460999', 0, %1)")
                 .arg(pool),
             QStringLiteral("INSERT INTO cv.pool_fallback VALUES (%1, 0, %2)").arg(other.value).arg(pool),
             QStringLiteral("CREATE TEMP TABLE one AS SELECT * FROM cv.binding WHERE id = %1; "
                            "UPDATE one SET id = 9999, asked_pool_id = %2; INSERT INTO cv.binding SELECT * FROM one")
                 .arg(binding.value)
                 .arg(pool)}) {
        QVERIFY(owner->begin());
        const auto done = owner->runScript(attack);
        QVERIFY2(!done && done.error().code == ErrorCode::Busy, qPrintable(attack));
        owner->rollback();
    }
}

/// Over a number of a fallback pool, of a pool that is removed at the same moment.
void PoolRemovalTest::waitsForABindingThatIsJustBeingMade()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // one writes after the other
    BindingScene scene(engine);
    const Pool next = scene.pool(Sharing::Exclusive, 1), asked = scene.pool(Sharing::Exclusive, 1);
    Pool edited = scene.get(asked.id);
    edited.fallbacks = {next.id};
    taken(scene.pools.save(edited));
    taken(scene.pools.setState(scene.seen(asked.id), DidState::Retired));
    const auto manager = scene.desk.hire(QStringLiteral("gus"), Role::GroupManager);
    const auto owner = scene.desk.organisation.superConnection(), look = scene.desk.organisation.superConnection();
    QVERIFY(owner->begin());
    QVERIFY(owner->runScript(QStringLiteral("SELECT FROM cv_audit.deed_head FOR UPDATE"))); // the entry comes last
    const auto waiting = [&look](int count) {
        return look->runScript(
            QStringLiteral("SELECT 1 / CAST(count(*) >= %1 AS integer) FROM pg_locks WHERE NOT granted").arg(count));
    };
    const auto bound = BindingService(*manager).make(scene.order(asked, 1, 1));
    QTRY_VERIFY_WITH_TIMEOUT(waiting(1), 10000);
    const auto removed = scene.pools.remove(scene.get(asked.id));
    QTRY_VERIFY_WITH_TIMEOUT(waiting(2), 10000);
    QVERIFY(owner->commit());
    taken(bound);
    QVERIFY(!removed.result());
    QCOMPARE(keptBy(scene, asked.id), kept(1, "bindings"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::PoolRemovalTest)
#include "tst_pool_removal.moc"
