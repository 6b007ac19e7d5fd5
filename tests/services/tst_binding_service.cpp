// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_scene.h"

#include "services/masking/masking_service.h"

namespace callveil {

/// Bindings one by one: what is given, what is refused, how they change and end.
class BindingServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void bindsAPairAndMasksIt();
    void aPairHasOneBinding();
    void aSecondTryFindsWhatTheFirstOneMade();
    void refusesWhatBreaksARule();
    void aNumberByHand();
    void anAgentGivesHisLine();
    void theRevisionInForceMasks();
    void expiresByItselfAndCools();
    void releasesAndCools();
    void extends();
    void withoutExpiryNeedsAReason();
    void reassigns();
    void recordsAsChosen();
    void changesOfOthersAreNoticed();
};

void BindingServiceTest::bindsAPairAndMasksIt()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const BoundPair made = scene.bind(pool, 1, 2, [](BindingOrder &order) {
        order.caseRef = QStringLiteral("CASE-77");
        order.recording = RecordingChoice::Yes;
    });
    QVERIFY(made.isNew);
    const Binding binding = scene.find(made.binding.id);
    QCOMPARE(binding.number, QStringLiteral("+442079460000"));
    QCOMPARE(binding.customerText, QStringLiteral("+44xxxxxxxx01"));
    QCOMPARE(binding.agentText, QStringLiteral("+44xxxxxxxx02"));
    QCOMPARE(binding.caseRef, QStringLiteral("CASE-77"));
    QCOMPARE(binding.poolName, pool.name);
    QCOMPARE(binding.processName, QStringLiteral("Sales"));
    QCOMPARE(int(binding.recording), int(RecordingChoice::Yes));
    QCOMPARE(int(binding.choice.match), int(DidMatch::LeastUsed));
    QCOMPARE(binding.choice.free, 3);
    QCOMPARE(binding.choice.inService, 3);
    QCOMPARE(binding.publicId.size(), 16);
    QVERIFY(qAbs(*binding.expiresAt - binding.createdAt - 24 * 3600000) < 60000); // the time that making it takes
    QCOMPARE(int(scene.stateOf(binding.id)), int(BindingState::Active));
    const QByteArray stored = DatabaseLook(scene.desk.organisation).dump();
    for (const QString &number : {scene.customer(1), scene.line(2)})
        QVERIFY(!stored.contains(number.mid(1).toUtf8()));
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.one(QStringLiteral("SELECT action || ' ' || object FROM deed ORDER BY seq DESC LIMIT 1")).toString(),
        QStringLiteral("binding.create binding %1").arg(binding.id.value));
}

void BindingServiceTest::aPairHasOneBinding()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 4);
    const BoundPair first = scene.bind(pool, 1, 1);
    const BoundPair again = scene.bind(pool, 1, 1);
    QVERIFY(!again.isNew);
    QCOMPARE(again.binding.id, first.binding.id);
    // Another case is another engagement: it gets a number on which neither of them stands.
    const auto withCase = [](BindingOrder &order) { order.caseRef = QStringLiteral("B"); };
    const BoundPair other = scene.bind(pool, 1, 1, withCase);
    QVERIFY(other.isNew);
    QVERIFY(other.binding.did != first.binding.did);
    // Two other people may share the number with the first pair, and no party stands on it twice.
    QVERIFY(scene.bind(pool, 1, 2).binding.did != first.binding.did);
    QVERIFY(scene.bind(pool, 2, 1).binding.did != first.binding.did);
    QCOMPARE(scene.faults(), QString());
    // Released and cooling, the pair gets its number back.
    taken(scene.bindings.release(first.binding));
    const BoundPair back = scene.bind(pool, 1, 1);
    QVERIFY(back.isNew);
    QCOMPARE(back.binding.did, first.binding.did);
    QCOMPARE(int(back.binding.choice.match), int(DidMatch::Own));
}

void BindingServiceTest::aSecondTryFindsWhatTheFirstOneMade()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 3);
    const auto token = [](BindingOrder &order) { order.token = QByteArray(16, 'a'); };
    const BoundPair first = scene.bind(pool, 1, 1, token);
    taken(scene.bindings.release(first.binding));
    const BoundPair again = scene.bind(pool, 1, 1, token);
    QVERIFY(!again.isNew);
    QCOMPARE(again.binding.id, first.binding.id);
    const auto gus = scene.desk.hire(QStringLiteral("gus"), Role::GroupManager);
    BindingOrder order = scene.order(pool, 2, 2);
    order.token = QByteArray(16, 'a'); // somebody else's
    QVERIFY(!BindingService(*gus).make(std::move(order)).result());
}

