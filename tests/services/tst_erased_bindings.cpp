// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"
#include "erasure_scene.h"

#include "services/reveal/reveal_service.h"

namespace callveil {

/// What a report tells of bindings that name a number, and what its erasure leaves of them.
class ErasedBindingsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void endsALiveBinding();
    void theProxyCoolsForEverybody();
    void erasedPartiesDoNotCountAsOne();
    void blanksWhatHasExpired();
    void takesAllBindingsOfThePerson();
    void takesCallsAndBindingsTogether();
    void takesTheAgentsSide();
    void keepsTheLineOfAListedAgent();
    void takesALineThatIsListedNoLonger();
    void anOwnNumberStaysWithItsOtherBindings();
    void changesNothingUnderALegalHold();
    void takesWhatAHoldHadLeft();
    void leavesOtherProcessesAlone();
};

void ErasedBindingsTest::endsALiveBinding()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding before = scene.bind(pool, 1, 1).binding, bystander = scene.bind(pool, 2, 2).binding;
    const auto lines = scene.held(scene.customer(1));
    QCOMPARE(lines.size(), size_t(1));
    QCOMPARE(lines[0].held.numbers, 1);
    QCOMPARE(lines[0].held.bindings, 1);
    QCOMPARE(lines[0].held.legs, 0);
    QVERIFY(!lines[0].held.dueAt); // it lives as long as the binding

    const ErasureReport report = scene.erase(scene.customer(1));
    QCOMPARE(report.numbers, 1);
    QCOMPARE(report.legs, 0);
    QCOMPARE(report.bindings, 1);
    QCOMPARE(report.processes, 1);
    const Binding after = scene.find(before.id);
    QCOMPARE(int(scene.stateOf(before.id)), int(BindingState::Cooling));
    QCOMPARE(int(after.endCause), int(EndCause::Released));
    QCOMPARE(after.freeAt, *after.endedAt + qint64(pool.coolDownMinutes) * 60000);
    QCOMPARE(after.customerText, blank);
    QCOMPARE(after.agentText, before.agentText);
    QVERIFY(!after.customerNumber.isSet() && !after.agentNumber.isSet());
    QVERIFY(after.revision > before.revision);
    // Neither side's number is kept, nor what would know the person or the pair again.
    QCOMPARE(scene.rowsOf(before.customerNumber) + scene.rowsOf(before.agentNumber), 0);
    QCOMPARE(
        scene.count(QStringLiteral("binding"), QStringLiteral("customer_number = %1").arg(before.customerNumber.value)),
        0);
    for (const char *table : {"binding_key", "binding_party"})
        QCOMPARE(scene.count(QLatin1String(table), QStringLiteral("binding_id = %1").arg(before.id.value)), 0);
    QVERIFY(taken(scene.bindings.search(scene.customer(1))).bindings.empty());
    QVERIFY(scene.held(scene.customer(1)).empty());
    QCOMPARE(faultOf(RevealService(*scene.desk.admin).reveal({before.customerNumber, why, {}})), Fault::NumberGone);
    QCOMPARE(scene.find(bystander.id).revision, bystander.revision);
    QCOMPARE(DatabaseLook(scene.desk.organisation)
                 .one(QStringLiteral("SELECT after FROM deed WHERE action = 'number.erased'"))
                 .toString(),
        QStringLiteral("numbers 1; legs 0; bindings 1"));
    QCOMPARE(scene.faults(), QString());
}

void ErasedBindingsTest::theProxyCoolsForEverybody()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 1);
    const Binding before = scene.bind(pool, 1, 1).binding;
    QCOMPARE(scene.erase(scene.customer(1)).bindings, 1);
    QCOMPARE(scene.refusal(pool, 2, 2).fault, Fault::PoolExhausted);
    QCOMPARE(scene.refusal(pool, 1, 1).fault, Fault::PoolExhausted); // it is not known that these had it
    scene.pass(pool.coolDownMinutes + 1);
    const Binding fresh = scene.bind(pool, 1, 1).binding;
    QCOMPARE(fresh.did, before.did);
    QVERIFY(fresh.customerNumber != before.customerNumber);
}

void ErasedBindingsTest::erasedPartiesDoNotCountAsOne()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    QVERIFY(scene.bind(pool, 1, 1).binding.did != scene.bind(pool, 2, 2).binding.did);
    for (const int person : {1, 2})
        QCOMPARE(scene.erase(scene.customer(person)).bindings, 1);
    QCOMPARE(taken(scene.pools.overview()).pools.front().use.busiest, 1);
}

