// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak_scene.h"

#include <QFile>

namespace callveil {

namespace {

const QString clear = QStringLiteral("for 020 7946 0999");
const QString oneText = QStringLiteral("clear-number call_leg.account: 1");
const QString twoTexts = QStringLiteral("clear-number call_leg.account: 2");

} // namespace

/// What becomes of findings: between scans, by decisions, for whom, and in files.
class LeakAuditServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void whatIsResolvedIsReopenedWhenThereIsMore();
    void whatIsAcceptedStaysSo();
    void aStateThatStillHoldsIsReopened();
    void decisionsAreRecordedAndNeedWhatTheyNeed();
    void decidesAllOrNone();
    void looksAtWhatIsNew();
    void looksAtLegsOfOlderSessions();
    void aFirstScanLooksAtEverything();
    void aCancelledScanChangesNothing();
    void listsTheWorstFirstPageByPage();
    void tellsHowManyAreOpen();
    void writesFindingsToAFile();
    void isForWhoeverViewsTheRecord();
    void othersSeeTheirOwnProcessesAlone();
    void aServerRefusesOthers();
    void aServerWantsAnEntryForEachScan();

private:
    [[nodiscard]] static LeakScene &scene()
    {
        QFETCH_GLOBAL(Engine, engine);
        return leakScene(engine);
    }
    [[nodiscard]] static ProcessId processWithClearText(const QString &name)
    {
        const ProcessId process = scene().process(name);
        scene().call({.process = process, .account = clear});
        return process;
    }
};

void LeakAuditServiceTest::whatIsResolvedIsReopenedWhenThereIsMore()
{
    const ProcessId process = processWithClearText(QStringLiteral("Resolved"));
    scene().scan();
    QCOMPARE(scene().open(process), QStringList(oneText));
    scene().settle(scene().only(process, LeakKind::ClearNumber), LeakState::Resolved);
    const Leak resolved = scene().only(process, LeakKind::ClearNumber);
    QCOMPARE(resolved.state, LeakState::Resolved);
    QCOMPARE(resolved.settledBy, scene().desk.admin->identity()->id);
    QVERIFY(!resolved.settledByName.isEmpty() && resolved.settledAt);
    for (const bool sinceLast : {false, true}) { // the same call tells nothing new
        scene().scan(sinceLast);
        QCOMPARE(scene().only(process, LeakKind::ClearNumber).state, LeakState::Resolved);
    }
    scene().call({.process = process, .account = clear});
    scene().scan(true);
    const Leak again = scene().only(process, LeakKind::ClearNumber);
    QCOMPARE(again.state, LeakState::Reopened);
    QCOMPARE(again.rows, 2);
    QCOMPARE(again.calls.size(), 2);
    QCOMPARE(scene().open(process), QStringList(twoTexts));
}

void LeakAuditServiceTest::whatIsAcceptedStaysSo()
{
    const ProcessId process = processWithClearText(QStringLiteral("Accepted"));
    scene().scan();
    scene().settle(scene().only(process, LeakKind::ClearNumber), LeakState::Accepted, QStringLiteral(" It is  ours "));
    scene().call({.process = process, .account = clear});
    scene().scan();
    const Leak accepted = scene().only(process, LeakKind::ClearNumber);
    QCOMPARE(accepted.state, LeakState::Accepted);
    QCOMPARE(accepted.rows, 2);
    QCOMPARE(accepted.reason, QStringLiteral("It is ours"));
    scene().settle(accepted, LeakState::Reopened);
    QCOMPARE(scene().open(process), QStringList(twoTexts));
}

void LeakAuditServiceTest::aStateThatStillHoldsIsReopened()
{
    const ProcessId process = scene().process(QStringLiteral("Still off"));
    const QString off = QStringLiteral("UPDATE policy_revision SET kind = %1 WHERE process_id = %2");
    scene().run(off.arg(0).arg(process.value));
    scene().scan();
    scene().settle(scene().only(process, LeakKind::MaskingOff), LeakState::Resolved);
    scene().scan();
    QCOMPARE(scene().only(process, LeakKind::MaskingOff).state, LeakState::Reopened);
    scene().run(off.arg(2).arg(process.value));
    scene().scan(true);
    const Leak gone = scene().only(process, LeakKind::MaskingOff);
    QCOMPARE(gone.state, LeakState::Resolved);
    QVERIFY(!gone.settledBy.isSet() && gone.settledAt); // by the scan
}

