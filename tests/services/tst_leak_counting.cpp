// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak_scene.h"

#include "services/access/access_service.h"
#include "storage/leaks/leak_store.h"

namespace callveil {

namespace {

const QString clear = QStringLiteral("for 020 7946 0999");

QString texts(int rows)
{
    return QStringLiteral("clear-number call_leg.account: %1").arg(rows);
}

} // namespace

/// Each call and each entry of the record is counted once, whatever scans come when.
class LeakCountingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void aSessionThatCameInAndGrewIsCountedOnce();
    void aCaseIsNotCountedAgainWithEachLeg();
    void whatIsWrittenLateIsCountedOnce();
    void whatGrowsLateIsCountedOnce();
    void moreThanWhatIsLeftReopensAFinding();
    void nobodyDecidesAboutMoreThanHeSaw();
    void ofTwoScansAtOnceOneIsKept();
    void aServerKeepsOneOfThem();
    void entriesOfTheRecordAreCountedOnce();
    void ownValuesInTheRecordAreNoNumbers();
    void aPlantedNumberMakesTheNextScanWhole();
    void aScanWithoutTheWriterKeyLeavesTheMarks();

private:
    [[nodiscard]] static LeakScene &scene()
    {
        QFETCH_GLOBAL(Engine, engine);
        return leakScene(engine);
    }
    /// How many entries of the record are counted in a column; 0 when there is no such finding.
    [[nodiscard]] static qint64 entries(const QString &column)
    {
        LeakFilter filter;
        filter.kind = LeakKind::ClearNumber;
        for (const Leak &leak : scene().list(filter))
            if (leak.key.place == QStringLiteral("deed.") + column)
                return leak.rows;
        return 0;
    }
    [[nodiscard]] static QList<QVariantList> marks()
    {
        return DatabaseLook(scene().desk.organisation)
            .run(QStringLiteral("SELECT process_id, upto, scanned_at FROM leak_mark ORDER BY process_id"));
    }
};

void LeakCountingTest::aSessionThatCameInAndGrewIsCountedOnce()
{
    const ProcessId process = scene().process(QStringLiteral("Came and grew"));
    const StoredCall call{.process = process, .account = clear, .caseRef = clear};
    scene().scan();
    const qint64 session = scene().call(call);
    scene().grow(session, 2, call);
    scene().scan(true);
    const QStringList once{texts(2), QStringLiteral("clear-number call_session.case_ref: 1")};
    QCOMPARE(scene().open(process), once);
    scene().scan(true);
    QCOMPARE(scene().open(process), once);
    scene().scan();
    QCOMPARE(scene().open(process), once);
}

void LeakCountingTest::aCaseIsNotCountedAgainWithEachLeg()
{
    const ProcessId process = scene().process(QStringLiteral("A known case"));
    const qint64 session = scene().call({.process = process, .caseRef = clear});
    scene().scan();
    scene().settle(scene().only(process, LeakKind::ClearNumber), LeakState::Resolved);
    for (const int leg : {2, 3}) {
        scene().grow(session, leg, {.process = process});
        scene().scan(true);
        const Leak known = scene().only(process, LeakKind::ClearNumber);
        QCOMPARE(known.state, LeakState::Resolved);
        QCOMPARE(known.rows, 1);
    }
}

void LeakCountingTest::whatIsWrittenLateIsCountedOnce()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        QSKIP("a file has one writer at a time");
    const ProcessId process = scene().process(QStringLiteral("Late"));
    const StoredCall call{.process = process, .account = clear, .caseRef = clear};
    scene().call(call);
    scene().scan();
    const QStringList one{texts(1), QStringLiteral("clear-number call_session.case_ref: 1")};
    QCOMPARE(scene().open(process), one);
    const DatabaseLook other(scene().desk.organisation);
    other.run(QStringLiteral("BEGIN"));
    scene().call(call, other);
    scene().call(call); // it came in later, and is there earlier
    for (const bool sinceLast : {false, true, false}) { // both are left to a later scan
        scene().scanNow(sinceLast);
        QCOMPARE(scene().open(process), one);
    }
    other.run(QStringLiteral("COMMIT"));
    const QStringList three{texts(3), QStringLiteral("clear-number call_session.case_ref: 3")};
    for (const bool sinceLast : {true, true, false, true}) {
        scene().scan(sinceLast);
        QCOMPARE(scene().open(process), three);
    }
}

