// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_scene.h"

#include "storage/routes/route_copy.h"

namespace callveil {

/// The copies of numbers that services route by: who has them, and until when.
class RouteCopiesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void everyServiceHasACopyOfEachSide();
    void copiesEndWithTheBinding();
    void anotherAgentReplacesHisSideAlone();
    void aListedAgentHasOneForAllHisBindings();
    void withoutAServiceNothingIsKept();
    void aDisabledServiceHasNone();
    void whatWasBoundBeforeIsMissed();
    void aHolderOfTheVaultSealsWhatIsMissed();
    void whoHoldsNoVaultSealsNothing();
    void anAgentsOldLineIsForgottenWhoeverGetsTheNew();
    void aPersonIsNoService();
    void aForgedServiceGetsNone();
    void noNumberStandsInTheClear();
    void aStrangersCopyIsNotRouted();
};

void RouteCopiesTest::everyServiceHasACopyOfEachSide()
{
    QFETCH_GLOBAL(Engine, engine);
    RouteScene scene(engine);
    scene.enrol(QStringLiteral("callveild-2"));
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM route_copy")), 4);
    for (int side : {0, 1}) {
        const QByteArray sealed =
            look.one(QStringLiteral("SELECT sealed FROM route_copy WHERE binding_id = %1 AND side = %2 AND holder = %3")
                         .arg(QString::number(binding.id.value), QString::number(side),
                             QString::number(scene.service->identity()->id.value)))
                .toByteArray();
        QCOMPARE(openedCopy(sealed, scene.service->identity()->keys.box).value_or(QString()),
            side == 0 ? scene.customer(1) : scene.line(1));
    }
}

void RouteCopiesTest::copiesEndWithTheBinding()
{
    QFETCH_GLOBAL(Engine, engine);
    RouteScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding released = scene.bind(pool, 1, 1).binding;
    static_cast<void>(scene.bind(pool, 2, 2));
    const DatabaseLook look(scene.desk.organisation);
    taken(scene.bindings.release(released));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM route_copy")), 2);
    scene.pass(25 * 60);
    QCOMPARE(taken(scene.bindings.tidy()), 1);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM route_copy")), 0);
}

void RouteCopiesTest::anotherAgentReplacesHisSideAlone()
{
    QFETCH_GLOBAL(Engine, engine);
    RouteScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    const DatabaseLook look(scene.desk.organisation);
    const auto side = [&](int which) {
        return look.one(QStringLiteral("SELECT sealed FROM route_copy WHERE side = %1").arg(which)).toByteArray();
    };
    const QByteArray customer = side(0);
    taken(scene.bindings.reassign(binding, {{}, scene.line(2)}));
    QCOMPARE(side(0), customer);
    QCOMPARE(openedCopy(side(1), scene.service->identity()->keys.box).value_or(QString()), scene.line(2));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM route_copy")), 2);
}

void RouteCopiesTest::aListedAgentHasOneForAllHisBindings()
{
    QFETCH_GLOBAL(Engine, engine);
    RouteScene scene(engine);
    AgentForm form;
    form.code = QStringLiteral("a1");
    form.name = QStringLiteral("Ann");
    form.processes = {QStringLiteral("Sales"), QStringLiteral("Support")};
    form.number = scene.line(1);
    AgentService agents(*scene.desk.admin);
    form.id = taken(agents.save(form));
    const DatabaseLook look(scene.desk.organisation);
    const auto opened = [&] {
        return openedCopy(look.one(QStringLiteral("SELECT sealed FROM agent_copy")).toByteArray(),
            scene.service->identity()->keys.box)
            .value_or(QString());
    };
    QCOMPARE(opened(), scene.line(1));
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    for (int customer : {1, 2})
        static_cast<void>(scene.bind(pool, customer, 1, [&](BindingOrder &order) { order.agent = {form.id, {}}; }));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM route_copy WHERE side = 1")), 0);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM agent_copy")), 1);
    QCOMPARE(taken(RouteService(*scene.desk.admin).missing()), 0);
    form.number = scene.line(2);
    taken(agents.save(form));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM agent_copy")), 1);
    QCOMPARE(opened(), scene.line(2));
    // Out of all processes, he has no line that a call could reach.
    form.number.clear();
    form.processes.clear();
    taken(agents.save(form));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM agent_copy")), 0);
}

