// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake_scene.h"

#include "services/retention/retention_service.h"
#include "services/rotation/rotation_service.h"

namespace callveil {

/// Call records whose way into the call log goes wrong, or is repeated, and how long their numbers are kept.
class RecordLossTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void aRecordThatComesTwiceIsOneLeg();
    void whatFailsIsDoneAgain();
    void batchesOfADayShareOneEpoch();
    void monthsThatAreOverKeepNoKey();
    void aNewVaultKeyIsUsedFromThenOn();
    void retentionTakesTheNumbersAway();
    void aVaultThatIsNoneKeepsNoOtherWaiting();
    void peopleMakeNoLegs();
};

void RecordLossTest::aRecordThatComesTwiceIsOneLeg()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    QCOMPARE(scene.run(), 2);
    // After a week nobody but the call log remembers it.
    scene.look.run(engine == Engine::Sqlite ? QStringLiteral("DELETE FROM cdr_known")
                                            : QStringLiteral("DELETE FROM cv_route.cdr_known"));
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.legs().size(), 2);
    QCOMPARE(scene.look.number(QStringLiteral("SELECT SUM(duplicates) FROM import_batch")), 2);
    QCOMPARE(scene.audited(), QString());
}

void RecordLossTest::whatFailsIsDoneAgain()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    const bool embedded = engine == Engine::Sqlite;
    scene.call(binding, QStringLiteral("one"), scene.customer(1));
    scene.look.run(embedded ? QStringLiteral("CREATE TRIGGER stop BEFORE INSERT ON import_row BEGIN "
                                             "SELECT raise(ABORT, 'no'); END")
                            : QStringLiteral("ALTER TABLE import_row ADD CONSTRAINT stop CHECK (false) NOT VALID"));
    for (int i = 0; i < 2; ++i)
        QVERIFY(!scene.intake.run().result());
    QCOMPARE(taken(scene.records.state()).waiting, 2);
    QVERIFY(scene.legs().isEmpty());
    QCOMPARE(scene.monthEpochs(), 0);
    scene.look.run(
        embedded ? QStringLiteral("DROP TRIGGER stop") : QStringLiteral("ALTER TABLE import_row DROP CONSTRAINT stop"));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.legs().size(), 2);
    QCOMPARE(taken(scene.records.state()).waiting, 0);
    QVERIFY(scene.reveals(scene.legsOf(binding).front().customer, scene.customer(1)));
    QCOMPARE(scene.audited(), QString());
}

void RecordLossTest::batchesOfADayShareOneEpoch()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const qint64 day = scene.now / dayMs; // of the calls
    for (int i = 1; i <= 3; ++i) {
        const Binding binding = scene.bind(pool, i, i).binding;
        scene.call(binding, QStringLiteral("call %1").arg(i), scene.customer(i));
        QCOMPARE(scene.run(), 2);
        QVERIFY(scene.reveals(scene.legsOf(binding).front().customer, scene.customer(i)));
    }
    QCOMPARE(scene.look.number(QStringLiteral("SELECT SUM(records) FROM import_batch")), 6);
    QCOMPARE(scene.audited(), QString());
    if (QDateTime::currentMSecsSinceEpoch() / dayMs != day)
        return; // midnight has passed (UTC)
    QCOMPARE(scene.monthEpochs(), 1);
    QCOMPARE(scene.look.number(QStringLiteral("SELECT COUNT(*) FROM import_batch")), 1);
}

void RecordLossTest::monthsThatAreOverKeepNoKey()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    for (int i = 1; i <= 2; ++i) {
        scene.call(scene.bind(pool, i, i).binding, QStringLiteral("call %1").arg(i), scene.customer(i),
            scene.now - 40 * dayMs);
        QCOMPARE(scene.run(), 2);
    }
    QCOMPARE(scene.monthEpochs(), 2);
}

