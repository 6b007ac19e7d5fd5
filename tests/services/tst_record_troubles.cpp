// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake_scene.h"

#include "services/processes/process_service.h"

namespace callveil {

/// Call records whose process, binding or policy is not what it was when the call began, and who waits for whom.
class RecordTroublesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void aTextOfAnOlderPolicyIsNotShown();
    void whoeverIsHeldKeepsNoOtherWaiting();
    void recordsThatCannotBeWrittenAreGonePast();
    void aFailureOfOneProcessIsItsOwn();
    void aCallOfBeforeIsNotTheNewAgents();
    void aFormerAgentIsNotTheNewOne();
    void aCallIsOlderThanItsBindingOnlyBySession();
    void anArchivedProcessGetsItsCalls();
    void moreThanABatchComesInAtOnce();
    void aPolicyThatChangesInBetweenUndoesAll();
};

void RecordTroublesTest::aTextOfAnOlderPolicyIsNotShown()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    scene.apply(MaskingPolicy::off());
    scene.backdate(3600000);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    QVERIFY(binding.customerText.contains(u'*') && binding.customerText != scene.customer(1)); // never in the clear
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    taken(scene.bindings.release(binding));
    scene.apply(*MaskingPolicy::replacement(0, 0));
    scene.backdate(30000, 3); // said to hold since before the binding, by too little to prove it
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.legs().front(), QStringLiteral("0 1 %1 - %1 -").arg(hidden));
}

void RecordTroublesTest::whoeverIsHeldKeepsNoOtherWaiting()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // there one writes at a time
    IntakeScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding held = scene.bind(pool, 1, 1, [&](BindingOrder &order) { order.process = scene.support; }).binding;
    const Binding free = scene.bind(pool, 2, 2).binding;
    scene.call(held, QStringLiteral("held"), scene.customer(1));
    scene.call(free, QStringLiteral("free"), scene.customer(2));
    const DatabaseLook other(scene.desk.organisation);
    other.run(QStringLiteral("BEGIN"));
    other.run(QStringLiteral("SELECT id FROM process WHERE id = %1 FOR NO KEY UPDATE").arg(scene.support.value));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.calls(free).size(), size_t(1));
    QVERIFY(scene.calls(held).empty());
    QCOMPARE(taken(scene.records.state()).waiting, 2);
    other.run(QStringLiteral("COMMIT"));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.calls(held).size(), size_t(1));
}

void RecordTroublesTest::recordsThatCannotBeWrittenAreGonePast()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding bad = scene.bind(pool, 1, 1, [&](BindingOrder &order) { order.process = scene.support; }).binding;
    const Binding good = scene.bind(pool, 2, 2).binding;
    for (int i = 0; i < 3; ++i)
        scene.call(bad, QStringLiteral("bad %1").arg(i), scene.customer(1));
    scene.call(good, QStringLiteral("good"), scene.customer(2));
    scene.look.run(QStringLiteral("UPDATE vault SET certificate = %1 WHERE process_id = %2")
                       .arg(scene.look.literal(QByteArray(64, '\1')))
                       .arg(scene.support.value));
    RecordIntake few(*scene.service, 2);
    QCOMPARE(faultOf(few.run()), Fault::CertificateInvalid);
    QCOMPARE(scene.calls(good).size(), size_t(1));
    QCOMPARE(taken(scene.records.state()).waiting, 6);
}

void RecordTroublesTest::aFailureOfOneProcessIsItsOwn()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const bool embedded = engine == Engine::Sqlite;
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding bad = scene.bind(pool, 1, 1, [&](BindingOrder &order) { order.process = scene.support; }).binding;
    const Binding good = scene.bind(pool, 2, 2).binding;
    scene.call(bad, QStringLiteral("bad"), scene.customer(1));
    scene.call(good, QStringLiteral("good"), scene.customer(2));
    scene.look.run(
        (embedded ? QStringLiteral("CREATE TRIGGER stop BEFORE INSERT ON import_row WHEN NEW.process_id = %1 BEGIN "
                                   "SELECT raise(ABORT, 'no'); END")
                  : QStringLiteral("ALTER TABLE import_row ADD CONSTRAINT stop CHECK (process_id <> %1) NOT VALID"))
            .arg(scene.support.value));
    for (int i = 0; i < 2; ++i)
        QVERIFY(!scene.intake.run().result());
    QCOMPARE(scene.calls(good).size(), size_t(1));
    QVERIFY(scene.reveals(scene.legsOf(good).front().customer, scene.customer(2)));
    QVERIFY(scene.calls(bad).empty());
    QCOMPARE(scene.monthEpochs(), 1);
    scene.look.run(
        embedded ? QStringLiteral("DROP TRIGGER stop") : QStringLiteral("ALTER TABLE import_row DROP CONSTRAINT stop"));
    QCOMPARE(scene.run(), 2);
    QVERIFY(scene.reveals(scene.legsOf(bad).front().customer, scene.customer(1)));
    QCOMPARE(scene.audited(), QString());
}

