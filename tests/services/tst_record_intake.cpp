// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake_scene.h"

#include "services/retention/held_service.h"

#include <algorithm>

namespace callveil {

/// What becomes of call records in the call log.
class RecordIntakeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void aBoundCallBecomesTwoLegs();
    void whoMayRevealsAndFindsThem();
    void legsThatComeLaterJoinTheirCall();
    void thePolicyOfTheMomentMasks();
    void allCallsOverABindingAreOneSession();
    void anEndedBindingLendsItsOwnMask();
    void anErasedNumberDoesNotComeBack_data();
    void anErasedNumberDoesNotComeBack();
    void aStrangersCallShowsWhereItCameFrom();
    void anOwnNumberTellsWhoseItIs();
    void aNumberThatLeftItsPoolIsNoFault();
};

void RecordIntakeTest::aBoundCallBecomesTwoLegs()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding binding =
        scene.bind(pool, 1, 1, [](BindingOrder &order) { order.caseRef = QStringLiteral("C-7"); }).binding;
    QCOMPARE(scene.run(), 0);
    scene.now -= scene.now % dayMs + dayMs / 2; // one day's noon for everybody
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    scene.call(binding, QStringLiteral("two"), scene.line(1), scene.now + 60000);
    QCOMPARE(scene.run(), 4);
    QCOMPARE(scene.run(), 0);
    QCOMPARE(scene.legs(),
        (QStringList{masked("0 1 * kept * kept"), masked("1 1 * kept * kept"), masked("0 2 * kept * kept"),
            masked("1 2 * kept * kept")}));
    const std::vector<CallLine> calls = scene.calls(binding);
    QCOMPARE(calls.size(), size_t(2));
    QCOMPARE(calls.front().publicId, binding.publicId);
    QCOMPARE(calls.front().caseRef, QStringLiteral("C-7"));
    QCOMPARE(calls.front().legs, 2);
    QCOMPARE(calls.front().talkSeconds, 30);
    QCOMPARE(calls.front().billableSeconds, 60);
    const LegLine leg = scene.legsOf(binding).front();
    QCOMPARE(leg.proxy, binding.number);
    QCOMPARE(leg.presented, binding.number);
    QCOMPARE(leg.country, QStringLiteral("GB"));
    QCOMPARE(leg.revision, 1);
    QCOMPARE(scene.look.number(QStringLiteral("SELECT sessions FROM call_day WHERE sort = 0 AND sessions <> 0")), 2);
    QVERIFY(scene.isMasked(1, 1));
    QCOMPARE(scene.audited(), QString());
}

void RecordIntakeTest::whoMayRevealsAndFindsThem()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 2).binding;
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    QCOMPARE(scene.run(), 2);
    for (const LegLine &leg : scene.legsOf(binding)) {
        QVERIFY(scene.reveals(leg.customer, scene.customer(1)));
        QVERIFY(scene.reveals(leg.agentParty, scene.line(2)));
    }
    RevealService service(*scene.desk.admin);
    QCOMPARE(taken(service.search(scene.customer(1))).sessions.size(), size_t(1));
    QCOMPARE(taken(service.search(scene.line(2))).sessions.size(), size_t(1));
    QCOMPARE(taken(service.search(scene.customer(2))).sessions.size(), size_t(0));
}

void RecordIntakeTest::legsThatComeLaterJoinTheirCall()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    for (const RecordLeg leg : {RecordLeg::Agent, RecordLeg::Customer}) {
        QVERIFY(scene.hand(QStringLiteral("one"), leg, binding.number, scene.customer(1), binding.publicId));
        QCOMPARE(scene.run(), 1);
    }
    QCOMPARE(scene.calls(binding).size(), size_t(1));
    QCOMPARE(scene.calls(binding).front().legs, 2);
    QCOMPARE(scene.audited(), QString());
}

void RecordIntakeTest::thePolicyOfTheMomentMasks()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    scene.apply(*MaskingPolicy::replacement(4, 0)); // before the service looks
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.legs().front(), QStringLiteral("0 1 +4477xxxxxxxx kept +4477xxxxxxxx kept"));
    scene.apply(MaskingPolicy::random()); // while it has a writer for the old one
    scene.call(binding, QStringLiteral("two"), scene.customer(1), scene.now + 60000);
    QCOMPARE(scene.run(), 2);
    QVERIFY(scene.isMasked(1, 1));
    QCOMPARE(scene.legsOf(binding).front().revision, 3);
    QCOMPARE(scene.legsOf(binding).front().customer.text.size(), 12);
    QVERIFY(scene.legsOf(binding).front().customer.text != scene.legsOf(binding).front().agentParty.text);
    scene.apply(MaskingPolicy::off());
    scene.call(binding, QStringLiteral("three"), scene.customer(1), scene.now + 120000);
    QCOMPARE(scene.run(), 2);
    QVERIFY(scene.legsOf(binding).front().customer.text == scene.customer(1));
    QCOMPARE(scene.look.one(QStringLiteral("SELECT MAX(customer_starred) FROM call_leg")).toString(),
        QStringLiteral("+44 770***0001"));
    QCOMPARE(scene.audited(), QString());
}

