// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak_scene.h"

namespace callveil {

/// Each kind of finding: a case that a scan finds, and the like of it that is none.
class LeakFindingsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void anotherCallerIdThanTheProxyNumber();
    void callsAroundThePlatform();
    void callbacksToNobody();
    void clearNumbersInTextsOfCalls();
    void clearNumbersInOtherTexts();
    void clearNumbersWherePartiesStand();
    void ownNumbersAreNoneOfThem();
    void bindingsWithoutAnEnd();
    void bindingsThatNobodyCalls();
    void bindingsOfClosedCases();
    void numbersOfTwoPools();
    void poolsAboveTheirMark();
    void processesWithoutMasking();
    void recordingsWithoutConsent();
    void aCleanProcessHasNoFinding();

private:
    [[nodiscard]] static LeakScene &scene()
    {
        QFETCH_GLOBAL(Engine, engine);
        return leakScene(engine);
    }
    [[nodiscard]] static auto in(ProcessId process)
    {
        return [process](BindingOrder &order) { order.process = process; };
    }
    /// What is open of a pool that belongs to no single process.
    [[nodiscard]] static QStringList ofPool(PoolId pool)
    {
        LeakFilter filter;
        filter.open = true;
        QStringList kinds;
        for (const Leak &leak : scene().list(filter))
            if (leak.key.pool == pool && !leak.key.process.isSet())
                kinds.append(leakKindKey(leak.key.kind));
        return kinds;
    }
};

void LeakFindingsTest::anotherCallerIdThanTheProxyNumber()
{
    const ProcessId process = scene().process(QStringLiteral("Presented"));
    const Pool pool = scene().pool(Sharing::PairUnique, 2);
    const auto numbers = taken(scene().pools.numbers(pool.id)).numbers;
    StoredCall call{process, numbers[0].id, numbers[0].number};
    scene().call(call);
    scene().scan();
    QCOMPARE(scene().open(process), QStringList());
    call.presented = numbers[1].number;
    const qint64 first = scene().call(call), second = scene().call(call);
    call.did = {};
    scene().call(call);
    scene().scan();
    QCOMPARE(scene().open(process),
        QStringList({QStringLiteral("presented-other: 1"), QStringLiteral("presented-other: 2")}));
    LeakFilter filter;
    filter.process = process;
    for (const Leak &leak : scene().list(filter))
        if (leak.key.did.isSet()) {
            QCOMPARE(leak.number, numbers[0].number);
            QCOMPARE(leak.calls, QList<CallId>({{second}, {first}}));
            QCOMPARE(leak.severity, LeakSeverity::High);
            QCOMPARE(taken(scene().leaks.calls(leak))->size(), 2U);
        }
}

void LeakFindingsTest::callsAroundThePlatform()
{
    const ProcessId process = scene().process(QStringLiteral("Around")),
                    other = scene().process(QStringLiteral("Import"));
    const Pool pool = scene().pool(Sharing::PairUnique, 2);
    const Binding binding = scene().bind(pool, 1, 1, in(process)).binding;
    scene().call({.process = other}); // which has no binding
    scene().call({.process = process, .did = binding.did}); // covered by the number and the time
    scene().call({.process = process, .session = binding.publicId}); // of the binding
    scene().call({.process = process, .direction = 3}); // between two extensions
    scene().scan();
    QCOMPARE(scene().open(process), QStringList());
    QCOMPARE(scene().open(other), QStringList());
    scene().call({.process = process});
    for (const PoolNumber &number : taken(scene().pools.numbers(pool.id)).numbers)
        if (number.id != binding.did)
            scene().call({.process = process, .did = number.id}); // over a number that nobody bound
    scene().scan();
    QCOMPARE(
        scene().open(process), QStringList({QStringLiteral("dialled-around: 1"), QStringLiteral("dialled-around: 1")}));
    scene().run(QStringLiteral("UPDATE policy_revision SET kind = 0 WHERE process_id = %1").arg(process.value));
    scene().call({.process = process});
    scene().scan();
    // Whoever masks nothing hides nothing: calls that were counted stay, and no further one comes.
    QVERIFY(scene().open(process).contains(QStringLiteral("masking-off: 1")));
    QVERIFY(!scene().open(process).contains(QStringLiteral("dialled-around: 2")));
}