void BindingServiceTest::refusesWhatBreaksARule()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const PoolId elsewhere = scene.add(QStringLiteral("Elsewhere"), {scene.support});
    const auto refused = [&](const std::function<void(BindingOrder &)> &edit, Fault fault, const QString &field = {}) {
        const Error error = scene.refusal(pool, 1, 1, edit);
        QCOMPARE(error.fault, fault);
        if (!field.isEmpty())
            QCOMPARE(error.args.value(0), field);
        for (const QString &arg : error.args)
            QVERIFY(!arg.contains(QLatin1String("77009")));
    };
    const QString customer = QStringLiteral("customer"), agent = QStringLiteral("agent");
    refused([](BindingOrder &o) { o.customer = QStringLiteral("12"); }, Fault::NumberNotPossible, customer);
    refused([](BindingOrder &o) { o.customer = QStringLiteral(" "); }, Fault::NameEmpty, customer);
    refused([](BindingOrder &o) { o.customer = QStringLiteral("call me"); }, Fault::NumberCharacters, customer);
    refused([](BindingOrder &o) { o.customer = QStringLiteral("+442079460001"); }, Fault::PartyIsProxy, customer);
    refused([](BindingOrder &o) { o.agent.number = QStringLiteral("+442079460001"); }, Fault::PartyIsProxy, agent);
    refused([](BindingOrder &o) { o.agent.number = o.customer; }, Fault::PartiesSame);
    refused([](BindingOrder &o) { o.agent.number.clear(); }, Fault::NameEmpty, agent);
    refused([](BindingOrder &o) { o.agent.agent = {99}; }, Fault::AgentUnknown);
    refused([](BindingOrder &o) { o.model = BindingModel::Case; }, Fault::NameEmpty, QStringLiteral("case"));
    refused([](BindingOrder &o) { o.caseRef = o.customer.mid(1); }, Fault::TextHoldsNumber, QStringLiteral("case"));
    refused([](BindingOrder &o) { o.caseRef = QStringLiteral("07700 900001"); }, Fault::TextHoldsNumber);
    refused([](BindingOrder &o) { o.process = {99}; }, Fault::ProcessUnknown);
    refused([](BindingOrder &o) { o.pool = {99}; }, Fault::PoolUnknown);
    refused([&](BindingOrder &o) { o.pool = elsewhere; }, Fault::PoolServesNot);
    refused(
        [](BindingOrder &o) {
            o.expiry = {ExpiryOrder::Kind::Minutes, 4, {}};
        },
        Fault::ChoiceUnknown, QStringLiteral("expiry"));
    refused([](BindingOrder &o) { o.number = QStringLiteral("+442079469999"); }, Fault::DidUnknown);
    taken(ProcessService(*scene.desk.admin).setArchived(scene.sales, true));
    refused([](BindingOrder &) {}, Fault::ProcessArchived);
    const DatabaseLook look(scene.desk.organisation);
    for (const char *table : {"binding", "binding_key", "binding_side", "bound_number", "number", "epoch"})
        QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM ") + QLatin1String(table)), 0);
}

void BindingServiceTest::aNumberByHand()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const auto byHand = [](BindingOrder &order) {
        order.pool = {};
        order.number = QStringLiteral("+44 20 7946 0002");
    };
    const BoundPair made = scene.bind(pool, 1, 1, byHand);
    QCOMPARE(made.binding.number, QStringLiteral("+442079460002"));
    QCOMPARE(int(made.binding.choice.match), int(DidMatch::ByHand));
    QVERIFY(!scene.bind(pool, 1, 1, byHand).isNew);
    QCOMPARE(scene.refusal(pool, 1, 2, byHand).fault, Fault::DidNotFree);
    const auto another = [](BindingOrder &order) { order.number = QStringLiteral("+442079460001"); };
    QCOMPARE(scene.refusal(pool, 1, 1, another).fault, Fault::BindingExists);
    taken(scene.pools.setState({{made.binding.did, pool.id, DidState::InService}}, DidState::Suspended));
    QCOMPARE(scene.refusal(pool, 2, 2, byHand).fault, Fault::DidUnknown);
}

void BindingServiceTest::anAgentGivesHisLine()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const AgentId ann = scene.ann(7).id;
    AgentForm form;
    form.code = QStringLiteral("a8");
    form.name = QStringLiteral("Bob");
    form.processes = {QStringLiteral("Sales")};
    const AgentId bob = taken(AgentService(*scene.desk.admin).save(form));
    const auto of = [](AgentId agent) { return [agent](BindingOrder &order) { order.agent = {agent, {}}; }; };
    const BoundPair made = scene.bind(pool, 1, 0, of(ann));
    QCOMPARE(made.binding.agent, ann);
    QCOMPARE(made.binding.agentName, QStringLiteral("Ann"));
    QCOMPARE(made.binding.agentText, QStringLiteral("+44xxxxxxxx07"));
    // The same line typed is the same party.
    QVERIFY(!scene.bind(pool, 1, 7).isNew);
    QVERIFY(scene.bind(pool, 2, 7).binding.did != made.binding.did);
    QCOMPARE(scene.refusal(pool, 3, 0, of(bob)).fault, Fault::AgentWithoutNumber);
    // The line stays the agent's when the binding ends.
    taken(scene.bindings.release(scene.find(made.binding.id)));
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(
        look.number(QStringLiteral("SELECT COUNT(*) FROM number n JOIN agent_process g ON g.number_id = n.id")), 1);
    taken(AgentService(*scene.desk.admin).setDisabled(ann, true));
    QCOMPARE(scene.refusal(pool, 4, 0, of(ann)).fault, Fault::AgentWithoutNumber);
}

