// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/access/access_service.h"
#include "services/calls/call_export_service.h"
#include "services/calls/call_print_service.h"
#include "storage/vault/export_store.h"
#include "support/xlsx_book.h"

#include <QCryptographicHash>

namespace callveil {

namespace {

const QString why = QStringLiteral("the regulator asked");
const QByteArray did = "+442079460100";

} // namespace

/// Writing calls to a file: masked for everybody, with actual numbers for whoever holds both rights.
class CallExportServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init() { m_file = m_folder.filePath(QStringLiteral("out%1.csv").arg(++m_files)); }
    void cleanupTestCase() { m_desks.clear(); }
    void writesWhatTheLogShows();
    void writesManyPages();
    void writesACallOnceThatBecomesEarlier();
    void writesActualNumbersWithBothRights();
    void keepsNumbersOfOtherProcessesMasked();
    void refusesWhoeverLacksARight();
    void isRecordedBeforeAnyNumberIsRead();
    void leavesNoFileBehindWhenItIsStopped();
    void rawSqlGetsNoMoreThanWasNamed();
    void writesAWorkbook();
    void wordsCallsAsItIsTold();
    void readsTheNewestCallsForPrint();
    void recordsWhatIsPrinted();
    void printsForNobodyWhoMayNotExport();

private:
    struct Scene {
        explicit Scene(Engine engine);
        Desk desk;
        ProcessId loans, cards;
    };
    Scene &scene();
    QList<QByteArray> lines() const;
    [[nodiscard]] QString lastDeed();
    Result<CallExportReport> run(Workspace &workspace, bool actual = false, ProcessId process = {});

    QTemporaryDir m_folder;
    QString m_file;
    int m_files = 0;
    std::map<Engine, std::unique_ptr<Scene>> m_desks;
};

CallExportServiceTest::Scene::Scene(Engine engine) : desk(engine)
{
    loans = desk.organisation.addProcess(*desk.admin, QStringLiteral("Loans"), QStringLiteral("GB"));
    cards = desk.organisation.addProcess(*desk.admin, QStringLiteral("Cards"), QStringLiteral("GB"));
    QList<GenericRow> rows;
    for (int i = 0; i < 6000; ++i) { // more than two pages of an export
        GenericRow row;
        row.id = "l" + QByteArray::number(i);
        row.caller = "+4477009" + QByteArray::number(10000 + i % 500);
        row.callee = did;
        row.second = i;
        rows.append(row);
    }
    import(desk, genericFile(rows), loans);
    GenericRow row;
    row.id = "c1";
    row.caller = "+447700955555";
    row.callee = did;
    row.second = 86000; // the newest
    import(desk, genericFile({row}), cards);
}

CallExportServiceTest::Scene &CallExportServiceTest::scene()
{
    QFETCH_GLOBAL(Engine, engine);
    auto &scene = m_desks[engine];
    if (!scene)
        scene = std::make_unique<Scene>(engine);
    return *scene;
}

QList<QByteArray> CallExportServiceTest::lines() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeLast(); // behind the last line
    return lines;
}

/// What the newest export recorded.
QString CallExportServiceTest::lastDeed()
{
    return DatabaseLook(scene().desk.organisation)
        .one(QStringLiteral("SELECT after FROM deed WHERE action = 'call.export' ORDER BY at DESC, seq DESC LIMIT 1"))
        .toString();
}

Result<CallExportReport> CallExportServiceTest::run(Workspace &workspace, bool actual, ProcessId process)
{
    CallExportOrder order;
    order.file = m_file;
    order.format = SheetFormat::Csv;
    order.zone = QTimeZone("Asia/Kolkata");
    order.actualNumbers = actual;
    order.filter.process = process;
    order.reason = actual ? why : QString();
    return CallExportService(workspace).run(order, std::make_shared<CallExportProgress>()).result();
}