void LeakFindingsTest::callbacksToNobody()
{
    const ProcessId process = scene().process(QStringLiteral("Callbacks"));
    const Pool pool = scene().pool(Sharing::PairUnique, 2);
    const Binding binding = scene().bind(pool, 3, 3, in(process)).binding;
    scene().call({.process = process, .did = binding.did, .direction = 1});
    scene().scan();
    QCOMPARE(scene().open(process), QStringList());
    taken(scene().bindings.release(binding));
    scene().call({.process = process, .did = binding.did, .direction = 1});
    scene().scan();
    QCOMPARE(scene().open(process), QStringList(QStringLiteral("unbound-callback: 1")));
}

void LeakFindingsTest::clearNumbersInTextsOfCalls()
{
    const ProcessId process = scene().process(QStringLiteral("Texts of calls"));
    scene().call({.process = process,
        .account = QStringLiteral("ACME 2026"),
        .recording = QStringLiteral("rec-20260102-101010"),
        .caseRef = QStringLiteral("CASE-1001")});
    scene().scan();
    QCOMPARE(scene().open(process), QStringList());
    for (int i = 0; i < 2; ++i)
        scene().call({.process = process,
            .account = QStringLiteral("for 020 7946 0999"),
            .recording = QStringLiteral("out-+442079460998-17"),
            .caseRef = QStringLiteral("tel 0044 (20) 7946-0997")});
    scene().scan();
    QCOMPARE(scene().open(process),
        QStringList({QStringLiteral("clear-number call_leg.account: 2"),
            QStringLiteral("clear-number call_leg.recording_id: 2"),
            QStringLiteral("clear-number call_session.case_ref: 2")}));
}

void LeakFindingsTest::clearNumbersInOtherTexts()
{
    const ProcessId process = scene().process(QStringLiteral("Texts"));
    const Pool pool = scene().pool(Sharing::PairUnique, 1);
    const Binding binding = scene().bind(pool, 4, 4, in(process)).binding;
    scene().run(QStringLiteral("UPDATE process SET project = 'ring 020 7946 0999' WHERE id = %1").arg(process.value));
    scene().run(QStringLiteral("UPDATE policy_revision SET note = '+44 20 7946 0999' WHERE process_id = %1")
                    .arg(process.value));
    scene().run(QStringLiteral("UPDATE binding SET case_ref = 'x 020-7946-0999' WHERE id = %1").arg(binding.id.value));
    scene().scan();
    QCOMPARE(scene().open(process),
        QStringList(
            {QStringLiteral("clear-number binding.case_ref: 1"), QStringLiteral("clear-number policy_revision.note: 1"),
                QStringLiteral("clear-number process.project: 1")}));
    // Mended, they are resolved by themselves.
    scene().run(QStringLiteral("UPDATE process SET project = '' WHERE id = %1").arg(process.value));
    scene().run(QStringLiteral("UPDATE policy_revision SET note = '' WHERE process_id = %1").arg(process.value));
    scene().run(QStringLiteral("UPDATE binding SET case_ref = '' WHERE id = %1").arg(binding.id.value));
    scene().scan();
    QCOMPARE(scene().open(process), QStringList());
}

void LeakFindingsTest::clearNumbersWherePartiesStand()
{
    const ProcessId process = scene().process(QStringLiteral("Parties"));
    const Pool pool = scene().pool(Sharing::PairUnique, 1);
    const Binding binding = scene().bind(pool, 5, 5, in(process)).binding;
    scene().call({.process = process, .did = binding.did, .customer = QStringLiteral("+447700900123")});
    scene().run(QStringLiteral("UPDATE binding SET agent_text = '+447700900124' WHERE id = %1").arg(binding.id.value));
    scene().scan();
    QCOMPARE(scene().open(process),
        QStringList({QStringLiteral("clear-number binding.agent_text: 1"),
            QStringLiteral("clear-number call_leg.customer_text: 1")}));
}

