// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache_scene.h"

#include "services/platform/opt_out_service.h"

#include <algorithm>

namespace callveil {

namespace {

QStringList sorted(QStringList texts)
{
    texts.sort();
    return texts;
}

/// From here on: what was changed before may still be held back, and would come as a change of the test.
void settle(Cache &cache)
{
    QTRY_COMPARE_WITH_TIMEOUT(cache.behind(), qint64(0), Cache::longestMs);
    cache.follow();
}

} // namespace

/// What a switch needs that keeps routes of its own: all of them, and each change, once and never too early.
class RouteChangesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allRoutesAreThoseThatRouteAnswers();
    void bindingsComeAndGo();
    void whatIsMadeAnewAlikeIsNoChange();
    void numbersAndOptOutsChangeThem();
    void aLaterCommitIsNotShownBefore();
    void whatRunsBesideIsNotMissed();
    void whoIsFarBehindGoesOn();
    void whoWasAwayTooLongReadsAll();
    void anotherSetOfRoutesIsNoticed();
    void noNumberOutlivesItsRoute();
    void whatIsNotShownIsNotLookedAt();
    void whoIsPutOutGetsNothing();
    void onlyWhoMayKeepsRoutes();
    void whoMayLetInMayLetKeep();
};

void RouteChangesTest::allRoutesAreThoseThatRouteAnswers()
{
    CacheScene scene;
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    Cache cache(scene.allowed());
    QCOMPARE(cache.routes(binding.number),
        sorted({scene.customer(1) + QStringLiteral(" -> ") + scene.line(1),
            scene.line(1) + QStringLiteral(" -> ") + scene.customer(1)}));
    const auto row = [&](const QString &columns, const QString &from) {
        return cache.ask(QStringLiteral("SELECT %1 FROM %2").arg(columns, from)).text;
    };
    const QString columns = QStringLiteral("action, sip_code, callee, cli, session_id, binding_id, side, record, "
                                           "expires_epoch");
    for (const QString &caller : {scene.customer(1), scene.line(1)}) {
        const QString kept = row(
            columns, QStringLiteral("switch_v1.routes WHERE did = '%1' AND caller = '%2'").arg(binding.number, caller));
        QVERIFY(!kept.isEmpty());
        QCOMPARE(kept, row(columns, QStringLiteral("switch_v1.route('%1', '%2')").arg(binding.number, caller)));
    }
}

void RouteChangesTest::bindingsComeAndGo()
{
    CacheScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    Cache cache(scene.allowed());
    const Binding binding = scene.bound(pool, 1, 1);
    QCOMPARE(cache.changes(2),
        sorted({CacheScene::way(binding, scene.customer(1)), CacheScene::way(binding, scene.line(1))}));
    QCOMPARE(cache.changes(0), QStringList());
    taken(scene.bindings.record(binding, RecordingChoice::Yes));
    QCOMPARE(cache.changes(2),
        sorted({CacheScene::way(binding, scene.customer(1)), CacheScene::way(binding, scene.line(1))}));
    taken(scene.bindings.release(scene.find(binding.id)));
    QCOMPARE(cache.changes(1), QStringList(CacheScene::way(binding, QStringLiteral("*"))));
    QCOMPARE(cache.routes(binding.number), QStringList());
}

void RouteChangesTest::whatIsMadeAnewAlikeIsNoChange()
{
    CacheScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding first = scene.bound(pool, 1, 1);
    Cache cache(scene.allowed());
    settle(cache);
    const Binding second = scene.bound(pool, 2, 2); // all routes of the number are put anew
    QCOMPARE(first.did, second.did);
    QCOMPARE(
        cache.changes(2), sorted({CacheScene::way(second, scene.customer(2)), CacheScene::way(second, scene.line(2))}));
}

void RouteChangesTest::numbersAndOptOutsChangeThem()
{
    CacheScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 1, [](Pool &made) { made.brand = QStringLiteral("Acme"); });
    const Binding binding = scene.bound(pool, 1, 1);
    Cache cache(scene.allowed());
    settle(cache);
    OptOutService optOuts(*scene.service);
    QVERIFY(taken(optOuts.add(QStringLiteral("Acme"), scene.customer(1), OptOutSource::Api)));
    QCOMPARE(cache.changes(1), QStringList(CacheScene::way(binding, scene.line(1)))); // who would call him
    QVERIFY(cache.routes(binding.number).contains(scene.line(1) + QStringLiteral(" reject 480")));
    taken(optOuts.remove(QStringLiteral("Acme"), scene.customer(1)));
    QCOMPARE(cache.changes(1), QStringList(CacheScene::way(binding, scene.line(1))));
    const QString all = CacheScene::way(binding, QStringLiteral("*"));
    scene.look.run(
        QStringLiteral("UPDATE did SET state = %1 WHERE id = %2").arg(int(DidState::Suspended)).arg(binding.did.value));
    QCOMPARE(cache.changes(1), QStringList(all));
    QCOMPARE(cache.routes(binding.number), QStringList());
    Pool silent = scene.get(pool.id);
    silent.voice = false;
    silent.sms = true;
    taken(scene.pools.save(silent));
    QCOMPARE(cache.changes(1), QStringList(all));
}