void RecordLossTest::aNewVaultKeyIsUsedFromThenOn()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding first = scene.bind(pool, 1, 1).binding, second = scene.bind(pool, 2, 2).binding;
    scene.call(first, QStringLiteral("one"), scene.customer(1));
    QCOMPARE(scene.run(), 2);
    taken(RotationService(*scene.desk.admin).run(scene.sales, std::make_shared<RotationProgress>()));
    scene.call(second, QStringLiteral("two"), scene.customer(2));
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.look.number(QStringLiteral("SELECT COUNT(*) FROM epoch WHERE generation = 1")), 0);
    QVERIFY(scene.reveals(scene.legsOf(first).front().customer, scene.customer(1)));
    QVERIFY(scene.reveals(scene.legsOf(second).front().customer, scene.customer(2)));
}

void RecordLossTest::retentionTakesTheNumbersAway()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 2), 1, 1).binding;
    scene.call(binding, QStringLiteral("old"), scene.customer(1), scene.now - 200 * dayMs);
    scene.call(binding, QStringLiteral("new"), scene.customer(1));
    QCOMPARE(scene.run(), 4);
    QCOMPARE(scene.monthEpochs(), 2);
    QCOMPARE(taken(RetentionService(*scene.desk.admin).run(std::make_shared<RetentionProgress>())).numbers, 2);
    QCOMPARE(scene.monthEpochs(), 1);
    const CallId oldest = scene.calls(binding).back().id;
    const LegLine old = taken(CallLogService(*scene.desk.admin).legs(oldest)).front();
    QCOMPARE(faultOf(RevealService(*scene.desk.admin).reveal({old.customer.number, QStringLiteral("test"), {}})),
        Fault::NumberGone);
    QVERIFY(scene.reveals(scene.legsOf(binding).front().customer, scene.customer(1)));
}

void RecordLossTest::aVaultThatIsNoneKeepsNoOtherWaiting()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding bad = scene.bind(pool, 1, 1, [&](BindingOrder &order) { order.process = scene.support; }).binding;
    const Binding good = scene.bind(pool, 2, 2).binding;
    scene.call(bad, QStringLiteral("bad"), scene.customer(1));
    scene.call(good, QStringLiteral("good"), scene.customer(2));
    const auto certify = [&](const QByteArray &certificate) {
        scene.look.run(QStringLiteral("UPDATE vault SET certificate = %1 WHERE process_id = %2")
                           .arg(scene.look.literal(certificate))
                           .arg(scene.support.value));
    };
    const QByteArray certificate =
        scene.look.one(QStringLiteral("SELECT certificate FROM vault WHERE process_id = %1").arg(scene.support.value))
            .toByteArray();
    certify(QByteArray(certificate.size(), '\1'));
    QCOMPARE(faultOf(scene.intake.run()), Fault::CertificateInvalid);
    QCOMPARE(scene.calls(good).size(), size_t(1));
    QVERIFY(scene.calls(bad).empty());
    QCOMPARE(taken(scene.records.state()).waiting, 2);
    certify(certificate);
    QCOMPARE(scene.run(), 2);
    QCOMPARE(scene.calls(bad).size(), size_t(1));
}

void RecordLossTest::peopleMakeNoLegs()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    QCOMPARE(faultOf(RecordIntake(*scene.desk.admin).run()), Fault::NotPermitted);
    if (engine == Engine::Sqlite)
        return;
    for (const QString &attack : {QStringLiteral("SELECT cv_api.record_bindings('{1}', '{1}')"),
             QStringLiteral("SELECT cv_api.record_hold('{1}')"),
             QStringLiteral("INSERT INTO cv_stage.batch (batch) VALUES ('switch'); "
                            "SELECT cv_api.import_publish('switch', %1, 1, 'switch', 0, 0)")
                 .arg(scene.sales.value)}) {
        const auto done = runWithDeed(*scene.desk.admin, attack);
        QVERIFY2(!done && done.error().code == ErrorCode::Denied, qPrintable(attack));
    }
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RecordLossTest)
#include "tst_record_loss.moc"