void LeakCountingTest::whatGrowsLateIsCountedOnce()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        QSKIP("a file has one writer at a time");
    const ProcessId process = scene().process(QStringLiteral("Grows late"));
    const StoredCall call{.process = process, .account = clear};
    const qint64 session = scene().call(call);
    scene().scan();
    const DatabaseLook other(scene().desk.organisation);
    other.run(QStringLiteral("BEGIN"));
    other.run(QStringLiteral("SELECT pg_current_xact_id()"));
    scene().grow(session, 2, call);
    scene().scanNow(false);
    QCOMPARE(scene().open(process), QStringList(texts(1)));
    other.run(QStringLiteral("COMMIT"));
    for (const bool sinceLast : {true, true, false}) {
        scene().scan(sinceLast);
        QCOMPARE(scene().open(process), QStringList(texts(2)));
    }
}

void LeakCountingTest::moreThanWhatIsLeftReopensAFinding()
{
    const ProcessId process = scene().process(QStringLiteral("Less and more"));
    const StoredCall call{.process = process, .account = clear};
    const qint64 first = scene().call(call);
    scene().call(call);
    scene().scan();
    scene().settle(scene().only(process, LeakKind::ClearNumber), LeakState::Resolved);
    scene().run(QStringLiteral("UPDATE call_leg SET account = '' WHERE session_id = %1").arg(first));
    scene().scan();
    QCOMPARE(scene().only(process, LeakKind::ClearNumber).rows, 1);
    QCOMPARE(scene().only(process, LeakKind::ClearNumber).state, LeakState::Resolved);
    scene().call(call);
    scene().scan(true);
    QCOMPARE(scene().only(process, LeakKind::ClearNumber).rows, 2);
    QCOMPARE(scene().only(process, LeakKind::ClearNumber).state, LeakState::Reopened);
}

void LeakCountingTest::nobodyDecidesAboutMoreThanHeSaw()
{
    const ProcessId process = scene().process(QStringLiteral("Seen before"));
    scene().call({.process = process, .account = clear});
    scene().scan();
    const Leak seen = scene().only(process, LeakKind::ClearNumber);
    scene().call({.process = process, .account = clear});
    scene().scan(true);
    QCOMPARE(
        faultOf(scene().leaks.settle({{seen.id, seen.state, seen.rows}}, LeakState::Resolved)), Fault::EntryChanged);
    QCOMPARE(scene().open(process), QStringList(texts(2)));
    scene().settle(scene().only(process, LeakKind::ClearNumber), LeakState::Resolved);
    QCOMPARE(scene().open(process), QStringList());
}

void LeakCountingTest::ofTwoScansAtOnceOneIsKept()
{
    const auto me = scene().desk.admin->identity();
    DatabaseThread &database = scene().desk.admin->background();
    const LeakScope scope = taken(
        database.run([me](Connection &connection) -> Result<LeakScope> { return LeakReader(connection).begin(*me); }));
    const auto kept = [&](const LeakScope &begun) {
        return taken(database.run([me, begun](Connection &connection) -> Result<bool> {
            return connection.transact([&]() -> Result<bool> {
                const auto marked = LeakStore(connection, *me).mark(begun, true);
                const auto recorded = DeedLog(connection).append(*me, {QStringLiteral("leak.scan"), {}, {}, {}, {}});
                return recorded ? marked : failed(recorded);
            });
        }));
    };
    QVERIFY(kept(scope));
    const QList<QVariantList> before = marks();
    QVERIFY(!kept(scope)); // as if it had begun at the same time
    QCOMPARE(marks(), before);
    scene().scan(true);
    QVERIFY(!kept(scope));
}

void LeakCountingTest::aServerKeepsOneOfThem()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        QSKIP("nobody can make a scan of a file wait");
    const ProcessId process = scene().process(QStringLiteral("At once"));
    scene().scan();
    scene().call({.process = process, .account = clear});
    const DatabaseLook look(scene().desk.organisation), other(scene().desk.organisation);
    other.run(QStringLiteral("BEGIN"));
    other.run(QStringLiteral("LOCK TABLE cv_route.task_event IN ACCESS EXCLUSIVE MODE")); // texts are read from it
    const auto scan = scene().leaks.scan(true, std::make_shared<LeakProgress>());
    while (look.number(QStringLiteral("SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND "
                                      "relation = 'cv_route.task_event'::regclass"))
        == 0)
        QCoreApplication::processEvents();
    look.run(QStringLiteral("UPDATE leak_mark SET scans = scans + 1 WHERE process_id = %1").arg(process.value));
    other.run(QStringLiteral("COMMIT"));
    const Error refused = errorOf(scan);
    QCOMPARE(refused.code, ErrorCode::Conflict);
    QCOMPARE(refused.fault, Fault::EntryChanged);
    QCOMPARE(scene().open(process), QStringList());
    scene().scan(true);
    QCOMPARE(scene().open(process), QStringList(texts(1)));
}

