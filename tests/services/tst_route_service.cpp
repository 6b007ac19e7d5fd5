// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_scene.h"

#include "services/calls/call_log_service.h"
#include "services/platform/gateway_service.h"
#include "services/retention/held_service.h"
#include "storage/routes/route_copy.h"

namespace callveil {

namespace {

QString bridge(const QString &callee)
{
    return QStringLiteral("bridge ") + callee;
}

const QString unknown = QStringLiteral("reject 404");

} // namespace

/// What a switch is told of a call, on a real server.
class RouteServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachReachesTheOtherAndSeesTheProxyAlone();
    void twoPairsShareOneNumber();
    void aReleasedPairIsUnknownAtOnce();
    void anotherAgentTakesOver();
    void expiryIsJudgedWhenACallComes();
    void anExtendedBindingGoesOn();
    void ownNumbersAreReachedByAnybody();
    void anOwnNumberLeadsOnWhenABindingExpires();
    void aListedAgentIsReachedOverHisNewLine();
    void aCarrierIsChosenByTheLongestPrefix();
    void recordingIsThePoolsUnlessTheBindingSays();
    void routesAreMadeAnewAfterACrash();
    void aNumberWhoseBindingIsBeingChangedIsDoneLater();
    void aNumberThatWasDueOftenIsMadeOnce();
    void whatExpiredStandsNowhereInTheClear();
    void anErasedNumberIsInNoRoute();
    void aNewServiceLeavesTheRoutesOfAnother();
    void nobodyTakesAnothersCallsByBindingHisPartyOnceMore();
    void peopleMakeNoRoutes();
};

void RouteServiceTest::eachReachesTheOtherAndSeesTheProxyAlone()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding binding = scene.bound(pool, 1, 1);
    const SwitchLook told(scene);
    const QVariantList call = told.all(binding.number, scene.customer(1));
    QCOMPARE(call[0].toString(), QStringLiteral("bridge"));
    QCOMPARE(call[3].toString(), scene.line(1));
    QCOMPARE(call[4].toString(), binding.number);
    QCOMPARE(call[5].toString(), CallLogService::sessionName(binding.publicId));
    QCOMPARE(call[6].toLongLong(), binding.id.value);
    QCOMPARE(call[7].toString(), QStringLiteral("customer"));
    QCOMPARE(call[11].toLongLong(), *binding.expiresAt / 1000);
    QCOMPARE(told.route(binding.number, scene.line(1)), bridge(scene.customer(1)));
    QCOMPARE(told.all(binding.number, scene.line(1))[7].toString(), QStringLiteral("agent"));
    QCOMPARE(told.route(binding.number.mid(1), scene.customer(1).mid(1)), bridge(scene.line(1))); // without the plus
    QCOMPARE(told.route(binding.number, scene.customer(2)), unknown);
    QCOMPARE(told.route(binding.number, {}), unknown);
    QCOMPARE(told.route(scene.customer(1), scene.line(1)), unknown);
}

void RouteServiceTest::twoPairsShareOneNumber()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding first = scene.bind(pool, 1, 1).binding, second = scene.bind(pool, 2, 2).binding;
    QCOMPARE(first.number, second.number);
    const RouteReport report = scene.project();
    QCOMPARE(report.numbers, 1);
    QCOMPARE(report.routes, 4);
    const SwitchLook told(scene);
    QCOMPARE(told.route(first.number, scene.customer(1)), bridge(scene.line(1)));
    QCOMPARE(told.route(first.number, scene.line(2)), bridge(scene.customer(2)));
    // One of them ends, and the other one goes on.
    taken(scene.bindings.release(first));
    QCOMPARE(told.route(first.number, scene.customer(1)), unknown);
    QCOMPARE(told.route(first.number, scene.customer(2)), bridge(scene.line(2)));
    QCOMPARE(scene.project().routes, 2);
    QCOMPARE(told.route(first.number, scene.customer(2)), bridge(scene.line(2)));
}