void RouteChangesTest::aLaterCommitIsNotShownBefore()
{
    CacheScene scene;
    const Pool pool = scene.pool(Sharing::Exclusive, 2);
    const Binding slow = scene.bound(pool, 1, 1), quick = scene.bound(pool, 2, 2);
    Cache cache(scene.allowed());
    settle(cache);
    const DatabaseLook open(scene.desk.organisation);
    const QString record = QStringLiteral("UPDATE cv_route.route SET records = 1 WHERE binding_id = %1");
    open.run(QStringLiteral("BEGIN"));
    open.run(record.arg(slow.id.value));
    scene.look.run(record.arg(quick.id.value)); // begins later, and commits at once
    QCOMPARE(cache.changes(0), QStringList());
    QVERIFY(cache.behind() > 0);
    open.run(QStringLiteral("COMMIT"));
    QTRY_COMPARE_WITH_TIMEOUT(cache.behind(), qint64(0), Cache::longestMs);
    QCOMPARE(cache.changes(4),
        sorted({CacheScene::way(slow, scene.customer(1)), CacheScene::way(slow, scene.line(1)),
            CacheScene::way(quick, scene.customer(2)), CacheScene::way(quick, scene.line(2))}));
    // Nor one that began to change routes last of all, in an older transaction.
    open.run(QStringLiteral("BEGIN"));
    open.run(QStringLiteral("SELECT pg_current_xact_id()"));
    scene.look.run(record.arg(quick.id.value));
    open.run(record.arg(slow.id.value));
    QCOMPARE(cache.changes(0), QStringList());
    cache.follow(); // nor does the place pass it
    open.run(QStringLiteral("COMMIT"));
    QCOMPARE(cache.changes(4).size(), 4);
}

void RouteChangesTest::whatRunsBesideIsNotMissed()
{
    CacheScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 1, [](Pool &made) { made.brand = QStringLiteral("Acme"); });
    const Binding binding = scene.bound(pool, 1, 1);
    const QString agent = CacheScene::way(binding, scene.line(1)), all = CacheScene::way(binding, QStringLiteral("*"));
    Cache cache(scene.allowed());
    settle(cache);
    scene.look.run(QStringLiteral("CREATE TEMP TABLE kept AS SELECT * FROM cv_route.route"));
    scene.look.run(QStringLiteral("DELETE FROM cv_route.route"));
    QCOMPARE(cache.changes(1), QStringList(all));
    const DatabaseLook beside(scene.desk.organisation);
    // Neither of the two sees what the other does: the routes to somebody who opts out at that moment.
    scene.look.run(QStringLiteral("BEGIN"));
    scene.look.run(QStringLiteral("INSERT INTO cv_route.route SELECT * FROM kept"));
    OptOutService optOuts(*scene.service);
    QVERIFY(taken(optOuts.add(QStringLiteral("Acme"), scene.customer(1), OptOutSource::Api)));
    scene.look.run(QStringLiteral("COMMIT"));
    QCOMPARE(cache.changes(3), sorted({CacheScene::way(binding, scene.customer(1)), agent, agent}));
    // A number that comes into a pool whose rules change: before or after, for it shares its pool meanwhile.
    scene.look.run(QStringLiteral("UPDATE did SET pool_id = NULL WHERE id = %1").arg(binding.did.value));
    QCOMPARE(cache.changes(1), QStringList(all));
    scene.look.run(QStringLiteral("BEGIN"));
    scene.look.run(
        QStringLiteral("UPDATE did SET pool_id = %1 WHERE id = %2").arg(pool.id.value).arg(binding.did.value));
    QCOMPARE(beside.number(QStringLiteral("SELECT COUNT(*) FROM (SELECT FROM pool WHERE id = %1 FOR NO KEY UPDATE SKIP "
                                          "LOCKED) free")
                               .arg(pool.id.value)),
        0);
    scene.look.run(QStringLiteral("COMMIT"));
    beside.run(QStringLiteral("UPDATE pool SET records = 1 - records WHERE id = %1").arg(pool.id.value));
    QCOMPARE(cache.changes(2), QStringList({all, all}));
}