void LeakFindingsTest::ownNumbersAreNoneOfThem()
{
    const ProcessId process = scene().process(QStringLiteral("Own"));
    const Pool pool = scene().pool(Sharing::PairUnique, 1);
    const PoolNumber number = taken(scene().pools.numbers(pool.id)).numbers.front();
    const QString national = QStringLiteral("0%1 %2").arg(number.number.mid(3, 2), number.number.mid(5));
    scene().call({.process = process, .account = number.number, .caseRef = national});
    scene().scan();
    QCOMPARE(scene().open(process), QStringList());
}

void LeakFindingsTest::bindingsWithoutAnEnd()
{
    const ProcessId process = scene().process(QStringLiteral("Endless"));
    const Pool pool = scene().pool(Sharing::PairUnique, 1);
    const Binding binding = scene()
                                .bind(pool, 6, 6,
                                    [process](BindingOrder &order) {
                                        order.process = process;
                                        order.expiry = {ExpiryOrder::Kind::Never, 0, QStringLiteral("A contract")};
                                    })
                                .binding;
    static_cast<void>(scene().bind(pool, 7, 7, in(process)));
    scene().scan();
    QCOMPARE(scene().open(process), QStringList(QStringLiteral("endless-binding: 1")));
    const Leak leak = scene().only(process, LeakKind::EndlessBinding);
    QCOMPARE(leak.key.object, binding.id.value);
    QCOMPARE(leak.session, binding.publicId);
    taken(scene().bindings.release(binding));
    scene().scan();
    QCOMPARE(scene().open(process), QStringList());
}

void LeakFindingsTest::bindingsThatNobodyCalls()
{
    const ProcessId process = scene().process(QStringLiteral("Idle"));
    const Pool pool = scene().pool(Sharing::PairUnique, 2);
    const auto forDays = [process](BindingModel model) {
        return [process, model](BindingOrder &order) {
            order.process = process;
            order.model = model;
            order.caseRef = model == BindingModel::Case ? QStringLiteral("C-1") : QString();
            order.expiry = {ExpiryOrder::Kind::Minutes, 20 * 24 * 60, {}};
        };
    };
    const Binding quiet = scene().bind(pool, 8, 8, forDays(BindingModel::Session)).binding;
    const Binding called = scene().bind(pool, 9, 9, forDays(BindingModel::Session)).binding;
    static_cast<void>(scene().bind(pool, 10, 10, forDays(BindingModel::Case)));
    scene().pass(2 * 24 * 60);
    scene().call({.process = process, .did = called.did, .session = called.publicId});
    scene().scan();
    QCOMPARE(scene().open(process), QStringList(QStringLiteral("idle-binding: 1")));
    QCOMPARE(scene().only(process, LeakKind::IdleBinding).key.object, quiet.id.value);
}

void LeakFindingsTest::bindingsOfClosedCases()
{
    const ProcessId process = scene().process(QStringLiteral("Cases"));
    const Pool pool = scene().pool(Sharing::PairUnique, 2);
    const auto ofCase = [process](const QString &caseRef) {
        return [process, caseRef](BindingOrder &order) {
            order.process = process;
            order.model = BindingModel::Case;
            order.caseRef = caseRef;
        };
    };
    static_cast<void>(scene().bind(pool, 11, 11, ofCase(QStringLiteral("A-1"))));
    static_cast<void>(scene().bind(pool, 12, 12, ofCase(QStringLiteral("A-2"))));
    QCOMPARE(taken(scene().bindings.closeCase(process, QStringLiteral("A-1"))), 1);
    scene().scan();
    QCOMPARE(scene().open(process), QStringList());
    const Binding again = scene().bind(pool, 13, 13, ofCase(QStringLiteral("A-1"))).binding;
    scene().scan();
    QCOMPARE(scene().open(process), QStringList(QStringLiteral("closed-case: 1")));
    QCOMPARE(scene().only(process, LeakKind::ClosedCase).key.object, again.id.value);
}