void RouteServiceTest::aReleasedPairIsUnknownAtOnce()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::Exclusive, 2);
    const Binding binding = scene.bound(pool, 1, 1);
    taken(scene.bindings.release(binding));
    QCOMPARE(SwitchLook(scene).route(binding.number, scene.customer(1)), unknown); // before the service knows
    QCOMPARE(scene.project().routes, 0);
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM route_copy")), 0);
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM cv_route.due")), 0);
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM cv_route.route")), 0);
}

void RouteServiceTest::anotherAgentTakesOver()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding binding = scene.bound(pool, 1, 1);
    const Binding other = taken(scene.bindings.reassign(binding, {{}, scene.line(2)}));
    const SwitchLook told(scene);
    QCOMPARE(told.route(binding.number, scene.line(1)), unknown); // at once
    static_cast<void>(scene.project());
    QCOMPARE(told.route(binding.number, scene.customer(1)), bridge(scene.line(2)));
    QCOMPARE(told.route(binding.number, scene.line(2)), bridge(scene.customer(1)));
    QCOMPARE(told.route(binding.number, scene.line(1)), unknown);
    QCOMPARE(told.all(binding.number, scene.line(2))[5].toString(), CallLogService::sessionName(other.publicId));
}

void RouteServiceTest::expiryIsJudgedWhenACallComes()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding binding = scene.bound(pool, 1, 1);
    const SwitchLook told(scene);
    QCOMPARE(told.route(binding.number, scene.customer(1)), bridge(scene.line(1)));
    // The end of the binding travels to its routes.
    taken(scene.bindings.extend(binding, {ExpiryOrder::Kind::Minutes, 10, {}}));
    const DatabaseLook look(scene.desk.organisation);
    look.run(QStringLiteral("UPDATE cv_route.route SET expires_at = expires_at - 600001"));
    QCOMPARE(told.route(binding.number, scene.customer(1)), unknown);
    QCOMPARE(told.route(binding.number, scene.line(1)), unknown);
    QCOMPARE(look.number(QStringLiteral("SELECT sum(calls) FROM late_tally WHERE calling_code = '44'")), 2);
}

void RouteServiceTest::anExtendedBindingGoesOn()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding binding = scene.bound(pool, 1, 1);
    const Binding longer =
        taken(scene.bindings.extend(binding, {ExpiryOrder::Kind::Never, 0, QStringLiteral("He asked")}));
    QCOMPARE(SwitchLook(scene).all(binding.number, scene.customer(1))[11].toLongLong(), 0);
    taken(scene.bindings.extend(longer, {ExpiryOrder::Kind::Minutes, 60, {}}));
    QVERIFY(SwitchLook(scene).all(binding.number, scene.customer(1))[11].toLongLong() > 0);
}

void RouteServiceTest::ownNumbersAreReachedByAnybody()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const auto model = [](BindingModel model) { return [model](BindingOrder &order) { order.model = model; }; };
    const Binding first = scene.bind(pool, 1, 1, model(BindingModel::Agent)).binding;
    const Binding second = scene.bind(pool, 2, 1, model(BindingModel::Agent)).binding;
    QCOMPARE(first.number, second.number);
    static_cast<void>(scene.project());
    const SwitchLook told(scene);
    QCOMPARE(told.route(first.number, scene.customer(9)), bridge(scene.line(1)));
    QCOMPARE(told.route(first.number, {}), bridge(scene.line(1)));
    QVERIFY(told.all(first.number, scene.customer(9))[6].isNull()); // nobody's session
    QCOMPARE(told.all(first.number, scene.customer(1))[6].toLongLong(), first.id.value);
    QCOMPARE(told.route(first.number, scene.line(1)), bridge(scene.customer(2))); // of the newest
    taken(scene.bindings.release(second));
    QCOMPARE(told.route(first.number, scene.customer(9)), bridge(scene.line(1))); // it is his still
    QCOMPARE(told.route(first.number, scene.line(1)), unknown); // and not his own line
    static_cast<void>(scene.project());
    QCOMPARE(told.route(first.number, scene.line(1)), bridge(scene.customer(1)));
    taken(scene.bindings.release(scene.find(first.id)));
    QCOMPARE(told.route(first.number, scene.customer(9)), unknown); // at once
    const Binding own = scene.bind(pool, 5, 5, model(BindingModel::Customer)).binding;
    static_cast<void>(scene.project());
    QCOMPARE(told.route(own.number, scene.line(7)), bridge(scene.customer(5)));
    QCOMPARE(told.route(own.number, scene.customer(5)), bridge(scene.line(5)));
}