void RouteCopiesTest::withoutAServiceNothingIsKept()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    static_cast<void>(scene.bind(pool, 1, 1));
    taken(scene.bindings.release(scene.bind(pool, 2, 2).binding));
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM route_copy")), 0);
    QCOMPARE(taken(RouteService(*scene.desk.admin).missing()), 0);
    if (engine == Engine::PostgreSql)
        QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM cv_route.due")), 0);
}

void RouteCopiesTest::aDisabledServiceHasNone()
{
    QFETCH_GLOBAL(Engine, engine);
    RouteScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    static_cast<void>(scene.bind(pool, 1, 1));
    taken(PeopleService(*scene.desk.admin).setDisabled(ServiceEnrolment::usualName(), true));
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM route_copy")), 0);
    static_cast<void>(scene.bind(pool, 2, 2));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM route_copy")), 0);
    // Whoever is enabled again has missed both.
    taken(PeopleService(*scene.desk.admin).setDisabled(ServiceEnrolment::usualName(), false));
    QCOMPARE(taken(RouteService(*scene.desk.admin).missing()), 4);
}

void RouteCopiesTest::whatWasBoundBeforeIsMissed()
{
    QFETCH_GLOBAL(Engine, engine);
    RouteScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding old = scene.bind(pool, 1, 1).binding;
    scene.enrol(QStringLiteral("callveild-3"));
    static_cast<void>(scene.bind(pool, 2, 2));
    QCOMPARE(taken(RouteService(*scene.desk.admin).missing()), 2);
    QCOMPARE(taken(RouteService(*scene.desk.admin).missing(1)), 1);
    const auto mine = scene.desk.hire(QStringLiteral("gus"), Role::GroupManager, {scene.support});
    QCOMPARE(taken(RouteService(*mine).missing()), 0); // none of his
    if (engine == Engine::PostgreSql) {
        const RouteReport report = scene.project();
        QCOMPARE(report.withoutCopy, 1);
        QCOMPARE(report.routes, 2);
    }
    taken(scene.bindings.release(old));
    QCOMPARE(taken(RouteService(*scene.desk.admin).missing()), 0);
}

void RouteCopiesTest::aHolderOfTheVaultSealsWhatIsMissed()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    AgentForm form = scene.ann(1);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    static_cast<void>(scene.bind(pool, 1, 1, [&](BindingOrder &order) { order.agent = {form.id, {}}; }));
    const Binding pair = scene.bind(pool, 2, 2).binding;
    form.number = scene.line(5); // since then; bindings keep the old one
    taken(AgentService(*scene.desk.admin).save(form));
    const ServiceFile identity = taken(ServiceEnrolment(*scene.desk.admin).enrol(QStringLiteral("callveild")));
    const auto service = scene.desk.organisation.signIn(QStringLiteral("callveild"), identity.password());
    RouteService routes(*scene.desk.admin);
    QCOMPARE(taken(routes.missing()), 4); // two customers, a line, and the agent
    const auto progress = std::make_shared<SealProgress>();
    const SealReport sealed = taken(routes.fillGaps(progress));
    QCOMPARE(sealed.sealed, 4);
    QCOMPARE(sealed.missing, 0);
    QCOMPARE(progress->done.load(), 4);
    QCOMPARE(progress->all.load(), 4);
    QCOMPARE(taken(routes.missing()), 0);
    QCOMPARE(taken(routes.fillGaps()).sealed, 0);
    const DatabaseLook look(scene.desk.organisation);
    const auto opened = [&](const QString &sql) {
        return openedCopy(look.one(sql).toByteArray(), service->identity()->keys.box).value_or(QString());
    };
    const QString copy = QStringLiteral("SELECT sealed FROM route_copy WHERE binding_id = %1 AND side = %2");
    QCOMPARE(opened(copy.arg(pair.id.value).arg(0)), scene.customer(2));
    QCOMPARE(opened(copy.arg(pair.id.value).arg(1)), scene.line(2));
    QCOMPARE(opened(QStringLiteral("SELECT sealed FROM agent_copy")), scene.line(5));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'service.copies'")), 1);
    if (engine == Engine::Sqlite)
        return; // routes are a server's
    const RouteReport report = taken(RouteService(*service).project());
    QCOMPARE(report.withoutCopy, 0);
    QCOMPARE(report.damaged, 1); // bound with a line that is not the agent's any more
    QCOMPARE(report.routes, 2);
}