void LeakCountingTest::entriesOfTheRecordAreCountedOnce()
{
    const Deed deed{
        QStringLiteral("leak.accept"), QStringLiteral("leak 1"), {}, QStringLiteral("state accepted"), clear};
    scene().record(deed);
    for (const bool sinceLast : {false, true, true}) {
        scene().scan(sinceLast);
        QCOMPARE(entries(QStringLiteral("reason")), 1);
    }
    scene().record(deed);
    scene().record(deed);
    for (const bool sinceLast : {true, true, false, true}) {
        scene().scan(sinceLast);
        QCOMPARE(entries(QStringLiteral("reason")), 3);
    }
    // Somebody who sees some processes alone reads none of it, and leaves the marks.
    const auto mallory = scene().desk.hire(
        QStringLiteral("mallory"), Role::Administrator, {scene().process(QStringLiteral("Mallory's"))});
    scene().record(deed);
    static_cast<void>(taken(LeakAuditService(*mallory).scan(true, std::make_shared<LeakProgress>())));
    QCOMPARE(entries(QStringLiteral("reason")), 3);
    scene().scan(true);
    QCOMPARE(entries(QStringLiteral("reason")), 4);
}

void LeakCountingTest::ownValuesInTheRecordAreNoNumbers()
{
    static_cast<void>(
        scene().desk.organisation.addProcess(*scene().desk.admin, QStringLiteral("States"), QStringLiteral("US")));
    scene().scan();
    const qint64 before = entries(QStringLiteral("before")), after = entries(QStringLiteral("after"));
    scene().record({QStringLiteral("rate.rerated"), QStringLiteral("rates"),
        QStringLiteral("cost 2025.550123 EUR; recharge 202555.0123 EUR; unrated 2025550123"),
        QStringLiteral("processes 202 555 0 1 2 3 4 5 6 7; cost 2025.550123 EUR; legs 2025550123"), {}});
    scene().scan();
    QCOMPARE(entries(QStringLiteral("before")), before);
    QCOMPARE(entries(QStringLiteral("after")), after);
    scene().record({QStringLiteral("process.change"), QStringLiteral("process 1"), {},
        QStringLiteral("name ring 202 555 0123"), {}});
    scene().scan(true);
    QCOMPARE(entries(QStringLiteral("after")), after + 1);
}

void LeakCountingTest::aPlantedNumberMakesTheNextScanWhole()
{
    scene().scan();
    QVERIFY(!scene().scan(true).whole);
    static_cast<void>(taken(scene().canaries.plant({QStringLiteral("A list"), QStringLiteral("+442079468700")})));
    QVERIFY(scene().scan(true).whole);
    QVERIFY(!scene().scan(true).whole);
}

void LeakCountingTest::aScanWithoutTheWriterKeyLeavesTheMarks()
{
    static_cast<void>(taken(scene().canaries.plant({QStringLiteral("Another list"), QStringLiteral("+442079468701")})));
    const ProcessId process = scene().process(QStringLiteral("Without the key"));
    const StoredCall call{.process = process, .account = clear};
    scene().call(call);
    scene().scan();
    static_cast<void>(
        taken(AccessService(*scene().desk.admin).setPermissions({{Role::Executive, Permission::ViewAudit, true}})));
    const auto eve = scene().desk.hire(QStringLiteral("eve"), Role::Executive);
    const QList<QVariantList> before = marks();
    scene().call(call);
    scene().waitForOthers();
    const LeakReport report = taken(LeakAuditService(*eve).scan(true, std::make_shared<LeakProgress>()));
    QVERIFY(report.whole && !report.canariesInTexts);
    QCOMPARE(scene().open(process), QStringList(texts(2)));
    QCOMPARE(marks(), before);
    scene().call(call);
    QVERIFY(scene().scan(true).whole); // what she counted is not added to
    QCOMPARE(scene().open(process), QStringList(texts(3)));
    QVERIFY(marks() != before);
    scene().call(call);
    QVERIFY(!scene().scan(true).whole);
    QCOMPARE(scene().open(process), QStringList(texts(4)));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::LeakCountingTest)
#include "tst_leak_counting.moc"