void BindingServiceTest::theRevisionInForceMasks()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding old = scene.bind(pool, 1, 1).binding;
    MaskingService masking(*scene.desk.admin);
    PolicyOrder order;
    order.targets = {{scene.sales, 1}};
    order.policy = {MaskingKind::Off, 0, 0};
    order.note = QStringLiteral("Trying it");
    taken(masking.apply(order));
    const Binding fresh = scene.bind(pool, 2, 2).binding;
    QCOMPARE(fresh.customerText, QStringLiteral("+44 770***0002")); // Off shows numbers of legs, and nothing else
    QCOMPARE(scene.find(old.id).customerText, QStringLiteral("+44xxxxxxxx01"));
    const QByteArray stored = DatabaseLook(scene.desk.organisation).dump();
    QVERIFY(!stored.contains(scene.customer(2).mid(1).toUtf8()));
}

void BindingServiceTest::expiresByItselfAndCools()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 1, [](Pool &p) {
        p.expiryMinutes = 60;
        p.coolDownMinutes = 30;
    });
    const Binding first = scene.bind(pool, 1, 1).binding;
    Error full = scene.refusal(pool, 2, 2);
    QCOMPARE(full.fault, Fault::PoolExhausted);
    QCOMPARE(full.args.value(1), QStringLiteral("in-use"));
    QCOMPARE(full.args.value(2), QString::number(first.freeAt));
    scene.pass(61);
    QCOMPARE(int(scene.stateOf(first.id)), int(BindingState::Cooling));
    full = scene.refusal(pool, 2, 2);
    QCOMPARE(full.args.value(1), QStringLiteral("cooling"));
    scene.pass(30);
    QCOMPARE(int(scene.stateOf(first.id)), int(BindingState::Ended));
    QCOMPARE(scene.bind(pool, 2, 2).binding.did, first.did);
    const Binding ended = scene.find(first.id);
    QVERIFY(!ended.endedAt && ended.customerNumber.isSet()); // judged, not noted yet
    QCOMPARE(taken(scene.bindings.tidy()), 1);
    QCOMPARE(*scene.find(first.id).endedAt, *ended.expiresAt);
    QVERIFY(!scene.find(first.id).customerNumber.isSet());
    QCOMPARE(taken(scene.bindings.tidy()), 0);
}

void BindingServiceTest::releasesAndCools()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 1, [](Pool &p) { p.coolDownMinutes = 30; });
    const Binding first = scene.bind(pool, 1, 1).binding;
    const Binding released = taken(scene.bindings.release(first));
    QCOMPARE(int(released.endCause), int(EndCause::Released));
    QCOMPARE(released.freeAt - *released.endedAt, qint64(30 * 60000));
    QVERIFY(!released.customerNumber.isSet() && !released.agentNumber.isSet());
    QCOMPARE(int(scene.stateOf(first.id)), int(BindingState::Cooling));
    const DatabaseLook look(scene.desk.organisation);
    for (const char *table : {"number", "number_index", "epoch", "bound_number"})
        QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM ") + QLatin1String(table)), 0);
    QCOMPARE(scene.refusal(pool, 2, 2).args.value(1), QStringLiteral("cooling"));
    QCOMPARE(faultOf(scene.bindings.release(released)), Fault::BindingChanged);
    scene.pass(30);
    QCOMPARE(scene.bind(pool, 2, 2).binding.did, first.did);
}

void BindingServiceTest::extends()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 1, [](Pool &p) { p.coolDownMinutes = 0; });
    const Binding first = scene.bind(pool, 1, 1).binding;
    const Binding longer = taken(scene.bindings.extend(first, {ExpiryOrder::Kind::Minutes, 3 * 24 * 60, {}}));
    QVERIFY(*longer.expiresAt > *first.expiresAt);
    QCOMPARE(longer.freeAt, *longer.expiresAt);
    scene.pass(25 * 60);
    QCOMPARE(scene.refusal(pool, 2, 2).fault, Fault::PoolExhausted);
    const Binding shorter = taken(scene.bindings.extend(scene.find(first.id), {ExpiryOrder::Kind::Minutes, 5, {}}));
    scene.pass(6);
    QCOMPARE(scene.bind(pool, 2, 2).binding.did, first.did);
    QCOMPARE(faultOf(scene.bindings.extend(shorter, {})), Fault::BindingChanged); // what has ended is over
}