void LeakAuditServiceTest::decisionsAreRecordedAndNeedWhatTheyNeed()
{
    const ProcessId process = processWithClearText(QStringLiteral("Decided"));
    scene().scan();
    const Leak leak = scene().only(process, LeakKind::ClearNumber);
    const QList<SeenLeak> seen{{leak.id, leak.state, leak.rows}};
    const Error unexplained = errorOf(scene().leaks.settle(seen, LeakState::Accepted, QStringLiteral("  ")));
    QCOMPARE(unexplained.fault, Fault::NameEmpty);
    QCOMPARE(unexplained.args, QStringList(QStringLiteral("reason")));
    QCOMPARE(faultOf(scene().leaks.settle(seen, LeakState::Accepted, clear)), Fault::TextHoldsNumber);
    QCOMPARE(faultOf(scene().leaks.settle(seen, LeakState::Reopened)), Fault::EntryChanged); // it is open
    QCOMPARE(scene().open(process), QStringList(oneText));
    scene().settle(leak, LeakState::Accepted, QStringLiteral("Known"));
    const DatabaseLook look(scene().desk.organisation);
    const QVariantList deed = look.run(QStringLiteral("SELECT action, object, before, after, reason FROM deed WHERE "
                                                      "action LIKE 'leak.%' ORDER BY seq DESC LIMIT 1"))
                                  .front();
    QCOMPARE(deed.at(0).toString(), QStringLiteral("leak.accept"));
    QCOMPARE(deed.at(1).toString(), QStringLiteral("leak %1").arg(leak.id.value));
    QCOMPARE(deed.at(2).toString(), QStringLiteral("state open"));
    QCOMPARE(deed.at(3).toString(), QStringLiteral("state accepted"));
    QCOMPARE(deed.at(4).toString(), QStringLiteral("Known"));
    QVERIFY(look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'leak.scan' AND object = 'leaks' AND "
                                       "after LIKE 'scope whole; findings %'"))
        > 0);
}

void LeakAuditServiceTest::decidesAllOrNone()
{
    const ProcessId process = processWithClearText(QStringLiteral("Together"));
    scene().run(QStringLiteral("UPDATE process SET project = '%1' WHERE id = %2").arg(clear).arg(process.value));
    scene().scan();
    LeakFilter filter;
    filter.process = process;
    const std::vector<Leak> leaks = scene().list(filter);
    QCOMPARE(leaks.size(), 2U);
    scene().settle(leaks[1], LeakState::Resolved); // as somebody else did meanwhile
    QList<SeenLeak> seen;
    for (const Leak &leak : leaks)
        seen.append({leak.id, leak.state, leak.rows});
    QCOMPARE(faultOf(scene().leaks.settle(seen, LeakState::Resolved)), Fault::EntryChanged);
    QCOMPARE(scene().open(process).size(), 1);
}

void LeakAuditServiceTest::looksAtWhatIsNew()
{
    const ProcessId process = processWithClearText(QStringLiteral("New"));
    scene().scan();
    QCOMPARE(scene().open(process), QStringList(oneText));
    // What was overlooked is not looked at again.
    scene().run(
        QStringLiteral("UPDATE call_leg SET recording_id = '%1' WHERE process_id = %2").arg(clear).arg(process.value));
    scene().call({.process = process, .account = clear});
    const LeakReport report = scene().scan(true);
    QVERIFY(!report.whole);
    QCOMPARE(scene().open(process), QStringList(twoTexts));
    scene().scan(true);
    QCOMPARE(scene().open(process), QStringList(twoTexts)); // and nothing is counted twice
    scene().scan();
    QCOMPARE(scene().open(process), QStringList({twoTexts, QStringLiteral("clear-number call_leg.recording_id: 1")}));
}