void CallExportServiceTest::writesWhatTheLogShows()
{
    const auto report = run(*scene().desk.admin, false, scene().cards);
    QVERIFY(report && report->rows == 1 && report->numbers == 0);
    QCOMPARE(lines().size(), 2);
    QVERIFY2(lines()[0].contains("\"started (Asia/Kolkata)\",process,"), lines()[0].constData());
    const QByteArray line = lines()[1];
    QVERIFY(line.startsWith("2026-03-02T05:23:20.000+05:30,Cards,")); // 23:53:20 in London
    QVERIFY(!line.contains("447700955555"));
    CallFilter filter;
    filter.process = scene().cards;
    const CallLine shown = logOf(*scene().desk.admin, filter).front();
    QVERIFY(line.contains(shown.customer.text.toUtf8()));
    QVERIFY(line.contains(CallLogService::sessionName(shown.publicId).toUtf8()));
    QVERIFY(!(QFile(m_file).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void CallExportServiceTest::writesManyPages()
{
    const auto report = run(*scene().desk.admin);
    QVERIFY(report);
    QCOMPARE(report->rows, 6001);
    QCOMPARE(lines().size(), 6002);
    QSet<QByteArray> sessions;
    for (const QByteArray &line : lines().mid(1))
        sessions.insert(line.mid(line.lastIndexOf(',')));
    QCOMPARE(sessions.size(), 6001); // none twice
    QVERIFY(!lines().join().contains("+4477009"));
}

/// As an import does that brings an earlier leg, here after the first page was read.
void CallExportServiceTest::writesACallOnceThatBecomesEarlier()
{
    const TestOrganisation &organisation = scene().desk.organisation;
    CallFilter filter;
    filter.process = scene().loans;
    const CallLine newest = logOf(*scene().desk.admin, filter).front();
    const auto put = [&organisation, id = newest.id](qint64 start) {
        const DatabaseLook look(organisation); // in the thread that it is called in
        if (organisation.engine() == Engine::PostgreSql)
            look.run(QStringLiteral("SET session_replication_role = replica")); // it is nobody's deed
        look.run(QStringLiteral("UPDATE call_session SET started_at = %1 WHERE id = %2").arg(start).arg(id.value));
    };
    bool isFirst = true;
    CallExportOrder order;
    order.file = m_file;
    order.format = SheetFormat::Csv;
    order.filter = filter;
    order.sheet = CallSheet{{QStringLiteral("Calls"), {}, {{QStringLiteral("Session")}}}, [&](const CallLine &line) {
                                if (std::exchange(isFirst, false))
                                    put(newest.startedAt - 5500 * 1000); // for the third page
                                return QStringList(CallLogService::sessionName(line.publicId));
                            }};
    const auto report =
        CallExportService(*scene().desk.admin).run(order, std::make_shared<CallExportProgress>()).result();
    const CallLine moved = logOf(*scene().desk.admin, filter).front();
    put(newest.startedAt);
    QVERIFY(moved.id != newest.id); // it has become earlier
    QVERIFY(report);
    QCOMPARE(report->rows, 6000);
    QCOMPARE(lines().size(), 6001);
    QCOMPARE(lines().count(CallLogService::sessionName(newest.publicId).toUtf8() + '\r'), 1);
    QVERIFY(lastDeed().startsWith(QLatin1String("masked; rows 6000;")));
}

void CallExportServiceTest::writesActualNumbersWithBothRights()
{
    const auto report = run(*scene().desk.admin, true);
    QVERIFY2(report, report ? "" : qPrintable(QString::number(int(report.error().fault))));
    QCOMPARE(report->rows, 6001);
    QCOMPARE(report->numbers, 12002); // both parties
    QCOMPARE(lines().size(), 6002);
    QVERIFY(lines()[1].contains(",+447700955555,"));
    for (const QByteArray &line : lines().mid(2))
        QVERIFY(line.contains(",+44770091"));
    const auto deeds = DatabaseLook(scene().desk.organisation)
                           .run(QStringLiteral(
                               "SELECT object, after, reason FROM deed WHERE action = 'call.export' AND reason <> ''"));
    QCOMPARE(deeds.last(),
        QVariantList({QStringLiteral("calls"), QStringLiteral("granted; rows 6001; numbers 12002"), why}));
}

void CallExportServiceTest::keepsNumbersOfOtherProcessesMasked()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk &desk = scene().desk;
    taken(AccessService(*desk.admin).grant(Role::GroupManager, {scene().cards}));
    const auto manager = desk.hire(QStringLiteral("gus%1").arg(int(engine)), Role::GroupManager);
    const auto report = run(*manager, true);
    if (!manager->identity()->may(Permission::Export)) {
        QVERIFY(!report && report.error().fault == Fault::NotPermitted);
        return;
    }
    QVERIFY(report);
    QCOMPARE(report->rows, 6001);
    QCOMPARE(report->numbers, 2);
    QVERIFY(lines()[1].contains("+447700955555"));
    QVERIFY(!lines().join().contains("+44770091"));
}

void CallExportServiceTest::refusesWhoeverLacksARight()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk &desk = scene().desk;
    const auto analyst = desk.hire(QStringLiteral("ana%1").arg(int(engine)), Role::Analyst);
    QVERIFY(analyst->identity()->may(Permission::Export));
    QCOMPARE(run(*analyst, true).error().fault, Fault::RevealRefused);
    QVERIFY(!QFile::exists(m_file));
    QVERIFY(run(*analyst, false, scene().cards));
    QVERIFY(!lines().join().contains("447700955555"));
    const auto agent = desk.hire(QStringLiteral("pat%1").arg(int(engine)), Role::ProfessionalAgent);
    QCOMPARE(run(*agent).error().fault, Fault::NotPermitted);
    CallExportOrder order;
    order.file = m_file;
    order.actualNumbers = true;
    QCOMPARE(faultOf(CallExportService(*desk.admin).run(order, std::make_shared<CallExportProgress>())),
        Fault::ReasonNeeded);
}

void CallExportServiceTest::isRecordedBeforeAnyNumberIsRead()
{
    if (scene().desk.organisation.engine() == Engine::Sqlite)
        return; // the file's owner has all rights; that the service records first is seen by the test below
    Workspace &admin = *scene().desk.admin;
    QVERIFY(!runAs(admin, QStringLiteral("SELECT * FROM cv_api.export_request('{1}', '{}', '{}', 'why')")));
    QVERIFY(!runAs(admin, QStringLiteral("SELECT * FROM cv_api.export_fetch('\\x00', '{1}')")));
}

void CallExportServiceTest::leavesNoFileBehindWhenItIsStopped()
{
    CallExportOrder order;
    order.file = m_file;
    const auto progress = std::make_shared<CallExportProgress>();
    *progress->stop = true;
    QCOMPARE(errorOf(CallExportService(*scene().desk.admin).run(order, progress)).code, ErrorCode::Cancelled);
    QVERIFY(!QFile::exists(m_file));
    order.file = m_folder.filePath(QStringLiteral("no/such/folder.csv"));
    QCOMPARE(faultOf(CallExportService(*scene().desk.admin).run(order, std::make_shared<CallExportProgress>())),
        Fault::FileUnwritable);
}

void CallExportServiceTest::rawSqlGetsNoMoreThanWasNamed()
{
    if (scene().desk.organisation.engine() == Engine::Sqlite)
        return; // whoever owns the file has all rights in it
    const DatabaseLook look(scene().desk.organisation);
    const QString one = look.one(QStringLiteral("SELECT min(id) FROM number")).toString();
    const QString other = look.one(QStringLiteral("SELECT max(id) FROM number")).toString();
    const auto admin = scene().desk.admin;
    const auto asked = admin->interactive().run([one](Connection &connection) -> Result<QByteArray> {
        return connection.transact([&]() -> Result<QByteArray> {
            ExportOrder order;
            order.processes = {{1}, {2}};
            order.add({{one.toLongLong()}});
            const auto answer = ExportStore(connection, {1}).request(order, why, true);
            if (!answer)
                return failed(answer);
            return answer->token;
        });
    });
    QVERIFY(!asked.result()); // no entry in the record
    const auto permitted = look.number(QStringLiteral("SELECT COUNT(*) FROM request WHERE kind = 4"));
    QVERIFY(run(*admin, true, scene().cards));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM request WHERE kind = 4")), permitted + 1);
    const QByteArray token =
        look.one(QStringLiteral("SELECT token FROM request WHERE kind = 4 ORDER BY id DESC LIMIT 1")).toByteArray();
    const QString call = QStringLiteral("SELECT 1 / count(*) FROM cv_api.export_fetch('\\x%1', '{%2}')");
    const QString ids = look.one(QStringLiteral("SELECT string_agg(x::text, ',') FROM (SELECT unnest(ARRAY["
                                                "customer_number, agent_number]) AS x FROM call_leg WHERE process_id = "
                                                "%1) n")
                                     .arg(scene().cards.value))
                            .toString();
    const QString hex = QString::fromLatin1(token.toHex());
    QVERIFY(runAs(*admin, call.arg(hex, ids)));
    for (const QString &others : QStringList{one, other, ids + u',' + one, QString()})
        QVERIFY(!runAs(*admin, call.arg(hex, others)));
}

void CallExportServiceTest::writesAWorkbook()
{
    CallExportOrder order;
    order.file = m_file;
    const auto report =
        CallExportService(*scene().desk.admin).run(order, std::make_shared<CallExportProgress>()).result();
    QVERIFY(report && report->rows == 6001);
    QCOMPARE(lastDeed(), QStringLiteral("masked; rows 6001; format xlsx"));
    const QList<BookSheet> book = readBook(m_file);
    QCOMPARE(book.size(), 1);
    QCOMPARE(book[0].name, QStringLiteral("Calls"));
    QCOMPARE(book[0].faults.join(u'\n'), QString());
    QCOMPARE(book[0].rows.size(), 6002);
    QCOMPARE(book[0].rows[0], plainCallSheet(QTimeZone::utc()).head.titles());
    const qsizetype session = book[0].rows[0].indexOf(QStringLiteral("session"));
    const QStringList sessions = book[0].column(int(session));
    QCOMPARE(QSet<QString>(sessions.begin(), sessions.end()).size(), 6002);
    QVERIFY(!book[0].xml.contains("+4477009"));
    QVERIFY(!(QFile(m_file).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void CallExportServiceTest::wordsCallsAsItIsTold()
{
    CallExportOrder order;
    order.file = m_file;
    order.format = SheetFormat::Csv;
    order.filter.process = scene().cards;
    order.sheet = CallSheet{{QStringLiteral("Calls"), {}, {{QStringLiteral("Process")}}},
        [](const CallLine &line) { return QStringList{line.processName + u'!'}; }};
    QVERIFY(CallExportService(*scene().desk.admin).run(order, std::make_shared<CallExportProgress>()).result());
    QCOMPARE(lines(), QList<QByteArray>({"Process\r", "\"Cards!\"\r"}));
}

void CallExportServiceTest::readsTheNewestCallsForPrint()
{
    CallPrintService service(*scene().desk.admin);
    const auto stop = std::make_shared<std::atomic<bool>>(false);
    const CallSheet sheet = plainCallSheet(QTimeZone::utc());
    const CallPrint all = taken(service.read({}, sheet, stop));
    QCOMPARE(int(all.rows.size()), CallPrintService::s_mostRows);
    QVERIFY(all.more);
    QCOMPARE(all.head.titles(), sheet.head.titles());
    CallFilter filter;
    filter.process = scene().cards;
    const CallPrint some = taken(service.read(filter, sheet, stop));
    QVERIFY(some.rows.size() == 1 && !some.more);
    QCOMPARE(some.rows.front(), all.rows.front()); // the newest
    for (const QStringList &row : all.rows)
        QVERIFY(!row.join(u' ').contains(QLatin1String("+4477009")));
    *stop = true;
    QCOMPARE(errorOf(service.read({}, sheet, stop)).code, ErrorCode::Cancelled);
}

void CallExportServiceTest::recordsWhatIsPrinted()
{
    CallPrintService service(*scene().desk.admin);
    taken(service.note(2000, 0));
    QCOMPARE(lastDeed(), QStringLiteral("masked; rows 2000; format print"));
    taken(service.note(2, 3));
    QCOMPARE(lastDeed(), QStringLiteral("masked; rows 2; clear 3; format print"));
}

void CallExportServiceTest::printsForNobodyWhoMayNotExport()
{
    QFETCH_GLOBAL(Engine, engine);
    const auto agent = scene().desk.hire(QStringLiteral("pia%1").arg(int(engine)), Role::ProfessionalAgent);
    CallPrintService service(*agent);
    const auto stop = std::make_shared<std::atomic<bool>>(false);
    QCOMPARE(faultOf(service.read({}, plainCallSheet(QTimeZone::utc()), stop)), Fault::NotPermitted);
    QCOMPARE(faultOf(service.note(1, 0)), Fault::NotPermitted);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallExportServiceTest)
#include "tst_call_export_service.moc"
