// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_scene.h"

#include "services/retention/retention_service.h"
#include "services/reveal/reveal_service.h"

namespace callveil {

/// What a party's own number goes through, and how long the vault keeps numbers that several bindings need.
class BindingLifeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void anOwnNumberOutlivesItsNewestBinding();
    void anOwnNumberThatWasLostIsReplaced();
    void anOwnNumberMovesWithItsPool();
    void aPairWhoseNumberIsSuspendedGetsAnother();
    void aPairWhoseNumberServesOthersGetsAnother();
    void aLineStaysAsLongAsABindingNeedsIt();
    void aHoldKeepsTheLineBeforeAReassignment();
    void aNumberIsNoCase();
    void typedNumbersAreNotAskedOfTheServer();

private:
    static void own(BindingOrder &order) { order.model = BindingModel::Agent; }
};

void BindingLifeTest::anOwnNumberOutlivesItsNewestBinding()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3, [](Pool &p) { p.coolDownMinutes = 0; });
    const Binding first = scene.bind(pool, 1, 1, own).binding, second = scene.bind(pool, 2, 1, own).binding;
    taken(scene.bindings.release(second));
    taken(scene.bindings.tidy());
    QCOMPARE(scene.bind(pool, 3, 1, own).binding.did, first.did);
    QCOMPARE(scene.faults(), QString());
}

void BindingLifeTest::anOwnNumberThatWasLostIsReplaced()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2, [](Pool &p) { p.coolDownMinutes = 30; });
    const Binding first = scene.bind(pool, 1, 1, own).binding;
    taken(scene.bindings.release(first));
    scene.pass(31);
    // Others get it in the meantime, and the party another one.
    const Binding other = scene.bind(pool, 5, 5, [&](BindingOrder &order) { order.number = first.number; }).binding;
    const Binding fresh = scene.bind(pool, 1, 1, own).binding;
    QVERIFY(fresh.did != other.did);
    QCOMPARE(scene.bind(pool, 2, 1, own).binding.did, fresh.did);
}

void BindingLifeTest::anOwnNumberMovesWithItsPool()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2), elsewhere = scene.pool(Sharing::PairUnique, 2);
    const Binding first = scene.bind(pool, 1, 1, own).binding;
    taken(scene.pools.move({{first.did, pool.id, DidState::InService}}, elsewhere.id));
    const Binding second = scene.bind(pool, 2, 1, own).binding;
    QCOMPARE(second.did, first.did);
    QCOMPARE(second.pool, elsewhere.id);
}

void BindingLifeTest::aPairWhoseNumberIsSuspendedGetsAnother()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding first = scene.bind(pool, 1, 1).binding;
    taken(scene.bindings.release(first));
    taken(scene.pools.setState({{first.did, pool.id, DidState::InService}}, DidState::Suspended));
    QElapsedTimer waited;
    waited.start();
    QCOMPARE(scene.refusal(pool, 1, 1).fault, Fault::PoolExhausted);
    QVERIFY(waited.elapsed() < 15000); // and not 20 s: nobody else is deciding about it
    static_cast<void>(scene.fill(pool.id, QStringLiteral("+442079469990")));
    QCOMPARE(scene.bind(pool, 1, 1).binding.number, QStringLiteral("+442079469990"));
}

void BindingLifeTest::aPairWhoseNumberServesOthersGetsAnother()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const PoolId elsewhere = scene.add(QStringLiteral("Elsewhere"), {scene.support});
    const Binding first = scene.bind(pool, 1, 1).binding;
    taken(scene.bindings.release(first)); // it cools for this pair
    taken(scene.pools.move({{first.did, pool.id, DidState::InService}}, elsewhere));
    const Binding second = scene.bind(pool, 1, 1).binding;
    QVERIFY(second.did != first.did);
    QCOMPARE(second.pool, pool.id);
}

void BindingLifeTest::aLineStaysAsLongAsABindingNeedsIt()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5);
    AgentForm form = scene.ann(7);
    const AgentId agent = form.id;
    const Binding listed = scene.bind(pool, 1, 0, [&](BindingOrder &order) { order.agent = {agent, {}}; }).binding;
    const Binding typed = scene.bind(pool, 2, 7).binding;
    QCOMPARE(typed.agentNumber, listed.agentNumber);
    form.number = scene.line(8); // Ann moves to another line
    taken(AgentService(*scene.desk.admin).save(form));
    const auto shown = [&](NumberId number) {
        const auto text =
            RevealService(*scene.desk.admin).reveal({number, QStringLiteral("Looking after it"), {}}).result();
        return text ? (*text)->text() : QStringLiteral("gone");
    };
    taken(scene.bindings.release(listed));
    QCOMPARE(shown(typed.agentNumber), scene.line(7));
    taken(scene.bindings.release(typed));
    QCOMPARE(shown(typed.agentNumber), QStringLiteral("gone"));
    QCOMPARE(scene.faults(), QString());
}