/// Before anybody has tidied the binding.
void RouteServiceTest::anOwnNumberLeadsOnWhenABindingExpires()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const auto ofAgent = [](BindingOrder &order) { order.model = BindingModel::Agent; };
    static_cast<void>(scene.bind(pool, 1, 1, ofAgent));
    const Binding newer = scene.bind(pool, 2, 1, ofAgent).binding;
    static_cast<void>(scene.project());
    const SwitchLook told(scene);
    QCOMPARE(told.route(newer.number, scene.line(1)), bridge(scene.customer(2)));
    const DatabaseLook look(scene.desk.organisation);
    look.run(QStringLiteral("SET session_replication_role = replica")); // time passes, nobody changes anything
    look.run(QStringLiteral("UPDATE binding SET expires_at = created_at + 1 WHERE id = %1").arg(newer.id.value));
    look.run(QStringLiteral("UPDATE cv_route.route SET expires_at = 1 WHERE binding_id = %1").arg(newer.id.value));
    QCOMPARE(told.route(newer.number, scene.line(1)), unknown);
    static_cast<void>(scene.project());
    QCOMPARE(told.route(newer.number, scene.line(1)), bridge(scene.customer(1)));
}

void RouteServiceTest::aListedAgentIsReachedOverHisNewLine()
{
    RouteScene scene(Engine::PostgreSql);
    AgentForm form = scene.ann(1);
    AgentService agents(*scene.desk.admin);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding binding = scene.bind(pool, 1, 1, [&](BindingOrder &order) { order.agent = {form.id, {}}; }).binding;
    static_cast<void>(scene.project());
    const SwitchLook told(scene);
    QCOMPARE(told.route(binding.number, scene.customer(1)), bridge(scene.line(1)));
    QCOMPARE(told.route(binding.number, scene.line(1)), bridge(scene.customer(1)));
    // Another line is no part of the pair that was bound: nobody is sent to a number that the binding does not know.
    form.number = scene.line(8);
    taken(agents.save(form));
    QCOMPARE(told.route(binding.number, scene.customer(1)), unknown);
    QCOMPARE(scene.project().damaged, 1);
    QCOMPARE(told.route(binding.number, scene.customer(1)), unknown);
    form.number = scene.line(1);
    taken(agents.save(form));
    QCOMPARE(scene.project().damaged, 0);
    QCOMPARE(told.route(binding.number, scene.customer(1)), bridge(scene.line(1)));
}

void RouteServiceTest::aCarrierIsChosenByTheLongestPrefix()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding binding = scene.bound(pool, 1, 1);
    const SwitchLook told(scene);
    const auto target = [&] { return told.all(binding.number, scene.customer(1))[8].toString(); };
    QCOMPARE(target(), QString());
    GatewayService gateways(*scene.desk.admin);
    const auto add = [&](const QString &name, const QStringList &prefixes, int priority, bool enabled = true) {
        Gateway gateway;
        gateway.name = name;
        gateway.target = QStringLiteral("sip:%1.example.com").arg(name);
        gateway.prefixes = prefixes;
        gateway.priority = priority;
        gateway.enabled = enabled;
        taken(gateways.save(gateway));
    };
    add(QStringLiteral("every"), {}, 1);
    QCOMPARE(target(), QStringLiteral("sip:every.example.com"));
    add(QStringLiteral("british"), {QStringLiteral("+44"), QStringLiteral("+33")}, 5);
    QCOMPARE(target(), QStringLiteral("sip:british.example.com"));
    add(QStringLiteral("first"), {QStringLiteral("+44")}, 2);
    QCOMPARE(target(), QStringLiteral("sip:first.example.com"));
    add(QStringLiteral("off"), {QStringLiteral("+447")}, 0, false);
    add(QStringLiteral("other"), {QStringLiteral("+1")}, 0);
    QCOMPARE(target(), QStringLiteral("sip:first.example.com"));
}