void ErasedBindingsTest::blanksWhatHasExpired()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding before = scene.bind(pool, 1, 1).binding;
    scene.pass(25 * 60); // nobody has tidied
    const Binding expired = scene.find(before.id);
    QCOMPARE(scene.held(scene.customer(1)).front().held.bindings, 1);
    QCOMPARE(scene.erase(scene.customer(1)).bindings, 1);
    const Binding after = scene.find(before.id);
    QCOMPARE(after.customerText, blank);
    QVERIFY(after.endedAt == expired.expiresAt);
    QCOMPARE(int(after.endCause), int(EndCause::Expired));
    QCOMPARE(after.freeAt, expired.freeAt);
    QCOMPARE(scene.rowsOf(before.customerNumber) + scene.rowsOf(before.agentNumber), 0);
    QVERIFY(scene.held(scene.customer(1)).empty());
}

void ErasedBindingsTest::takesAllBindingsOfThePerson()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5, [](Pool &p) { p.coolDownMinutes = 0; });
    const Binding released = scene.bind(pool, 1, 1).binding;
    const Binding first = scene.bind(pool, 1, 2).binding, second = scene.bind(pool, 1, 3).binding;
    const Binding other = scene.bind(pool, 2, 3).binding; // its agent is the second one's
    taken(scene.bindings.release(released));
    const HeldLine held = scene.held(scene.customer(1)).front().held;
    QCOMPARE(held.bindings, 3);
    QCOMPARE(held.numbers, 1);
    const ErasureReport report = scene.erase(scene.customer(1));
    QCOMPARE(report.bindings, 3);
    QCOMPARE(report.numbers, 1);
    for (const BindingId id : {released.id, first.id, second.id}) {
        QCOMPARE(scene.find(id).customerText, blank);
        QVERIFY(scene.stateOf(id) != BindingState::Active);
    }
    QCOMPARE(scene.find(other.id).revision, other.revision);
    QVERIFY(scene.rowsOf(other.agentNumber) > 0);
    QCOMPARE(scene.faults(), QString());
}

void ErasedBindingsTest::takesCallsAndBindingsTogether()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    GenericRow row;
    row.id = "h1";
    row.caller = scene.customer(1).toLatin1();
    row.callee = "+442079460100";
    import(scene.desk, genericFile({row}), scene.sales);
    const Binding binding = scene.bind(pool, 1, 1).binding;
    const HeldLine held = scene.held(scene.customer(1)).front().held;
    QCOMPARE(held.numbers, 2);
    QCOMPARE(held.legs, 1);
    QCOMPARE(held.bindings, 1);
    QVERIFY(held.dueAt); // of the call's
    const ErasureReport report = scene.erase(scene.customer(1));
    QCOMPARE(report.numbers, 2);
    QCOMPARE(report.legs, 1);
    QCOMPARE(report.bindings, 1);
    QCOMPARE(report.processes, 1);
    QCOMPARE(customersOf(*scene.desk.admin, scene.sales), QStringList{blank});
    QCOMPARE(scene.find(binding.id).customerText, blank);
    QVERIFY(scene.held(scene.customer(1)).empty());
}

void ErasedBindingsTest::takesTheAgentsSide()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding before = scene.bind(pool, 1, 1).binding;
    const ErasureReport report = scene.erase(scene.line(1));
    QCOMPARE(report.bindings, 1);
    const Binding after = scene.find(before.id);
    QCOMPARE(after.agentText, blank);
    QCOMPARE(after.customerText, before.customerText);
    QCOMPARE(scene.rowsOf(before.customerNumber) + scene.rowsOf(before.agentNumber), 0);
}

void ErasedBindingsTest::keepsTheLineOfAListedAgent()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3, [](Pool &p) { p.coolDownMinutes = 0; });
    const AgentId agent = scene.ann(7).id;
    const Binding before = scene.bind(pool, 1, 0, [&](BindingOrder &order) { order.agent = {agent, {}}; }).binding;
    const HeldLine held = scene.held(scene.line(7)).front().held;
    QCOMPARE(held.agents, 1);
    QCOMPARE(held.bindings, 1);
    QCOMPARE(held.numbers, 0); // the agent's line alone
    const ErasureReport nothing = scene.erase(scene.line(7));
    QCOMPARE(nothing.processes, 0);
    QCOMPARE(nothing.bindings, 0);
    QCOMPARE(scene.find(before.id).revision, before.revision);

    QCOMPARE(scene.erase(scene.customer(1)).bindings, 1);
    const Binding after = scene.find(before.id);
    QCOMPARE(after.customerText, blank);
    QCOMPARE(after.agentText, before.agentText);
    QCOMPARE(after.agent, agent);
    QCOMPARE(scene.count(QStringLiteral("number"), QStringLiteral("id = %1").arg(before.agentNumber.value)), 1);
    QCOMPARE(scene.held(scene.line(7)).front().held.agents, 1);
    QCOMPARE(scene.faults(), QString());
}

