// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_scene.h"

namespace callveil {

/// Which number a binding gets, and why none (domain.md, Choice of DID).
class BindingChoiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void prefersTheCustomersArea();
    void strictTakesNoOther();
    void takesWhatWasUsedLongestAgo();
    void exclusiveServesOnePair();
    void asksFallbackPoolsInOrder();
    void leavesOutWhatIsNotInService();
    void saysWhyThereIsNone();
    void anAgentHasANumberOfHisOwn();
    void aCustomerHasANumberOfHisOwn();
    void ownNumbersAreNobodyElses();

private:
    /// Numbers in New York (212, 646), Buffalo's state (716) and Los Angeles (213).
    [[nodiscard]] static PoolId american(BindingScene &scene, AreaMatch match);
    [[nodiscard]] static BindingOrder from(const BindingScene &scene, PoolId pool, const QString &customer, int line);
};

PoolId BindingChoiceTest::american(BindingScene &scene, AreaMatch match)
{
    Pool pool;
    pool.name = QStringLiteral("America");
    pool.country = QStringLiteral("US");
    pool.areaMatch = match;
    const PoolId id = taken(scene.pools.save(pool));
    static_cast<void>(scene.fill(id, QStringLiteral("+12135550101\n+16465550101\n+12125550101\n+12125550102")));
    return id;
}

BindingOrder BindingChoiceTest::from(const BindingScene &scene, PoolId pool, const QString &customer, int line)
{
    BindingOrder order;
    order.process = scene.sales;
    order.pool = pool;
    order.customer = customer;
    order.agent.number = scene.line(line);
    return order;
}

void BindingChoiceTest::prefersTheCustomersArea()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const PoolId pool = american(scene, AreaMatch::Prefer);
    const QString customer = QStringLiteral("+12125550177");
    const auto given = [&](int line) { return taken(scene.bindings.make(from(scene, pool, customer, line))).binding; };
    const Binding first = given(1), second = given(2), third = given(3), fourth = given(4);
    QCOMPARE(first.area, QStringLiteral("212"));
    QCOMPARE(int(first.choice.match), int(DidMatch::SameArea));
    QCOMPARE(first.choice.free, 4);
    QCOMPARE(second.area, QStringLiteral("212"));
    QCOMPARE(third.number, QStringLiteral("+16465550101"));
    QCOMPARE(int(third.choice.match), int(DidMatch::SameRegion));
    QCOMPARE(fourth.number, QStringLiteral("+12135550101"));
    QCOMPARE(int(fourth.choice.match), int(DidMatch::SameCountry));
    // A customer of another country has no area here.
    const Binding abroad = taken(scene.bindings.make(from(scene, pool, scene.customer(1), 9))).binding;
    QCOMPARE(int(abroad.choice.match), int(DidMatch::SameCountry));
}

void BindingChoiceTest::strictTakesNoOther()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const PoolId pool = american(scene, AreaMatch::Strict);
    const auto order = [&](const char *customer, int line) { return from(scene, pool, QLatin1String(customer), line); };
    QCOMPARE(taken(scene.bindings.make(order("+16465550177", 1))).binding.area, QStringLiteral("646"));
    Error none = errorOf(scene.bindings.make(order("+16465550177", 2)));
    QCOMPARE(none.fault, Fault::PoolExhausted);
    QCOMPARE(none.args.value(1), QStringLiteral("party"));
    none = errorOf(scene.bindings.make(order("+13055550177", 3)));
    QCOMPARE(none.args.value(1), QStringLiteral("area"));
    none = errorOf(scene.bindings.make(order("+447700900001", 3)));
    QCOMPARE(none.args.value(1), QStringLiteral("area"));
}

void BindingChoiceTest::takesWhatWasUsedLongestAgo()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    QStringList numbers;
    for (int i = 0; i < 6; ++i) {
        numbers.append(scene.bind(pool, i, i).binding.number.right(1));
        QThread::msleep(2);
    }
    QCOMPARE(numbers.join(u' '), QStringLiteral("0 1 2 0 1 2"));
}

void BindingChoiceTest::exclusiveServesOnePair()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    Pool pool = scene.pool(Sharing::Exclusive, 2);
    QSet<DidId> given{scene.bind(pool, 1, 1).binding.did, scene.bind(pool, 2, 2).binding.did};
    QCOMPARE(given.size(), 2);
    QCOMPARE(scene.refusal(pool, 3, 3).fault, Fault::PoolExhausted);
    // Shared from now on: the same numbers serve others too, and never these parties.
    pool.sharing = Sharing::PairUnique;
    taken(scene.pools.save(pool));
    static_cast<void>(scene.bind(pool, 3, 3));
    QCOMPARE(scene.refusal(pool, 1, 2).args.value(1), QStringLiteral("party"));
    // And alone again: what is shared is given to nobody.
    pool = scene.get(pool.id);
    pool.sharing = Sharing::Exclusive;
    taken(scene.pools.save(pool));
    QCOMPARE(scene.refusal(pool, 7, 7).args.value(1), QStringLiteral("in-use"));
}

void BindingChoiceTest::asksFallbackPoolsInOrder()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool last = scene.pool(Sharing::Exclusive, 1, [](Pool &p) { p.expiryMinutes = 60; });
    const Pool strange = scene.pool(Sharing::Exclusive, 1, [&](Pool &p) {
        p.allProcesses = false;
        p.processes = {scene.support};
        p.fallbacks = {last.id};
    });
    const Pool first = scene.pool(Sharing::Exclusive, 1, [&](Pool &p) { p.fallbacks = {strange.id}; });
    QCOMPARE(scene.bind(first, 1, 1).binding.pool, first.id);
    const Binding second = scene.bind(first, 2, 2).binding; // over one that does not serve Sales
    QCOMPARE(second.pool, last.id);
    QCOMPARE(second.askedPool, first.id);
    QVERIFY(*second.expiresAt - second.createdAt <= 3600000);
    QVERIFY(!scene.bind(first, 2, 2).isNew);
    const Error none = scene.refusal(first, 3, 3);
    QCOMPARE(none.args.value(0), first.name);
}