void RouteServiceTest::recordingIsThePoolsUnlessTheBindingSays()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 2, [](Pool &made) { made.records = true; });
    Binding binding = scene.bound(pool, 1, 1);
    const SwitchLook told(scene);
    const auto records = [&] { return told.all(binding.number, scene.customer(1))[10].toBool(); };
    QVERIFY(records());
    binding = taken(scene.bindings.record(binding, RecordingChoice::No));
    QVERIFY(!records());
    binding = taken(scene.bindings.record(binding, RecordingChoice::AsPool));
    QVERIFY(records());
}

void RouteServiceTest::routesAreMadeAnewAfterACrash()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding first = scene.bound(pool, 1, 1), second = scene.bound(pool, 1, 2);
    taken(scene.bindings.release(second));
    const SwitchLook told(scene);
    const DatabaseLook look(scene.desk.organisation);
    const auto copies = [&] { return look.run(QStringLiteral("SELECT side, sealed FROM route_copy ORDER BY side")); };
    const auto opened = copies();
    QCOMPARE(opened.size(), 2u);
    for (const QVariantList &copy : opened)
        QVERIFY(CopyOpener::isKept(copy[1].toByteArray())); // what was opened once opens faster now
    // As the server leaves unlogged tables.
    look.run(QStringLiteral("TRUNCATE cv_route.route, cv_route.standing"));
    QCOMPARE(told.route(first.number, scene.customer(1)), QStringLiteral("reject 503")); // not: never heard of it
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM late_tally")), 0);
    QCOMPARE(scene.project().routes, 2);
    QCOMPARE(told.route(first.number, scene.customer(1)), bridge(scene.line(1)));
    QCOMPARE(told.route(second.number, scene.customer(1)), unknown);
    QCOMPARE(scene.project().numbers, 0); // nothing is left to do
    QCOMPARE(copies(), opened); // and nothing is written again
}

void RouteServiceTest::aNumberWhoseBindingIsBeingChangedIsDoneLater()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding binding = scene.bound(pool, 1, 1);
    const Binding second = scene.bind(pool, 2, 2).binding;
    {
        const DatabaseLook other(scene.desk.organisation);
        other.run(QStringLiteral("BEGIN"));
        other.run(QStringLiteral("SELECT 1 FROM binding WHERE id = %1 FOR UPDATE").arg(binding.id.value));
        QCOMPARE(scene.project().numbers, 0); // and nobody waits
        other.run(QStringLiteral("ROLLBACK"));
    }
    QCOMPARE(SwitchLook(scene).route(second.number, scene.customer(2)), unknown);
    QCOMPARE(scene.project().routes, 4);
    QCOMPARE(SwitchLook(scene).route(second.number, scene.customer(2)), bridge(scene.line(2)));
}

void RouteServiceTest::aNumberThatWasDueOftenIsMadeOnce()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1).binding;
    const DatabaseLook look(scene.desk.organisation);
    look.run(QStringLiteral("INSERT INTO cv_route.due (did_id) SELECT %1 FROM generate_series(1, 5000)")
                 .arg(binding.did.value));
    QCOMPARE(scene.project().numbers, 1);
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM cv_route.due")), 0);
    QCOMPARE(SwitchLook(scene).route(binding.number, scene.customer(1)), bridge(scene.line(1)));
}

