// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/access/access_service.h"
#include "services/reveal/reveal_service.h"
#include "services/rotation/rotation_service.h"

#include <QScopeGuard>
#include <QThread>

#include <future>

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");
const QString why = QStringLiteral("the customer asked to be called back");

ProcessId processIn(Desk &desk)
{
    return desk.organisation.addProcess(
        *desk.admin, QStringLiteral("One"), QStringLiteral("GB"), {QStringLiteral("+442079460100")});
}

Result<RotationReport> rotate(Workspace &workspace, ProcessId process)
{
    return RotationService(workspace).run(process, std::make_shared<RotationProgress>()).result();
}

} // namespace

/// A new key for a vault: nothing is lost, nothing stays under the old key, and it goes on where it stood.
class RotationServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void putsEverythingUnderTheNewKey();
    void goesOnWhereItStood();
    void whatCameMeanwhileIsUnderTheNewKey();
    void runsBesideImports();
    void anotherRevocationMakesItDueAgain();
    void refusesWhoeverMayNot();
    void rawSqlReadsNoNumbers();

private:
    /// How many of the log's numbers an administrator reads as they were imported.
    static int readable(Desk &desk, int expected);
    static qint64 under(const Desk &desk, ProcessId process, int generation);
};

int RotationServiceTest::readable(Desk &desk, int expected)
{
    const auto log = logOf(*desk.admin);
    if (int(log.size()) != expected)
        return -1;
    int read = 0;
    CallLogService service(*desk.admin);
    RevealService reveal(*desk.admin);
    for (const CallLine &call : log) {
        const auto number = reveal.reveal({taken(service.legs(call.id)).front().customer.number, why, {}}).result();
        read += number && (*number)->text().startsWith(QLatin1String("+4477009"));
    }
    return read;
}

qint64 RotationServiceTest::under(const Desk &desk, ProcessId process, int generation)
{
    return scalar(desk.organisation,
        QStringLiteral("SELECT COUNT(*) FROM number n JOIN epoch e ON e.id = n.epoch_id WHERE e.process_id = %1 AND "
                       "e.generation = %2")
            .arg(process.value)
            .arg(generation));
}

void RotationServiceTest::putsEverythingUnderTheNewKey()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = processIn(desk);
    import(desk, customerCalls(0, 12), process);
    taken(AccessService(*desk.admin).grant(Role::Supervisor, {}));
    const auto supervisor = desk.hire(asha, Role::Supervisor);
    taken(AccessService(*desk.admin).revoke(Role::Supervisor, {}));
    auto states = taken(RotationService(*desk.admin).states());
    QCOMPARE(states.size(), 1U);
    QVERIFY(states[0].dueSince.has_value());
    QCOMPARE(states[0].generation, 1);
    QCOMPARE(states[0].numbersLeft, 12);
    QVERIFY(!states[0].begun);

    const auto report = rotate(*desk.admin, process);
    QVERIFY(report);
    QCOMPARE(report->numbers, 12);
    QCOMPARE(report->generation, 2);
    QCOMPARE(under(desk, process, 1), 0);
    QCOMPARE(under(desk, process, 2), 12);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM vault_seal WHERE generation = 1")), 0);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM vault_seal WHERE generation = 2")), 2);
    QCOMPARE(readable(desk, 12), 12);
    states = taken(RotationService(*desk.admin).states());
    QVERIFY(!states[0].dueSince && states[0].numbersLeft == 0);
    QCOMPARE(states[0].generation, 2);
    QCOMPARE(
        scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE action LIKE 'vault.rotate-%'")), 2);
}

void RotationServiceTest::goesOnWhereItStood()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = processIn(desk);
    for (int file = 0; file < 3; ++file)
        import(desk, customerCalls(file * 4, 4), process); // an epoch each
    auto cancelled = std::make_shared<RotationProgress>();
    cancelled->cancelled = true;
    const auto stopped = RotationService(*desk.admin).run(process, cancelled).result();
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().fault, Fault::CancelledHalfway);
    const auto begun = taken(RotationService(*desk.admin).states());
    QVERIFY(begun[0].begun && begun[0].dueSince);
    QCOMPARE(begun[0].numbersLeft, 12);
    QCOMPARE(readable(desk, 12), 12); // readers open both
    const auto report = rotate(*desk.admin, process);
    QVERIFY(report);
    QCOMPARE(report->numbers, 12);
    QCOMPARE(report->generation, 2);
    QCOMPARE(under(desk, process, 2), 12);
}

void RotationServiceTest::whatCameMeanwhileIsUnderTheNewKey()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = processIn(desk);
    import(desk, customerCalls(0, 3), process);
    auto cancelled = std::make_shared<RotationProgress>();
    cancelled->cancelled = true;
    QVERIFY(!RotationService(*desk.admin).run(process, cancelled).result());
    import(desk, customerCalls(3, 3), process);
    QCOMPARE(under(desk, process, 1), 3);
    QCOMPARE(under(desk, process, 2), 3);
    QVERIFY(rotate(*desk.admin, process));
    QCOMPARE(under(desk, process, 2), 6);
    QCOMPARE(readable(desk, 6), 6);
}