void RecordTroublesTest::aCallOfBeforeIsNotTheNewAgents()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    scene.now = binding.createdAt;
    scene.call(binding, QStringLiteral("before"), scene.customer(1));
    taken(scene.bindings.reassign(binding, {{}, scene.line(2)}));
    scene.call(binding, QStringLiteral("told late"), scene.customer(1)); // began before, as the first one
    QCOMPARE(scene.run(), 4);
    const QString unknown = masked("0 1 * kept ") + hidden + QStringLiteral(" -");
    QCOMPARE(scene.legs().at(0), unknown);
    QCOMPARE(scene.legs().at(2), unknown);
    QVERIFY(taken(RevealService(*scene.desk.admin).search(scene.line(2))).sessions.empty());
    scene.call(binding, QStringLiteral("after"), scene.customer(1), scene.now + 3600000);
    QCOMPARE(scene.run(), 2);
    QVERIFY(scene.reveals(scene.legsOf(binding).front().agentParty, scene.line(2)));
}

void RecordTroublesTest::aFormerAgentIsNotTheNewOne()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2, [](Pool &wanted) { wanted.coolDownMinutes = 60; });
    const Binding binding = scene.bind(pool, 1, 1).binding;
    taken(scene.bindings.reassign(binding, {{}, scene.line(2)}));
    const qint64 later = QDateTime::currentMSecsSinceEpoch() + 60000;
    QVERIFY(scene.hand(QStringLiteral("one"), RecordLeg::Agent, binding.number, scene.line(1), {}, later));
    QVERIFY(scene.hand(QStringLiteral("two"), RecordLeg::Agent, binding.number, scene.line(2), {}, later + 1000));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.legs().front(), masked("1 2 * kept ") + hidden + QStringLiteral(" -"));
    QVERIFY(scene.reveals(scene.legsOf(binding).front().agentParty, scene.line(2)));
}

void RecordTroublesTest::aCallIsOlderThanItsBindingOnlyBySession()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    const qint64 before = binding.createdAt - 60000;
    const auto hand = [&](const char *ref, const QByteArray &session, qint64 startedAt) {
        QVERIFY(
            scene.hand(QLatin1String(ref), RecordLeg::Customer, binding.number, scene.customer(1), session, startedAt));
    };
    hand("somebody", {}, before);
    QCOMPARE(scene.run(), 1);
    QVERIFY(scene.calls(binding).empty());
    QVERIFY(!scene.legs().front().contains(QLatin1String("kept")));
    hand("named", binding.publicId, before);
    hand("by a clock that is late", {}, binding.createdAt - 3000);
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.calls(binding).size(), size_t(2));
}

void RecordTroublesTest::anArchivedProcessGetsItsCalls()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    taken(ProcessService(*scene.desk.admin).setArchived(scene.sales, true));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.calls(binding).size(), size_t(1));
}

void RecordTroublesTest::moreThanABatchComesInAtOnce()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    for (int i = 0; i < 5; ++i)
        scene.call(binding, QStringLiteral("call %1").arg(i), scene.customer(1), scene.now + i * 60000);
    RecordIntake few(*scene.service, 3); // some calls come in two batches
    qint64 all = 0;
    while (const qint64 some = taken(few.run()))
        all += some;
    QCOMPARE(all, 10);
    QCOMPARE(taken(scene.records.state()).waiting, 0);
    QCOMPARE(scene.legs().size(), 10);
    QCOMPARE(scene.calls(binding).size(), size_t(5));
    QVERIFY(scene.reveals(scene.legsOf(binding).front().customer, scene.customer(1)));
}

void RecordTroublesTest::aPolicyThatChangesInBetweenUndoesAll()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    scene.apply(*MaskingPolicy::replacement(4, 0));
    const QString change = QStringLiteral("UPDATE %1policy_revision SET cancelled_at = 1 WHERE revision = 2;");
    if (engine == Engine::Sqlite) {
        scene.look.run(
            QStringLiteral("CREATE TRIGGER turn AFTER INSERT ON import_row BEGIN %1 END").arg(change.arg(QString())));
    } else {
        scene.look.run(QStringLiteral("CREATE FUNCTION public.turn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
                                      "SET session_replication_role = replica AS $$ BEGIN %1 RETURN NULL; END $$")
                           .arg(change.arg(QStringLiteral("cv."))));
        scene.look.run(QStringLiteral("CREATE TRIGGER turn AFTER INSERT ON import_row FOR EACH ROW EXECUTE FUNCTION "
                                      "public.turn()"));
    }
    QCOMPARE(faultOf(scene.intake.run()), Fault::RevisionChanged);
    QVERIFY(scene.legs().isEmpty());
    QCOMPARE(taken(scene.records.state()).waiting, 2);
    scene.look.run(engine == Engine::Sqlite ? QStringLiteral("DROP TRIGGER turn")
                                            : QStringLiteral("DROP FUNCTION public.turn() CASCADE"));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.legs().front(), QStringLiteral("0 1 +4477xxxxxxxx kept +4477xxxxxxxx kept"));
    QCOMPARE(scene.audited(), QString());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RecordTroublesTest)
#include "tst_record_troubles.moc"