void RouteServiceTest::whatExpiredStandsNowhereInTheClear()
{
    RouteScene scene(Engine::PostgreSql);
    static_cast<void>(scene.bound(scene.pool(Sharing::PairUnique, 2), 1, 1));
    const DatabaseLook look(scene.desk.organisation);
    look.run(QStringLiteral("UPDATE cv_route.route SET expires_at = 1"));
    static_cast<void>(scene.project());
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM cv_route.route")), 0);
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM route_copy")), 0);
}

void RouteServiceTest::anErasedNumberIsInNoRoute()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    static_cast<void>(scene.bound(pool, 1, 1));
    static_cast<void>(scene.bound(pool, 2, 2));
    HeldService held(*scene.desk.admin);
    taken(held.erase({scene.customer(1), QStringLiteral("He asked for it"), {}}));
    const DatabaseLook look(scene.desk.organisation);
    QVERIFY(!look.dump().contains(scene.customer(1).toLatin1())); // before the service knows
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM route_copy")), 2);
    QCOMPARE(scene.project().damaged, 0);
    QVERIFY(!look.dump().contains(scene.customer(1).toLatin1()));
    QVERIFY(look.dump().contains(scene.customer(2).toLatin1()));
}

void RouteServiceTest::aNewServiceLeavesTheRoutesOfAnother()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding old = scene.bound(pool, 1, 1);
    scene.enrol(QStringLiteral("callveild-2")); // it leads from now on
    const Binding binding = scene.bound(pool, 2, 2);
    QCOMPARE(old.number, binding.number);
    const SwitchLook told(scene);
    QCOMPARE(told.route(old.number, scene.customer(1)), bridge(scene.line(1)));
    QCOMPARE(told.route(old.number, scene.customer(2)), bridge(scene.line(2)));
}

void RouteServiceTest::nobodyTakesAnothersCallsByBindingHisPartyOnceMore()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding binding = scene.bound(pool, 1, 1), other = scene.bound(pool, 2, 2);
    // As raw SQL can: a newer binding on the same number whose hashes are not those of its parties.
    const DatabaseLook look(scene.desk.organisation);
    const QByteArray forged = sealedCopy(scene.customer(1), scene.service->identity()->keys.box.publicKey);
    look.run(QStringLiteral("UPDATE route_copy SET sealed = '\\x%1' WHERE binding_id = %2 AND side = 0")
                 .arg(QString::fromLatin1(forged.toHex()))
                 .arg(other.id.value));
    look.run(QStringLiteral("INSERT INTO cv_route.due (did_id) VALUES (%1)").arg(other.did.value));
    QCOMPARE(scene.project().damaged, 1);
    const SwitchLook told(scene);
    QCOMPARE(told.route(binding.number, scene.customer(1)), bridge(scene.line(1)));
    QCOMPARE(told.route(binding.number, scene.line(2)), unknown);
    QCOMPARE(taken(RouteService(*scene.desk.admin).missing()), 2); // its copies are no copies
}

void RouteServiceTest::peopleMakeNoRoutes()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1).binding;
    QCOMPARE(faultOf(RouteService(*scene.desk.admin).project()), Fault::NotPermitted);
    const auto ana = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    QCOMPARE(faultOf(RouteService(*ana).missing()), Fault::NotPermitted);
    for (const auto &person : {scene.desk.admin, ana})
        for (const char *attack : {"SELECT cv_api.route_begin()", "SELECT cv_api.route_due(5)",
                 "SELECT cv_api.route_put('{1}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')",
                 "SELECT * FROM cv_route.route", "SELECT switch_v1.route('+442079460000', '')",
                 "SELECT cv_api.service_lead('0123456789abcdef', 'x', 'x')"}) {
            const auto done = runAs(*person, QLatin1String(attack));
            QVERIFY2(!done && done.error().code == ErrorCode::Denied, attack);
        }
    const QString asked =
        QStringLiteral("(SELECT count(*) FROM cv_api.route_bindings('{%1}')) = %2").arg(binding.id.value);
    QVERIFY(holdsFor(*scene.service, asked.arg(1)));
    QVERIFY(holdsFor(*scene.desk.admin, asked.arg(0)));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RouteServiceTest)
#include "tst_route_service.moc"