void LeakFindingsTest::numbersOfTwoPools()
{
    const ProcessId process = scene().process(QStringLiteral("Moves"));
    const Pool from = scene().pool(Sharing::PairUnique, 1), to = scene().pool(Sharing::PairUnique, 1);
    const Binding binding = scene().bind(from, 14, 14, in(process)).binding;
    scene().scan();
    QCOMPARE(ofPool(to.id), QStringList());
    taken(scene().pools.move(scene().seen(from.id), to.id));
    scene().scan();
    QCOMPARE(ofPool(to.id), QStringList(QStringLiteral("did-in-two-pools")));
    QCOMPARE(ofPool(from.id), QStringList());
    // The own number of a process that its pool does not serve.
    const Pool narrow = scene().pool(Sharing::PairUnique, 1, [](Pool &pool) {
        pool.allProcesses = false;
        pool.processes = {scene().support};
    });
    scene().run(QStringLiteral("INSERT INTO process_did SELECT %1, id FROM did WHERE pool_id = %2")
                    .arg(process.value)
                    .arg(narrow.id.value));
    scene().scan();
    QCOMPARE(ofPool(narrow.id), QStringList(QStringLiteral("did-in-two-pools")));
}

void LeakFindingsTest::poolsAboveTheirMark()
{
    const ProcessId process = scene().process(QStringLiteral("Low"));
    const Pool pool = scene().pool(Sharing::Exclusive, 2, [](Pool &each) { each.lowWaterPercent = 60; });
    const PoolId empty = scene().add(QStringLiteral("Without numbers"));
    scene().scan();
    QCOMPARE(ofPool(pool.id), QStringList());
    static_cast<void>(scene().bind(pool, 15, 15, in(process)));
    scene().scan();
    QCOMPARE(ofPool(pool.id), QStringList(QStringLiteral("pool-low")));
    QCOMPARE(ofPool(empty), QStringList()); // it has no numbers yet
}

void LeakFindingsTest::processesWithoutMasking()
{
    const ProcessId process = scene().process(QStringLiteral("Off"));
    scene().run(QStringLiteral("UPDATE policy_revision SET kind = 0 WHERE process_id = %1").arg(process.value));
    scene().scan();
    QCOMPARE(scene().open(process), QStringList(QStringLiteral("masking-off: 1")));
    scene().run(QStringLiteral("UPDATE process SET archived_at = 1 WHERE id = %1").arg(process.value));
    scene().scan();
    QCOMPARE(scene().open(process), QStringList());
}

void LeakFindingsTest::recordingsWithoutConsent()
{
    const ProcessId process = scene().process(QStringLiteral("Recordings"));
    const Pool asks = scene().pool(Sharing::PairUnique, 1, [](Pool &pool) { pool.asksConsent = true; });
    const Pool silent = scene().pool(Sharing::PairUnique, 1);
    const DidId asked = taken(scene().pools.numbers(asks.id)).numbers.front().id;
    const DidId other = taken(scene().pools.numbers(silent.id)).numbers.front().id;
    const QString recording = QStringLiteral("rec-1");
    scene().call({.process = process, .did = asked, .recording = recording, .consent = 1});
    scene().call({.process = process, .did = asked, .consent = 2}); // which was not recorded
    scene().call({.process = process, .did = other, .recording = recording});
    scene().scan();
    QCOMPARE(scene().open(process), QStringList());
    scene().call({.process = process, .did = asked, .recording = recording});
    scene().call({.process = process, .did = other, .recording = recording, .consent = 2});
    scene().scan();
    QCOMPARE(scene().open(process), QStringList({QStringLiteral("no-consent: 1"), QStringLiteral("no-consent: 1")}));
}

void LeakFindingsTest::aCleanProcessHasNoFinding()
{
    const ProcessId process = scene().process(QStringLiteral("Clean"));
    const Pool pool = scene().pool(Sharing::PairUnique, 5);
    const Binding binding = scene().bind(pool, 16, 16, in(process)).binding;
    scene().call({.process = process,
        .did = binding.did,
        .presented = binding.number,
        .account = QStringLiteral("ACME"),
        .recording = QStringLiteral("rec-2"),
        .caseRef = QStringLiteral("CASE-1001"),
        .session = binding.publicId});
    const LeakReport report = scene().scan();
    QVERIFY(report.whole && report.canariesInTexts);
    QCOMPARE(scene().open(process), QStringList());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::LeakFindingsTest)
#include "tst_leak_findings.moc"