void RecordIntakeTest::allCallsOverABindingAreOneSession()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding binding = scene.bind(pool, 1, 1).binding, other = scene.bind(pool, 2, 2).binding;
    for (int i = 0; i < 3; ++i)
        scene.call(binding, QStringLiteral("call %1").arg(i), scene.customer(1), scene.now + i * 60000);
    scene.call(other, QStringLiteral("other"), scene.customer(2));
    QCOMPARE(scene.run(), 8);
    QCOMPARE(scene.calls(other).size(), size_t(1));
    // Page by page: neither the newest alone nor one of them twice.
    CallFilter filter;
    filter.session = binding.publicId;
    QList<qint64> starts;
    CallKey key = CallLogService::newest();
    for (bool ends = false; !ends;) {
        const CallPage page = taken(CallLogService(*scene.desk.admin).page(filter, key, true, 2));
        for (const CallLine &line : page.calls) {
            starts.append(line.startedAt - scene.now);
            key = {line.startedAt, line.id.value};
        }
        ends = page.ends;
    }
    QCOMPARE(starts, (QList<qint64>{120000, 60000, 0}));
}

void RecordIntakeTest::anEndedBindingLendsItsOwnMask()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding first = scene.bind(pool, 1, 1).binding, second = scene.bind(pool, 2, 2).binding;
    scene.call(first, QStringLiteral("one"), scene.customer(1));
    taken(scene.bindings.release(first));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.legs().front(), QStringLiteral("0 1 %1 - %2 -").arg(first.customerText, first.agentText));
    QCOMPARE(scene.calls(first).size(), size_t(1));
    scene.call(second, QStringLiteral("two"), scene.customer(2), scene.now + 60000);
    taken(scene.bindings.release(second));
    scene.apply(*MaskingPolicy::replacement(0, 0)); // shows less than the binding does
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.legs().back(), QStringLiteral("1 1 %1 - %1 -").arg(hidden));
    QCOMPARE(scene.audited(), QString());
}

void RecordIntakeTest::anErasedNumberDoesNotComeBack_data()
{
    QTest::addColumn<bool>("off");
    QTest::newRow("masked") << false;
    QTest::newRow("clear") << true;
}

void RecordIntakeTest::anErasedNumberDoesNotComeBack()
{
    QFETCH_GLOBAL(Engine, engine);
    QFETCH(bool, off);
    IntakeScene scene(engine);
    if (off) {
        scene.apply(MaskingPolicy::off());
        scene.backdate(3600000);
    }
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    taken(HeldService(*scene.desk.admin).erase({scene.customer(1), QStringLiteral("He asked for it"), {}}));
    QCOMPARE(scene.run(), 2);
    for (const LegLine &leg : scene.legsOf(binding)) {
        QVERIFY(!leg.customer.number.isSet());
        QVERIFY(!std::any_of(leg.customer.text.begin(), leg.customer.text.end(), [](QChar c) { return c.isDigit(); }));
    }
    QVERIFY(taken(RevealService(*scene.desk.admin).search(scene.customer(1))).sessions.empty());
}

void RecordIntakeTest::aStrangersCallShowsWhereItCameFrom()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1).binding;
    QVERIFY(scene.hand(QStringLiteral("one"), RecordLeg::Customer, binding.number, QStringLiteral("+33142685300")));
    QVERIFY(scene.hand(QStringLiteral("two"), RecordLeg::Customer, binding.number, QString()));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.legs(), (QStringList{QStringLiteral("0 0 - - - -"), QStringLiteral("0 0 - - - -")}));
    QCOMPARE(scene.look.number(QStringLiteral("SELECT COUNT(*) FROM call_leg WHERE country = 'FR'")), 1);
    QCOMPARE(scene.look.number(QStringLiteral("SELECT COUNT(*) FROM call_leg WHERE country IS NULL")), 1);
    QVERIFY(scene.calls(binding).empty());
    QCOMPARE(scene.look.number(QStringLiteral("SELECT COUNT(DISTINCT public_id) FROM call_session")), 2);
    QVERIFY(!scene.look.dump().contains("142685300"));
    QCOMPARE(scene.audited(), QString());
}

void RecordIntakeTest::anOwnNumberTellsWhoseItIs()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene
                                .bind(scene.pool(Sharing::PairUnique, 2), 1, 1,
                                    [](BindingOrder &order) { order.model = BindingModel::Agent; })
                                .binding;
    scene.now = binding.createdAt + 1; // it was his by then
    QVERIFY(scene.hand(QStringLiteral("one"), RecordLeg::Customer, binding.number, scene.customer(9)));
    QVERIFY(scene.hand(
        QStringLiteral("two"), RecordLeg::Customer, binding.number, scene.customer(9), {}, binding.createdAt - 60000));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.legs(), (QStringList{QStringLiteral("0 1 - - - -"), masked("0 1 - - * kept")}));
    QVERIFY(scene.isMasked(9, 1));
}

void RecordIntakeTest::aNumberThatLeftItsPoolIsNoFault()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1).binding;
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    scene.look.run(QStringLiteral("UPDATE did SET pool_id = NULL, state = 3 WHERE id = %1").arg(binding.did.value));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.legs().front(), masked("0 1 * kept * kept"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RecordIntakeTest)
#include "tst_record_intake.moc"