void BindingServiceTest::withoutExpiryNeedsAReason()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 2);
    const auto never = [](const QString &reason) {
        return [reason](BindingOrder &order) { order.expiry = {ExpiryOrder::Kind::Never, 0, reason}; };
    };
    QCOMPARE(scene.refusal(pool, 1, 1, never({})).args.value(0), QStringLiteral("no-expiry-reason"));
    QCOMPARE(scene.refusal(pool, 1, 1, never(QStringLiteral("call +447700900999"))).fault, Fault::TextHoldsNumber);
    const Binding binding = scene.bind(pool, 1, 1, never(QStringLiteral("Lives next door"))).binding;
    QVERIFY(!binding.expiresAt);
    scene.pass(400 * 24 * 60);
    QCOMPARE(int(scene.stateOf(binding.id)), int(BindingState::Active));
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.one(QStringLiteral("SELECT reason FROM deed ORDER BY seq DESC LIMIT 1")).toString(),
        QStringLiteral("Lives next door"));
    const Binding ends = taken(scene.bindings.extend(scene.find(binding.id), {}));
    QVERIFY(ends.expiresAt.has_value());
    QCOMPARE(ends.freeAt - *ends.expiresAt, qint64(24 * 3600000));
}

void BindingServiceTest::reassigns()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding first = scene.bind(pool, 1, 1).binding;
    const Binding other = scene.bind(pool, 2, 2).binding;
    QVERIFY(first.did != other.did); // used longest ago comes first
    QCOMPARE(faultOf(scene.bindings.reassign(first, {{}, scene.customer(1)})), Fault::PartiesSame);
    const Binding moved = taken(scene.bindings.reassign(first, {{}, scene.line(3)}));
    QCOMPARE(moved.did, first.did);
    QCOMPARE(moved.agentText, QStringLiteral("+44xxxxxxxx03"));
    QVERIFY(moved.customerNumber == first.customerNumber && moved.agentNumber != first.agentNumber);
    // The pair is another one now; the agent before cools on this number.
    QVERIFY(!scene.bind(pool, 1, 3).isNew);
    QCOMPARE(scene.bind(pool, 9, 1).binding.did, other.did);
    // He may come back while he cools, and changes nothing where he is.
    const Binding again = taken(scene.bindings.reassign(moved, {{}, scene.line(1)}));
    QCOMPARE(again.agentText, first.agentText);
    QCOMPARE(taken(scene.bindings.reassign(again, {{}, scene.line(1)})).revision, again.revision);
    const Binding back = taken(scene.bindings.reassign(again, {{}, scene.line(3)}));
    // Who stands on the number already cannot take it over, and no pair gets two of one kind.
    const Binding shared = scene.bind(pool, 5, 6, [&](BindingOrder &o) { o.number = first.number; }).binding;
    QCOMPARE(faultOf(scene.bindings.reassign(back, {{}, scene.line(6)})), Fault::DidNotFree);
    QVERIFY(scene.stateOf(shared.id) == BindingState::Active);
    QCOMPARE(taken(scene.bindings.reassign(scene.find(back.id), {{}, scene.line(8)})).id, back.id);
    QCOMPARE(scene.faults(), QString());
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM number")),
        look.number(QStringLiteral("SELECT COUNT(*) FROM bound_number")));
}

void BindingServiceTest::recordsAsChosen()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding first = scene.bind(pool, 1, 1).binding;
    QCOMPARE(int(first.recording), int(RecordingChoice::AsPool));
    QCOMPARE(int(taken(scene.bindings.record(first, RecordingChoice::No)).recording), int(RecordingChoice::No));
}

void BindingServiceTest::changesOfOthersAreNoticed()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding first = scene.bind(pool, 1, 1).binding;
    taken(scene.bindings.record(first, RecordingChoice::Yes));
    QCOMPARE(faultOf(scene.bindings.record(first, RecordingChoice::No)), Fault::BindingChanged);
    QCOMPARE(faultOf(scene.bindings.extend(first, {})), Fault::BindingChanged);
    QCOMPARE(faultOf(scene.bindings.release(first)), Fault::BindingChanged);
    QCOMPARE(faultOf(scene.bindings.reassign(first, {{}, scene.line(4)})), Fault::BindingChanged);
    QCOMPARE(int(scene.stateOf(first.id)), int(BindingState::Active));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::BindingServiceTest)
#include "tst_binding_service.moc"