void LeakAuditServiceTest::looksAtLegsOfOlderSessions()
{
    const ProcessId process = scene().process(QStringLiteral("Grown"));
    const qint64 session = scene().call({.process = process});
    scene().scan();
    QCOMPARE(scene().open(process), QStringList());
    scene().grow(session, 2, {.process = process, .account = clear});
    scene().scan(true);
    QCOMPARE(scene().open(process), QStringList(oneText));
    scene().grow(session, 3, {.process = process, .account = clear});
    scene().scan(true);
    QCOMPARE(scene().open(process), QStringList(twoTexts));
    QCOMPARE(scene().only(process, LeakKind::ClearNumber).calls, QList<CallId>{{session}});
}

void LeakAuditServiceTest::aFirstScanLooksAtEverything()
{
    const ProcessId process = processWithClearText(QStringLiteral("First"));
    scene().run(QStringLiteral("DELETE FROM leak_mark"));
    QVERIFY(!taken(scene().leaks.list({})).lastScan);
    QVERIFY(scene().scan(true).whole);
    QCOMPARE(scene().open(process), QStringList(oneText));
    const auto scanned = taken(scene().leaks.list({})).lastScan;
    QVERIFY(scanned && qAbs(*scanned - QDateTime::currentMSecsSinceEpoch()) < 600000);
    // So does one after 60 days, for the one process that it is.
    const ProcessId other = processWithClearText(QStringLiteral("Long ago"));
    scene().scan();
    scene().settle(scene().only(other, LeakKind::ClearNumber), LeakState::Resolved);
    scene().run(QStringLiteral("UPDATE leak_mark SET scanned_at = scanned_at - 5270400000 WHERE process_id = %1")
                    .arg(other.value));
    scene().run(QStringLiteral("UPDATE call_leg SET recording_id = '%1' WHERE process_id IN (%2, %3)")
                    .arg(clear)
                    .arg(process.value)
                    .arg(other.value));
    QVERIFY(!scene().scan(true).whole);
    QCOMPARE(scene().open(process), QStringList(oneText));
    QCOMPARE(scene().open(other), QStringList(QStringLiteral("clear-number call_leg.recording_id: 1")));
}

void LeakAuditServiceTest::aCancelledScanChangesNothing()
{
    const ProcessId process = processWithClearText(QStringLiteral("Cancelled"));
    const auto progress = std::make_shared<LeakProgress>();
    progress->cancelled = true;
    QCOMPARE(faultOf(scene().leaks.scan(false, progress)), Fault::Cancelled);
    QCOMPARE(scene().open(process), QStringList());
    const auto whole = std::make_shared<LeakProgress>();
    static_cast<void>(taken(scene().leaks.scan(false, whole)));
    QVERIFY(whole->all > 0);
    QCOMPARE(whole->done.load(), whole->all.load());
}

void LeakAuditServiceTest::listsTheWorstFirstPageByPage()
{
    static_cast<void>(processWithClearText(QStringLiteral("Pages")));
    static_cast<void>(processWithClearText(QStringLiteral("More pages")));
    scene().scan();
    const std::vector<Leak> whole = scene().list();
    QVERIFY(whole.size() > 4);
    QVERIFY(std::is_sorted(whole.begin(), whole.end(), [](const Leak &left, const Leak &right) {
        return std::pair(left.severity, left.id) > std::pair(right.severity, right.id);
    }));
    std::vector<LeakId> ids;
    LeakFilter filter;
    filter.most = 3;
    for (bool ends = false; !ends;) {
        const LeakPage page = taken(scene().leaks.list(filter));
        for (const Leak &leak : page.leaks)
            ids.push_back(leak.id);
        ends = page.ends;
        if (!page.leaks.empty())
            filter.after = {page.leaks.back().severity, page.leaks.back().id};
    }
    QCOMPARE(ids.size(), whole.size());
    for (size_t i = 0; i < ids.size(); ++i)
        QCOMPARE(ids[i], whole[i].id);
    LeakFilter critical;
    critical.severity = LeakSeverity::Critical;
    critical.state = LeakState::Resolved;
    for (const Leak &leak : scene().list(critical))
        QVERIFY(leak.severity == LeakSeverity::Critical && leak.state == LeakState::Resolved);
}