void BindingLifeTest::aHoldKeepsTheLineBeforeAReassignment()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5);
    const Binding first = scene.bind(pool, 1, 1).binding;
    RetentionService retention(*scene.desk.admin);
    const auto hold = [&](const QString &reason) {
        for (const RetentionLine &line : taken(retention.states()))
            if (line.state.process == scene.sales)
                taken(retention.change(scene.sales, line.state.rule, {line.state.rule.days, reason}));
    };
    hold(QStringLiteral("Court order"));
    taken(scene.bindings.reassign(first, {{}, scene.line(2)}));
    const DatabaseLook look(scene.desk.organisation);
    const auto isKept = [&] {
        return look.number(QStringLiteral("SELECT COUNT(*) FROM number WHERE id = %1").arg(first.agentNumber.value));
    };
    taken(scene.bindings.tidy());
    QCOMPARE(isKept(), 1);
    hold({});
    taken(scene.bindings.tidy());
    QCOMPARE(isKept(), 0);
    QCOMPARE(scene.faults(), QString());
}

void BindingLifeTest::aNumberIsNoCase()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5);
    const ProcessId america =
        scene.desk.organisation.addProcess(*scene.desk.admin, QStringLiteral("America"), QStringLiteral("US"));
    const QString ordinary = QStringLiteral("CASE-77"), british = QStringLiteral("02079460123");
    const Binding first = scene.bind(pool, 1, 1, [&](BindingOrder &order) { order.caseRef = ordinary; }).binding;
    const Binding second = scene
                               .bind(pool, 2, 2,
                                   [&](BindingOrder &order) {
                                       order.process = america;
                                       order.caseRef = british; // no number there
                                   })
                               .binding;
    QCOMPARE(scene.ofCase(ordinary), QList<BindingId>{first.id});
    QCOMPARE(scene.ofCase(ordinary, scene.sales), QList<BindingId>{first.id});
    QCOMPARE(scene.ofCase(british, america), QList<BindingId>{second.id});
    QCOMPARE(scene.ofCase(british), QList<BindingId>()); // it may be somebody's number: nothing is asked
    QCOMPARE(scene.ofCase(british, scene.sales), QList<BindingId>());
    QCOMPARE(scene.ofCase(QString(600, u'x')), QList<BindingId>());
    BindingFilter filter;
    filter.caseRef = british;
    QVERIFY(taken(scene.bindings.list({filter, {}})).now > 0); // as of any page
}

void BindingLifeTest::typedNumbersAreNotAskedOfTheServer()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // there is no server that writes down what it is asked
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5);
    const DatabaseLook look(scene.desk.organisation);
    look.run(QStringLiteral("ALTER SYSTEM SET log_statement = 'all'"));
    look.run(QStringLiteral("SELECT pg_reload_conf()"));
    // Each session learns of it by itself.
    QTRY_VERIFY_WITH_TIMEOUT(
        holdsFor(*scene.desk.admin, QStringLiteral("(current_setting('log_statement') = 'all')::int")), 30000);
    const Binding binding = scene.bind(pool, 1, 1).binding;
    QCOMPARE(
        scene.refusal(pool, 2, 2, [&](BindingOrder &o) { o.number = scene.customer(3); }).fault, Fault::DidUnknown);
    QVERIFY(taken(scene.bindings.list({{}, {scene.customer(4)}})).bindings.empty());
    for (const QString &caseRef : {scene.customer(6), QStringLiteral("Ring 020 7946 0177")})
        QVERIFY(scene.ofCase(caseRef).empty());
    taken(scene.bindings.reassign(binding, {{}, scene.line(5)}));
    const QString log = look.one(QStringLiteral("SELECT pg_read_file(regexp_replace(current_setting('data_directory'), "
                                                "'/[^/]*$', '/server.log'))"))
                            .toString();
    look.run(QStringLiteral("ALTER SYSTEM RESET log_statement"));
    look.run(QStringLiteral("SELECT pg_reload_conf()"));
    QVERIFY(log.contains(QLatin1String("binding_make")));
    for (const QString &number : {scene.customer(1), scene.line(1), scene.customer(2), scene.line(2), scene.customer(3),
             scene.customer(4), scene.line(5), scene.customer(6)})
        QVERIFY2(!log.contains(number.mid(3)), qPrintable(number));
    QVERIFY(!log.contains(QLatin1String("7946 0177")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::BindingLifeTest)
#include "tst_binding_life.moc"