void RouteChangesTest::whoIsFarBehindGoesOn()
{
    CacheScene scene;
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    Cache cache(scene.allowed());
    settle(cache);
    // Many opt out to whom no route leads.
    scene.look.run(QStringLiteral("INSERT INTO cv_route.change (seq, callee_key, is_gone, at) SELECT "
                                  "cv_api.change_number(), int8send(i), false, cv_api.now_ms() "
                                  "FROM generate_series(1, 10000) i"));
    taken(scene.bindings.record(binding, RecordingChoice::Yes));
    QCOMPARE(cache.changes(3),
        sorted({QStringLiteral(" any"), CacheScene::way(binding, scene.customer(1)),
            CacheScene::way(binding, scene.line(1))}));
}

void RouteChangesTest::whoWasAwayTooLongReadsAll()
{
    CacheScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    Cache reader(scene.allowed());
    static_cast<void>(scene.bound(pool, 1, 1));
    const auto thin = [&] {
        return runAs(*scene.service, QStringLiteral("SELECT cv_api.event_thin(1000)")).has_value();
    };
    QVERIFY(thin());
    QCOMPARE(reader.changes(2).size(), 2); // younger than a day
    scene.look.run(QStringLiteral("UPDATE cv_route.change SET at = at - 86400001"));
    QVERIFY(thin());
    QCOMPARE(scene.look.number(QStringLiteral("SELECT count(*) FROM cv_route.change")), 0);
    QCOMPARE(reader.changes(0), QStringList()); // it has read them all
    reader.setPlace(QStringLiteral("1"));
    QCOMPARE(reader.changes(1), QStringList(QStringLiteral("* *")));
    QCOMPARE(reader.changes(0), QStringList());
}

void RouteChangesTest::anotherSetOfRoutesIsNoticed()
{
    CacheScene scene;
    static_cast<void>(scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1));
    Cache cache(scene.allowed());
    const QString before = cache.epoch();
    QVERIFY(before.toLongLong() > 0);
    scene.look.run(QStringLiteral("TRUNCATE cv_route.route, cv_route.standing, cv_route.change")); // as a crash does
    cache.follow();
    QCOMPARE(cache.epoch(), QStringLiteral("0"));
    static_cast<void>(scene.project());
    QCOMPARE(cache.changes(2).size(), 2);
    QVERIFY(cache.epoch() != before && cache.epoch() != QLatin1String("0"));
}

void RouteChangesTest::noNumberOutlivesItsRoute()
{
    CacheScene scene;
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const auto kept = [&] {
        QString text;
        for (const QVariantList &row :
            scene.look.run(QStringLiteral("SELECT CAST(c.* AS text) FROM cv_route.change c")))
            text += row.front().toString();
        return text;
    };
    QVERIFY(!kept().isEmpty());
    QVERIFY(!kept().contains(scene.customer(1).mid(1)) && !kept().contains(scene.line(1).mid(1)));
    taken(scene.bindings.release(binding));
    QVERIFY(!kept().contains(scene.customer(1).mid(1)));
}

void RouteChangesTest::whatIsNotShownIsNotLookedAt()
{
    CacheScene scene;
    const Pool pool = scene.pool(Sharing::Exclusive, 2);
    const Binding hidden = scene.bound(pool, 1, 1);
    static_cast<void>(scene.bound(pool, 2, 2));
    Cache cache(scene.allowed());
    const QString asked = QStringLiteral("SELECT count(*) FROM switch_v1.routes WHERE "
                                         "CASE WHEN caller = '%1' THEN CAST(caller AS boolean) ELSE true END")
                              .arg(scene.customer(1));
    QVERIFY(cache.ask(QStringLiteral("SET enable_nestloop = off")).succeeded());
    QVERIFY(!cache.ask(asked).succeeded()); // what it may read, it may misread
    scene.look.run(
        QStringLiteral("UPDATE did SET state = %1 WHERE id = %2").arg(int(DidState::Suspended)).arg(hidden.did.value));
    const SqlAnswer answer = cache.ask(asked);
    QVERIFY(answer.succeeded());
    QCOMPARE(answer.text, QStringLiteral("2"));
}