void LeakAuditServiceTest::tellsHowManyAreOpen()
{
    const ProcessId process = processWithClearText(QStringLiteral("Tally"));
    const LeakReport report = scene().scan();
    const LeakPage page = taken(scene().leaks.list({}));
    const auto isOpenOne = [](const Leak &leak) { return isOpen(leak.state); };
    QCOMPARE(report.open, qint64(std::count_if(page.leaks.begin(), page.leaks.end(), isOpenOne)));
    QCOMPARE(report.before, report.open - 1);
    const qint64 critical = page.open.value(LeakSeverity::Critical);
    scene().settle(scene().only(process, LeakKind::ClearNumber), LeakState::Resolved);
    QCOMPARE(taken(scene().leaks.list({})).open.value(LeakSeverity::Critical), critical - 1);
}

void LeakAuditServiceTest::writesFindingsToAFile()
{
    const ProcessId process = processWithClearText(QStringLiteral("Exported"));
    scene().scan();
    scene().settle(scene().only(process, LeakKind::ClearNumber), LeakState::Accepted, QStringLiteral("Known"));
    LeakFilter filter;
    filter.process = process;
    const QString path = scene().desk.organisation.folder() + QStringLiteral("/leaks.csv");
    const auto progress = std::make_shared<LeakProgress>();
    QCOMPARE(taken(scene().leaks.exportTo(filter, path, SheetFormat::Csv, QTimeZone::utc(), progress)), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    QVERIFY(text.contains(QLatin1String("finding,severity,kind,state,process,")));
    QVERIFY(text.contains(QLatin1String(",rows,\"since (UTC)\",\"newest (UTC)\",\"first_seen (UTC)\",\"last_seen "
                                        "(UTC)\",settled_by,\"settled_at (UTC)\",reason")));
    QVERIFY(text.contains(QLatin1String(",critical,clear-number,accepted,Exported,,,,call_leg.account,,1,")));
    QVERIFY(text.contains(QLatin1String(",Known")));
    QVERIFY(!text.contains(QLatin1String("7946")));
    QCOMPARE(DatabaseLook(scene().desk.organisation)
                 .one(QStringLiteral("SELECT after FROM deed WHERE action = 'leak.export' ORDER BY seq DESC LIMIT 1"))
                 .toString(),
        QStringLiteral("format csv; rows 1"));
    progress->cancelled = true;
    QCOMPARE(faultOf(scene().leaks.exportTo(
                 filter, path + QStringLiteral(".csv"), SheetFormat::Csv, QTimeZone::utc(), progress)),
        Fault::Cancelled);
    QVERIFY(!QFile::exists(path + QStringLiteral(".csv")));
}

void LeakAuditServiceTest::isForWhoeverViewsTheRecord()
{
    const auto sue = scene().desk.hire(QStringLiteral("sue"), Role::Supervisor);
    LeakAuditService service(*sue);
    QCOMPARE(faultOf(service.scan(false, std::make_shared<LeakProgress>())), Fault::NotPermitted);
    QCOMPARE(faultOf(service.list({})), Fault::NotPermitted);
    QCOMPARE(faultOf(service.settle({}, LeakState::Resolved)), Fault::NotPermitted);
    QCOMPARE(faultOf(service.exportTo({}, scene().desk.organisation.folder() + QStringLiteral("/x.csv"),
                 SheetFormat::Csv, QTimeZone::utc(), std::make_shared<LeakProgress>())),
        Fault::NotPermitted);
}

void LeakAuditServiceTest::othersSeeTheirOwnProcessesAlone()
{
    const ProcessId mine = processWithClearText(QStringLiteral("Mine")),
                    other = processWithClearText(QStringLiteral("Other"));
    const Pool shared = scene().pool(Sharing::PairUnique, 1, [mine](Pool &pool) {
        pool.allProcesses = false;
        pool.processes = {mine};
    });
    scene().run(QStringLiteral("INSERT INTO process_did SELECT %1, id FROM did WHERE pool_id = %2")
                    .arg(other.value)
                    .arg(shared.id.value));
    scene().run(QStringLiteral("UPDATE organisation SET name = '%1'").arg(clear));
    const auto mallory = scene().desk.hire(QStringLiteral("mallory"), Role::Administrator, {mine});
    LeakAuditService service(*mallory);
    QVERIFY(taken(service.list({})).leaks.empty());
    const LeakReport report = taken(service.scan(false, std::make_shared<LeakProgress>()));
    const LeakPage page = taken(service.list({}));
    QSet<qint64> processes;
    for (const Leak &leak : page.leaks)
        processes.insert(leak.key.process.value);
    QCOMPARE(processes, QSet<qint64>({mine.value, 0}));
    QCOMPARE(page.processes.size(), 1U);
    QCOMPARE(report.open, qint64(page.leaks.size()));
    QCOMPARE(scene().open(mine), QStringList(oneText));
    QCOMPARE(scene().open(other), QStringList()); // nobody scanned it
    for (const Leak &leak : page.leaks) // of pools that serve his process, not of the organisation
        QVERIFY(leak.key.process.isSet() || !leak.poolName.isEmpty());
    scene().scan();
    const Leak foreign = scene().only(other, LeakKind::ClearNumber);
    QVERIFY(!service.settle({{foreign.id, foreign.state, foreign.rows}}, LeakState::Resolved).result());
    QCOMPARE(scene().open(other), QStringList(oneText));
    scene().run(QStringLiteral("UPDATE organisation SET name = 'Test Centre'"));
}

void LeakAuditServiceTest::aServerRefusesOthers()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        QSKIP("a file has no rights of its own");
    const ProcessId process = processWithClearText(QStringLiteral("Server"));
    scene().scan();
    const Leak leak = scene().only(process, LeakKind::ClearNumber);
    const QString settle = QStringLiteral("SELECT cv_api.leak_settle(%1, 0, 1, 1, '')").arg(leak.id.value);
    QVERIFY(!runAs(*scene().desk.admin, settle)); // without an entry in the record
    QCOMPARE(scene().open(process), QStringList(oneText));
    QVERIFY(!runWithDeed(
        *scene().desk.admin, QStringLiteral("SELECT cv_api.leak_settle(%1, 0, 1, 2, ' ')").arg(leak.id.value)));
    QVERIFY(!runWithDeed(*scene().desk.admin, QStringLiteral("UPDATE leak_finding SET state = 1")));
    QVERIFY(runWithDeed(*scene().desk.admin, settle));
    QCOMPARE(scene().only(process, LeakKind::ClearNumber).state, LeakState::Resolved);
}