void ErasedBindingsTest::takesALineThatIsListedNoLonger()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const AgentId agent = scene.ann(7).id;
    const Binding before = scene.bind(pool, 1, 0, [&](BindingOrder &order) { order.agent = {agent, {}}; }).binding;
    static_cast<void>(scene.ann(8, agent)); // Ann moves to another line
    const ErasureReport report = scene.erase(scene.line(7));
    QCOMPARE(report.numbers, 1);
    QCOMPARE(report.bindings, 1);
    QCOMPARE(scene.find(before.id).agentText, blank);
    QCOMPARE(scene.rowsOf(before.agentNumber), 0);
    // Without any binding too.
    static_cast<void>(scene.ann(9, agent));
    QCOMPARE(scene.held(scene.line(8)).front().held.numbers, 1);
    QCOMPARE(scene.erase(scene.line(8)).numbers, 1);
    QVERIFY(scene.held(scene.line(8)).empty());
    QCOMPARE(scene.held(scene.line(9)).front().held.agents, 1);
}

void ErasedBindingsTest::anOwnNumberStaysWithItsOtherBindings()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3, [](Pool &p) { p.coolDownMinutes = 0; });
    const auto own = [](BindingOrder &order) { order.model = BindingModel::Agent; };
    const Binding first = scene.bind(pool, 1, 1, own).binding, second = scene.bind(pool, 2, 1, own).binding;
    QCOMPARE(second.did, first.did);
    QCOMPARE(scene.erase(scene.customer(2)).bindings, 1);
    QCOMPARE(int(scene.stateOf(first.id)), int(BindingState::Active));
    QCOMPARE(scene.bind(pool, 3, 1, own).binding.did, first.did);
    QCOMPARE(scene.faults(), QString());
}

void ErasedBindingsTest::changesNothingUnderALegalHold()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding before = scene.bind(pool, 1, 1).binding;
    const Binding beside = scene.bind(pool, 1, 2, [&](BindingOrder &order) { order.process = scene.support; }).binding;
    scene.hold(QStringLiteral("Court order"));
    const Error error = errorOf(scene.numbers.erase(ErasureScene::orderFor(scene.customer(1))));
    QCOMPARE(error.fault, Fault::NumberHeld);
    QCOMPARE(error.args, QStringList{QStringLiteral("Sales")});
    for (const Binding &binding : {before, beside}) {
        const Binding after = scene.find(binding.id);
        QCOMPARE(after.revision, binding.revision);
        QCOMPARE(after.customerText, binding.customerText);
        QCOMPARE(after.customerNumber, binding.customerNumber);
    }
    const auto lines = scene.held(scene.customer(1));
    QCOMPARE(lines.size(), size_t(2));
    QCOMPARE(lines[0].held.holdReason, QStringLiteral("Court order"));
    scene.hold({});
    const ErasureReport report = scene.erase(scene.customer(1));
    QCOMPARE(report.processes, 2);
    QCOMPARE(report.bindings, 2);
    QCOMPARE(report.numbers, 2);
}

void ErasedBindingsTest::takesWhatAHoldHadLeft()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding before = scene.bind(pool, 1, 1).binding;
    scene.hold(QStringLiteral("Court order"));
    const Binding after = taken(scene.bindings.reassign(before, {{}, scene.line(2)}));
    QCOMPARE(faultOf(scene.numbers.erase(ErasureScene::orderFor(scene.line(1)))), Fault::NumberHeld);
    scene.hold({}); // and nobody has tidied
    const ErasureReport report = scene.erase(scene.line(1));
    QCOMPARE(report.numbers, 1);
    QCOMPARE(report.bindings, 0); // it is the other agent's by now
    QCOMPARE(scene.rowsOf(before.agentNumber), 0);
    QCOMPARE(scene.find(before.id).revision, after.revision);
    taken(scene.bindings.tidy());
    QCOMPARE(int(scene.stateOf(before.id)), int(BindingState::Active));
}

void ErasedBindingsTest::leavesOtherProcessesAlone()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5);
    const Binding mine = scene.bind(pool, 1, 1).binding;
    const Binding other = scene.bind(pool, 1, 2, [&](BindingOrder &order) { order.process = scene.support; }).binding;
    const auto limited = scene.desk.hire(QStringLiteral("mallory"), Role::Administrator, {scene.sales});
    HeldService his(*limited);
    const HeldReport report = taken(his.report(ErasureScene::orderFor(scene.customer(1))));
    QCOMPARE(report.lines.size(), size_t(1));
    QCOMPARE(report.lines[0].held.bindings, 1);
    QCOMPARE(taken(his.erase(ErasureScene::orderFor(scene.customer(1)))).bindings, 1);
    QCOMPARE(scene.find(mine.id).customerText, blank);
    const Binding after = scene.find(other.id);
    QCOMPARE(after.revision, other.revision);
    QCOMPARE(after.customerText, other.customerText);
    QVERIFY(after.customerNumber.isSet());
    QCOMPARE(int(scene.stateOf(other.id)), int(BindingState::Active));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ErasedBindingsTest)
#include "tst_erased_bindings.moc"