void RouteCopiesTest::whoHoldsNoVaultSealsNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1));
    static_cast<void>(taken(ServiceEnrolment(*scene.desk.admin).enrol(QStringLiteral("callveild"))));
    const auto sue = scene.desk.hire(QStringLiteral("sue"), Role::Supervisor);
    QCOMPARE(taken(RouteService(*sue).missing()), 2); // she is told
    const SealReport report = taken(RouteService(*sue).fillGaps());
    QCOMPARE(report.sealed, 0);
    QCOMPARE(report.missing, 2);
    QCOMPARE(report.foreign, 2);
    QCOMPARE(taken(RouteService(*sue).missing()), 2);
    const auto ana = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    QCOMPARE(faultOf(RouteService(*ana).fillGaps()), Fault::NotPermitted);
}

void RouteCopiesTest::anAgentsOldLineIsForgottenWhoeverGetsTheNew()
{
    QFETCH_GLOBAL(Engine, engine);
    RouteScene scene(engine);
    AgentForm form = scene.ann(1);
    AgentService agents(*scene.desk.admin);
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM agent_copy")), 1);
    // From now on nothing is sealed: what is there goes by the database's own rule.
    look.run((engine == Engine::Sqlite ? QStringLiteral("UPDATE person SET certificate = x'00' WHERE role = 6")
                                       : QStringLiteral("UPDATE person SET certificate = '\\x00' WHERE role = 6")));
    form.number = scene.line(2);
    taken(agents.save(form));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM agent_copy")), 0);
}

void RouteCopiesTest::aPersonIsNoService()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(scene.desk.hire(QStringLiteral("mallory"), Role::Analyst));
    const DatabaseLook look(scene.desk.organisation);
    // Whoever owns the database makes somebody's certified key a service's.
    if (engine == Engine::Sqlite)
        look.run(QStringLiteral("DROP TRIGGER guard_service_role"));
    else
        look.run(QStringLiteral("SET session_replication_role = replica"));
    look.run(QStringLiteral("UPDATE person SET role = 6 WHERE name = 'mallory'"));
    static_cast<void>(scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM route_copy")), 0);
}

void RouteCopiesTest::aForgedServiceGetsNone()
{
    QFETCH_GLOBAL(Engine, engine);
    RouteScene scene(engine);
    const DatabaseLook look(scene.desk.organisation);
    // Whoever owns the database puts a key of his own in the place of the service's.
    look.run((engine == Engine::Sqlite ? QStringLiteral("UPDATE person SET box_key = x'%1' WHERE role = 6")
                                       : QStringLiteral("UPDATE person SET box_key = '\\x%1' WHERE role = 6"))
                 .arg(QString::fromLatin1(BoxKeys::generate().publicKey.toHex())));
    static_cast<void>(scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM route_copy")), 0);
}

void RouteCopiesTest::noNumberStandsInTheClear()
{
    QFETCH_GLOBAL(Engine, engine);
    RouteScene scene(engine);
    static_cast<void>(scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1));
    const QByteArray before = DatabaseLook(scene.desk.organisation).dump();
    QVERIFY(!before.contains(scene.customer(1).mid(1).toLatin1()) && !before.contains(scene.line(1).mid(1).toLatin1()));
    if (engine == Engine::Sqlite)
        return; // routes are a server's
    static_cast<void>(scene.project());
    const DatabaseLook look(scene.desk.organisation);
    QVERIFY(look.dump().contains(scene.customer(1).toLatin1())); // in the one table that a switch is told from
    look.run(QStringLiteral("TRUNCATE cv_route.route"));
    QVERIFY(!look.dump().contains(scene.customer(1).mid(1).toLatin1()));
}

void RouteCopiesTest::aStrangersCopyIsNotRouted()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // routes are a server's
    RouteScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    // Anybody can seal to a public key: another number in the place of the customer's.
    const QByteArray forged = sealedCopy(scene.customer(66), scene.service->identity()->keys.box.publicKey);
    DatabaseLook(scene.desk.organisation)
        .run(QStringLiteral("UPDATE route_copy SET sealed = '\\x%1' WHERE side = 0")
                 .arg(QString::fromLatin1(forged.toHex())));
    const RouteReport report = scene.project();
    QCOMPARE(report.damaged, 1);
    QCOMPARE(report.routes, 0);
    QCOMPARE(SwitchLook(scene).route(binding.number, scene.line(1)), QStringLiteral("reject 404"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RouteCopiesTest)
#include "tst_route_copies.moc"