void LeakAuditServiceTest::aServerWantsAnEntryForEachScan()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        QSKIP("a file has no rights of its own");
    const ProcessId process = processWithClearText(QStringLiteral("Entries")),
                    other = processWithClearText(QStringLiteral("Other entries"));
    scene().run(QStringLiteral("UPDATE policy_revision SET kind = 0 WHERE process_id = %1").arg(process.value));
    scene().scan();
    const qint64 foreign = scene().only(other, LeakKind::ClearNumber).calls.front().value;
    const qint64 own = scene().only(process, LeakKind::ClearNumber).calls.front().value;
    const auto noted = [process](qint64 call) {
        return QStringLiteral("SELECT cv_api.leak_note('[[0,2,%1,0,0,0,\"\",1,1,\"%2\",1,1]]', 0)")
            .arg(process.value)
            .arg(call);
    };
    const QString scans = QStringLiteral("(SELECT scans FROM cv_api.leak_begin())");
    for (const QString &change : {QStringLiteral("SELECT cv_api.leak_settle_unseen(9e15::bigint, 1, 1)"), noted(own),
             QStringLiteral("SELECT cv_api.leak_mark_put(0, 0, %1, 0)").arg(scans),
             QStringLiteral("SELECT cv_api.leak_deed_marks_put('[[1, 1]]')")}) {
        QVERIFY2(!runAs(*scene().desk.admin, change), qPrintable(change));
        QVERIFY2(runWithDeed(*scene().desk.admin, change), qPrintable(change));
    }
    QVERIFY(!runWithDeed(*scene().desk.admin, noted(foreign))); // a call of another process
    QVERIFY(!runWithDeed(*scene().desk.admin, noted(999999999)));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::LeakAuditServiceTest)
#include "tst_leak_audit_service.moc"