void RouteChangesTest::whoIsPutOutGetsNothing()
{
    CacheScene scene;
    static_cast<void>(scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1));
    Cache cache(scene.allowed());
    const QStringList from{
        QStringLiteral("routes"), QStringLiteral("route_changes(0)"), QStringLiteral("route_epoch()")};
    const auto count = [&](int i) { return cache.ask(QStringLiteral("EXECUTE asked%1").arg(i)); };
    for (int i = 0; i < from.size(); ++i) {
        QVERIFY(cache.ask(QStringLiteral("PREPARE asked%1 AS SELECT count(*) FROM switch_v1.%2").arg(i).arg(from[i]))
                    .succeeded());
        QVERIFY2(count(i).text.toInt() > 0, qPrintable(from[i]));
    }
    const QString database = scene.desk.organisation.address().database;
    scene.look.run(QStringLiteral("REVOKE \"cv_%1_switch\" FROM \"cvs_%1.cache\"").arg(database));
    for (int i = 0; i < from.size(); ++i) // in the same session
        QVERIFY2(count(i).text.toInt() == 0, qPrintable(from[i]));
}

void RouteChangesTest::onlyWhoMayKeepsRoutes()
{
    CacheScene scene;
    static_cast<void>(scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1));
    const QString name = QStringLiteral("cache");
    const SwitchAccess access = taken(scene.logins.make(name));
    PsqlSession psql(access.url());
    const QStringList asked{QStringLiteral("SELECT count(*) FROM switch_v1.routes"),
        QStringLiteral("SELECT count(*) FROM switch_v1.route_changes(0)"),
        QStringLiteral("SELECT count(*) FROM switch_v1.route_epoch()")};
    const auto isLet = [&](bool may) {
        return std::all_of(asked.begin(), asked.end(), [&](const QString &sql) {
            const SqlAnswer answer = psql.ask(sql);
            return may ? answer.succeeded() : answer.isDenied();
        });
    };
    QVERIFY(isLet(false));
    taken(scene.logins.setKeepsRoutes(name, true));
    QVERIFY(isLet(true));
    QVERIFY(taken(scene.logins.list()).front().keepsRoutes);
    for (const char *sql : {"DELETE FROM switch_v1.routes", "SELECT cv_api.now_ms()", "SELECT * FROM cv_route.change",
             "SELECT * FROM cv_route.route"})
        QVERIFY2(!psql.ask(QLatin1String(sql)).succeeded(), sql);
    taken(scene.logins.setKeepsRoutes(name, false));
    QVERIFY(isLet(false)); // the session that runs, too
    taken(scene.logins.setKeepsRoutes(name, true));
    taken(scene.logins.setDisabled(name, true));
    QVERIFY(!isLetIn(access));
    taken(scene.logins.setDisabled(name, false));
    QVERIFY(taken(scene.logins.list()).front().keepsRoutes);
    // A login of the same name that comes later may not.
    taken(scene.logins.remove(name));
    static_cast<void>(taken(scene.logins.make(name)));
    QVERIFY(!taken(scene.logins.list()).front().keepsRoutes);
    QCOMPARE(faultOf(scene.logins.setKeepsRoutes(QStringLiteral("nobody"), true)), Fault::EntryUnknown);
    QCOMPARE(scene.look.number(QStringLiteral("SELECT count(*) FROM deed WHERE action = 'switch-login.cache'")), 2);
    QCOMPARE(scene.look.number(QStringLiteral("SELECT count(*) FROM deed WHERE action = 'switch-login.no-cache'")), 1);
}

void RouteChangesTest::whoMayLetInMayLetKeep()
{
    CacheScene scene;
    static_cast<void>(scene.allowed());
    const qint64 login = taken(scene.logins.list()).front().id.value;
    const QString name = QStringLiteral("cache");
    // An administrator of one process, somebody who manages no users, and no entry in the record.
    const auto limited = scene.desk.hire(QStringLiteral("mallory"), Role::Administrator, {scene.sales});
    const auto ana = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    for (const auto &who : {limited, ana}) {
        QCOMPARE(faultOf(SwitchLoginService(*who).setKeepsRoutes(name, false)), Fault::NotPermitted);
        QVERIFY(!runWithDeed(*who, QStringLiteral("SELECT cv_api.switch_cache(%1, false)").arg(login)));
    }
    QVERIFY(!runAs(*scene.desk.admin, QStringLiteral("SELECT cv_api.switch_cache(%1, false)").arg(login)));
    QVERIFY(taken(scene.logins.list()).front().keepsRoutes);
    QCOMPARE(faultOf(SwitchLoginService(*scene.service).setKeepsRoutes(name, true)), Fault::NotPermitted);
    Desk file(Engine::Sqlite);
    QCOMPARE(faultOf(SwitchLoginService(*file.admin).setKeepsRoutes(name, true)), Fault::NeedsServer);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RouteChangesTest)
#include "tst_route_changes.moc"