void BindingChoiceTest::leavesOutWhatIsNotInService()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 4);
    const QList<SeenDid> numbers = scene.seen(pool.id);
    const Binding kept = scene.bind(pool, 1, 1).binding;
    taken(scene.pools.setState({numbers[0]}, DidState::Draining));
    taken(scene.pools.setState({numbers[1]}, DidState::Suspended));
    taken(scene.pools.setState({numbers[2]}, DidState::Retired));
    QCOMPARE(kept.number, QStringLiteral("+442079460000"));
    QVERIFY(!scene.bind(pool, 1, 1).isNew); // draining keeps what it has
    for (int i = 2; i < 5; ++i)
        QCOMPARE(scene.bind(pool, i, i).binding.number, QStringLiteral("+442079460003"));
    // What the number no longer serves is bound anew.
    taken(scene.pools.setState({{kept.did, pool.id, DidState::Draining}}, DidState::Suspended));
    const BoundPair again = scene.bind(pool, 1, 1);
    QVERIFY(again.isNew);
    QCOMPARE(again.binding.number, QStringLiteral("+442079460003"));
}

void BindingChoiceTest::saysWhyThereIsNone()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const QList<SeenDid> numbers = scene.seen(pool.id);
    const auto reason = [&] {
        const Error error = scene.refusal(pool, 1, 2);
        return error.fault == Fault::PoolExhausted ? error.args.value(1) : QStringLiteral("?");
    };
    static_cast<void>(scene.bind(pool, 1, 1));
    QCOMPARE(reason(), QStringLiteral("party"));
    taken(scene.pools.setState(numbers, DidState::Draining));
    QCOMPARE(reason(), QStringLiteral("draining"));
    taken(scene.pools.setState(scene.seen(pool.id), DidState::Suspended));
    QCOMPARE(reason(), QStringLiteral("empty"));
    taken(scene.pools.setState(scene.seen(pool.id), DidState::Retired));
    QCOMPARE(reason(), QStringLiteral("empty"));
}

void BindingChoiceTest::anAgentHasANumberOfHisOwn()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3, [](Pool &p) { p.coolDownMinutes = 30; });
    const auto own = [](BindingOrder &order) { order.model = BindingModel::Agent; };
    const Binding first = scene.bind(pool, 1, 1, own).binding;
    const Binding second = scene.bind(pool, 2, 1, own).binding;
    QCOMPARE(second.did, first.did);
    QCOMPARE(int(second.choice.match), int(DidMatch::Own));
    QVERIFY(!scene.bind(pool, 2, 1, own).isNew);
    QVERIFY(scene.bind(pool, 1, 2, own).binding.did != first.did);
    QCOMPARE(faultOf(scene.bindings.reassign(first, {{}, scene.line(5)})), Fault::BindingOfAgent);
    // The newest one that is active says whom the agent reaches; the number is his until the last has cooled.
    const DatabaseLook look(scene.desk.organisation);
    const auto reached = [&] {
        return look.number(
            QStringLiteral("SELECT binding_id FROM binding_side WHERE did_id = %1").arg(first.did.value));
    };
    QCOMPARE(reached(), second.id.value);
    taken(scene.bindings.release(second));
    QCOMPARE(reached(), first.id.value);
    taken(scene.bindings.release(first));
    QCOMPARE(scene.bind(pool, 3, 1, own).binding.did, first.did);
}

void BindingChoiceTest::aCustomerHasANumberOfHisOwn()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 2);
    const auto own = [](BindingOrder &order) { order.model = BindingModel::Customer; };
    const Binding first = scene.bind(pool, 1, 1, own).binding;
    const Binding second = scene.bind(pool, 1, 2, own).binding;
    QCOMPARE(second.did, first.did);
    const Binding moved = taken(scene.bindings.reassign(first, {{}, scene.line(3)}));
    QCOMPARE(moved.did, first.did);
    QVERIFY(!scene.bind(pool, 1, 3, own).isNew);
    QCOMPARE(faultOf(scene.bindings.reassign(moved, {{}, scene.line(2)})), Fault::BindingExists);
}

void BindingChoiceTest::ownNumbersAreNobodyElses()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1, [](Pool &p) { p.coolDownMinutes = 30; });
    const auto own = [](BindingOrder &order) { order.model = BindingModel::Agent; };
    const Binding first = scene.bind(pool, 1, 1, own).binding;
    QCOMPARE(scene.refusal(pool, 2, 2).fault, Fault::PoolExhausted);
    QCOMPARE(scene.refusal(pool, 2, 2, own).fault, Fault::PoolExhausted);
    QCOMPARE(scene.refusal(pool, 1, 1).fault, Fault::PoolExhausted); // another kind of binding
    taken(scene.bindings.release(first));
    QCOMPARE(scene.refusal(pool, 2, 2).fault, Fault::PoolExhausted);
    scene.pass(31);
    static_cast<void>(scene.bind(pool, 2, 2));
    QCOMPARE(scene.refusal(pool, 1, 1, own).fault, Fault::PoolExhausted);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::BindingChoiceTest)
#include "tst_binding_choice.moc"