void RotationServiceTest::runsBesideImports()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    constexpr int files = 6;
    constexpr int rows = 200;
    const ProcessId process = processIn(desk);
    import(desk, customerCalls(0, rows), process);
    const auto importer = desk.hire(asha, Role::Analyst);
    QStringList paths;
    for (int file = 1; file < files; ++file)
        paths.append(
            desk.organisation.writeFile(QStringLiteral("f%1.csv").arg(file), customerCalls(file * rows, rows)));
    std::atomic<int> ended{0}, turned{0};
    auto imports = std::async(std::launch::async, [&] {
        int done = 0;
        for (const QString &path : std::as_const(paths)) {
            while (turned < ended)
                QThread::msleep(1);
            done += tryImport(*importer, path, process).has_value();
            ++ended;
        }
        return done;
    });
    const auto letGo = qScopeGuard([&] { turned = files; });
    // A new key while each file is on its way, and no more: a file that meets them in a row is refused in the end.
    for (int file = 0; file < files - 1; ++file) {
        QTRY_VERIFY_WITH_TIMEOUT(ended >= file, 60000);
        const auto report = rotate(*desk.admin, process);
        QVERIFY2(report,
            report
                ? ""
                : qPrintable(QStringLiteral("fault %1, %2").arg(int(report.error().fault)).arg(report.error().detail)));
        ++turned;
    }
    QCOMPARE(imports.get(), files - 1);
    const auto last = rotate(*desk.admin, process);
    QVERIFY(last);
    QCOMPARE(under(desk, process, last->generation), files * rows);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM number")), files * rows);
    QVERIFY(!taken(RotationService(*desk.admin).states())[0].dueSince);
}

void RotationServiceTest::anotherRevocationMakesItDueAgain()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = processIn(desk);
    import(desk, customerCalls(0, 3), process);
    const auto supervisor = desk.hire(asha, Role::Supervisor);
    auto cancelled = std::make_shared<RotationProgress>();
    cancelled->cancelled = true;
    QVERIFY(!RotationService(*desk.admin).run(process, cancelled).result());
    // He gets the new key, and loses it: the rotation under way leads to one that he had.
    taken(AccessService(*desk.admin).grant(Role::Supervisor, {}));
    taken(AccessService(*desk.admin).revoke(Role::Supervisor, {}));
    QVERIFY(!taken(RotationService(*desk.admin).states())[0].begun);
    const auto report = rotate(*desk.admin, process);
    QVERIFY(report);
    QCOMPARE(report->generation, 3);
    QCOMPARE(under(desk, process, 3), 3);
    QCOMPARE(readable(desk, 3), 3);
}

void RotationServiceTest::refusesWhoeverMayNot()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = processIn(desk);
    import(desk, customerCalls(0, 3), process);
    taken(AccessService(*desk.admin).grant(Role::Supervisor, {}));
    const auto supervisor = desk.hire(asha, Role::Supervisor); // holds the vault, does not manage security
    QCOMPARE(rotate(*supervisor, process).error().fault, Fault::NotPermitted);
    taken(AccessService(*desk.admin).revoke(Role::Administrator, {})); // manages security, holds no vault
    QCOMPARE(rotate(*desk.admin, process).error().fault, Fault::VaultNotReadable);
    QCOMPARE(under(desk, process, 1), 3);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT MAX(generation) FROM vault")), 1);
}

void RotationServiceTest::rawSqlReadsNoNumbers()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all rights on it
    Desk desk(engine);
    const ProcessId process = processIn(desk);
    import(desk, customerCalls(0, 3), process);
    const QString epoch = QString::number(scalar(desk.organisation, QStringLiteral("SELECT MIN(id) FROM epoch")));
    const QString numbers =
        QStringLiteral("EXISTS (SELECT FROM cv_api.rotation_numbers(%1, %2))").arg(process.value).arg(epoch);
    QVERIFY(!holdsFor(*desk.admin, numbers)); // he may, but has not said so
    const QString begin = QStringLiteral("SELECT cv_api.rotation_begin(%1, 1, '', '', '', '')").arg(process.value);
    const auto without = runAs(*desk.admin, begin);
    QVERIFY(!without && without.error().code == ErrorCode::Denied);
    const auto other = runWithDeed(*desk.admin, begin);
    QVERIFY(!other && other.error().code == ErrorCode::Denied);
    QVERIFY(!holdsFor(*desk.admin, numbers));
    const auto supervisor = desk.hire(asha, Role::Supervisor);
    const auto refused = runWithDeed(*supervisor, begin);
    QVERIFY(!refused && refused.error().code == ErrorCode::Denied);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RotationServiceTest)
#include "tst_rotation_service.moc"
