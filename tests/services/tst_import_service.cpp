// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/agents/agent_service.h"

#include <QFile>

namespace callveil {

namespace {

const QByteArray asterisk =
    R"("","+447700900101","+442079460100","from-trunk","""Ann"" <+447700900101>","PJSIP/t-1","PJSIP/200-1",)"
    R"("Dial","PJSIP/200","2026-03-01 14:00:00","2026-03-01 14:00:09","2026-03-01 14:01:09",69,60,"ANSWERED",)"
    R"("DOCUMENTATION","1772373600.1","","1772373600.1","",1)"
    "\n"
    R"("","+442079460100","2001","from-trunk","""Ann"" <+442079460100>","PJSIP/t-1","PJSIP/200-1",)"
    R"("Dial","PJSIP/200","2026-03-01 14:00:02","2026-03-01 14:00:09","2026-03-01 14:01:09",67,59,"ANSWERED",)"
    R"("DOCUMENTATION","1772373602.2","","1772373600.1","",2)"
    "\n"
    R"("","+447700900102","+442079460100","from-trunk","""Bob"" <+447700900102>","PJSIP/t-2","","Hangup","",)"
    R"("2026-03-01 15:00:00","","2026-03-01 15:00:12",12,0,"NO ANSWER","DOCUMENTATION","1772377200.3","",)"
    R"("1772377200.3","",3)"
    "\n";

const QByteArray freeswitch =
    R"("Ann","+447700900101","+442079460100","default","2026-03-01 14:00:00","2026-03-01 14:00:09",)"
    R"("2026-03-01 14:01:09","69","60","NORMAL_CLEARING","11111111-aaaa-4bbb-8ccc-000000000001","","")"
    "\n"
    R"("Ann","+442079460100","2001","default","2026-03-01 14:00:02","2026-03-01 14:00:09",)"
    R"("2026-03-01 14:01:09","67","59","NORMAL_CLEARING","11111111-aaaa-4bbb-8ccc-000000000002",)"
    R"("11111111-aaaa-4bbb-8ccc-000000000001","")"
    "\n"
    R"("Bob","+447700900102","+442079460100","default","2026-03-01 15:00:00","","2026-03-01 15:00:12","12","0",)"
    R"("NO_ANSWER","11111111-aaaa-4bbb-8ccc-000000000003","","")"
    "\n";

const QByteArray generic = genericFile({
    {"c1", "+447700900101", "+442079460100", 50400, 60, "Completed", "", "", "", ""},
    {"c1", "+442079460100", "2001", 50402, 59, "Completed", "", "A7", "", ""},
    {"c2", "+447700900102", "+442079460100", 54000, 0, "Missed", "", "", "", ""},
});

QByteArray many(int rows)
{
    QList<GenericRow> list;
    for (int i = 0; i < rows; ++i)
        list.append({"m" + QByteArray::number(i), "+44770090" + QByteArray::number(1000 + i % 9000), "+442079460100",
            i % 86400, i % 300, i % 5 ? "Completed" : "Missed", "", "", "", ""});
    return genericFile(list);
}

} // namespace

/// Files of call records: all or nothing, once only, with a true summary.
class ImportServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void readsEachFormat();
    void addsNothingASecondTime();
    void keepsEqualRowsOfOneFile();
    void joinsNewLegsOfAFileThatGrew();
    void rejectsRowsByLineAndColumn();
    void tellsWhatWasLeftOut();
    void cancellingLeavesNothing();
    void aDryRunLeavesNothing();
    void refusesWhatItCannotRead();
    void keepsProfiles();
    void storesOneFileOnceFromTwoWorkspaces();
    void refusesWhoMayNotImport();
    void recordsAnImport();
};

void ImportServiceTest::readsEachFormat()
{
    QFETCH_GLOBAL(Engine, engine);
    for (const auto &[format, text] : {std::pair("asterisk-csv", asterisk), std::pair("freeswitch-csv", freeswitch),
             std::pair("generic-csv", generic)}) {
        LineDesk desk(engine);
        taken(AgentService(*desk.admin)
                  .save({{}, QStringLiteral("A7"), QStringLiteral("Amara"), QStringLiteral("2001"), {}, {}}));
        const ImportSummary summary = import(desk, text, desk.process);
        QCOMPARE(summary.format, QLatin1String(format));
        QCOMPARE(summary.records, 3);
        QCOMPARE(summary.sessions, 2);
        QCOMPARE(summary.legs, 3);
        QCOMPARE(summary.duplicates, 0);
        QCOMPARE(summary.rejected, 0);
        QCOMPARE(summary.billableSeconds, 119);
        QCOMPARE(*summary.lastStart - *summary.firstStart, 3600000);
        QCOMPARE(rollUpFault(desk.organisation), QString());
        const auto log = logOf(*desk.admin);
        QCOMPARE(log.size(), 2U);
        QCOMPARE(log[0].customer.text, QStringLiteral("+44xxxxxxxx02"));
        QCOMPARE(log[0].disposition, Disposition::NoAnswer);
        QCOMPARE(log[1].customer.text, QStringLiteral("+44xxxxxxxx01"));
        QCOMPARE(log[1].agentParty.text, QStringLiteral("2001"));
        QCOMPARE(log[1].proxy, QStringLiteral("+442079460100"));
        QCOMPARE(log[1].legs, 2);
        QCOMPARE(log[1].talkSeconds, 60);
        QCOMPARE(log[1].billableSeconds, 119);
        QVERIFY(!DatabaseLook(desk.organisation).dump().contains("77009001"));
    }
}

void ImportServiceTest::addsNothingASecondTime()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    import(desk, generic, desk.process);
    const auto before = DatabaseLook(desk.organisation).counts();
    const ImportSummary again = import(desk, generic, desk.process);
    QCOMPARE(again.records, 3);
    QCOMPARE(again.sessions, 0);
    QCOMPARE(again.legs, 0);
    QCOMPARE(again.duplicates, 3);
    auto after = DatabaseLook(desk.organisation).counts();
    for (auto it = after.begin(); it != after.end(); ++it) {
        const QString table = it.key().section(u'.', -1);
        // Only that somebody tried is new.
        if (table != QLatin1String("import_batch") && table != QLatin1String("deed")
            && table != QLatin1String("operation"))
            QVERIFY2(it.value() == before[it.key()], qPrintable(it.key()));
    }
    QCOMPARE(rollUpFault(desk.organisation), QString());
}

void ImportServiceTest::keepsEqualRowsOfOneFile()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    const GenericRow row{"", "+447700900101", "+442079460100", 50400, 30, "Completed", "", "", "", ""};
    const ImportSummary three = import(desk, genericFile({row, row, row}), desk.process);
    QCOMPARE(three.legs, 3);
    QCOMPARE(three.sessions, 3);
    QCOMPARE(three.duplicates, 0);
    const ImportSummary five = import(desk, genericFile({row, row, row, row, row}), desk.process);
    QCOMPARE(five.legs, 2);
    QCOMPARE(five.duplicates, 3);
    QCOMPARE(import(desk, genericFile({row}), desk.process).duplicates, 1);
    QCOMPARE(logOf(*desk.admin).size(), 5U);
    QCOMPARE(rollUpFault(desk.organisation), QString());
    // Another process has its own memory.
    const ProcessId other = desk.addLine(QStringLiteral("Sales"), QStringLiteral("+442079460100"));
    QCOMPARE(import(desk, genericFile({row}), other).legs, 1);
}

void ImportServiceTest::joinsNewLegsOfAFileThatGrew()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    const CampaignId spring = taken(ProcessService(*desk.admin).addCampaign(desk.process, QStringLiteral("Spring")));
    Q_UNUSED(spring)
    QList<GenericRow> rows{{"g1", "+447700900101", "+442079460100", 50400, 0, "Missed", "", "", "spring", ""},
        {"g2", "+447700900102", "+442079460100", 50500, 20, "Completed", "", "", "", ""}};
    import(desk, genericFile(rows), desk.process);
    QCOMPARE(rollUpFault(desk.organisation), QString());

    rows.append({"g1", "+442079460100", "2001", 50410, 45, "Completed", "", "", "spring", ""});
    rows.append({"g3", "+447700900103", "+442079460100", 50600, 10, "Completed", "", "", "", ""});
    const ImportSummary grown = import(desk, genericFile(rows), desk.process);
    QCOMPARE(grown.legs, 2);
    QCOMPARE(grown.sessions, 1);
    QCOMPARE(grown.duplicates, 2);
    QCOMPARE(rollUpFault(desk.organisation), QString());

    // A leg that started before the others and comes last moves the session's start.
    rows.append({"g1", "+447700900101", "+442079460100", 50300, 5, "Completed", "", "", "spring", ""});
    import(desk, genericFile(rows), desk.process);
    QCOMPARE(rollUpFault(desk.organisation), QString());
    const auto log = logOf(*desk.admin);
    QCOMPARE(log.size(), 3U);
    const CallLine &joined = log[2]; // the oldest
    QCOMPARE(joined.legs, 3);
    QCOMPARE(joined.billableSeconds, 50);
    QCOMPARE(joined.talkSeconds, 45);
    QCOMPARE(joined.disposition, Disposition::Answered);
    QCOMPARE(joined.campaign, QStringLiteral("Spring"));
    const auto legs = taken(CallLogService(*desk.admin).legs(joined.id));
    QCOMPARE(legs.size(), 3U);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(legs[size_t(i)].leg, i + 1);
}

void ImportServiceTest::rejectsRowsByLineAndColumn()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    const GenericRow good{"r1", "+447700900101", "+442079460100", 50400, 30, "Completed", "Inbound", "", "", ""};
    QByteArray text = genericFile({good});
    text += "r2,4.47701E+11,+442079460100,2026-03-01 14:00:00,30,Completed,Inbound,,,\n";
    text += "r3,+447700900103,+442079460100,yesterday,30,Completed,Inbound,,,\n";
    text += "r4,+447700900104\n";
    text += "r5,+447700900105,+442079460100,1999-03-01 14:00:00,30,Completed,Inbound,,,\n";
    text += "r6,+447700900106,+442079460100,2026-03-01 14:00:00,30,Completed,sideways,,,\n";
    const ImportSummary summary = import(desk, text, desk.process);
    QCOMPARE(summary.records, 1);
    QCOMPARE(summary.legs, 1);
    QCOMPARE(summary.rejected, 5);
    using Reject = std::tuple<qint64, QString, RowFault>;
    const QList<Reject> expected{{3, QStringLiteral("Caller Number"), RowFault::NumberDamaged},
        {4, QStringLiteral("Start Time"), RowFault::TimeNotUnderstood}, {5, QString(), RowFault::TooFewFields},
        {6, QStringLiteral("Start Time"), RowFault::TimeOutOfRange},
        {7, QStringLiteral("Direction"), RowFault::DirectionNotUnderstood}};
    QCOMPARE(summary.rejects.size(), size_t(expected.size()));
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const RowReject &reject = summary.rejects[size_t(i)];
        QCOMPARE(Reject(reject.line, reject.column, reject.fault), expected[i]);
    }
}

void ImportServiceTest::tellsWhatWasLeftOut()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    AgentForm agent;
    agent.code = QStringLiteral("A1");
    agent.name = agent.code;
    taken(AgentService(*desk.admin).save(agent));
    const ImportSummary summary = import(desk,
        "caller,callee,start,duration,agent,mood\n"
        "+447700900101,+442079460100,2026-03-01 14:00:00,60,A1,good\n"
        "+447700900102,+442079460100,2026-03-01 15:00:00,60,A2,bad\n"
        "+447700900103,+442079460100,2026-03-01 16:00:00,60,,bad\n",
        desk.process);
    QCOMPARE(summary.records, 3);
    QCOMPARE(summary.unknownAgents, 1);
    QCOMPARE(summary.unusedColumns, QStringList(QStringLiteral("mood")));
}

void ImportServiceTest::cancellingLeavesNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    ImportOrder order;
    order.file = desk.organisation.writeFile(QStringLiteral("many.csv"), many(30000));
    const auto before = DatabaseLook(desk.organisation).counts();
    for (const ProcessId process : {desk.process, ProcessId{}}) { // for one process, and routed
        order.process = process;
        const auto progress = std::make_shared<ImportProgress>();
        const auto running = ImportService(*desk.admin).run(order, progress);
        QTRY_VERIFY_WITH_TIMEOUT(progress->records > 2500, 60000);
        progress->cancelled = true;
        const Error error = errorOf(running);
        QCOMPARE(error.code, ErrorCode::Cancelled);
        QCOMPARE(error.fault, Fault::Cancelled);
        QCOMPARE(DatabaseLook(desk.organisation).counts(), before);
    }
    order.process = desk.process;
    const auto progress = std::make_shared<ImportProgress>();
    QCOMPARE(taken(ImportService(*desk.admin).run(order, progress)).legs, 30000); // nothing is in the way
    QCOMPARE(progress->records.load(), 30000);
    QCOMPARE(progress->bytes.load(), progress->totalBytes.load());
    QCOMPARE(rollUpFault(desk.organisation), QString());
}

void ImportServiceTest::aDryRunLeavesNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    const QString file = desk.organisation.writeFile(QStringLiteral("dry.csv"), generic);
    const auto before = DatabaseLook(desk.organisation).counts();
    for (const ProcessId process : {desk.process, ProcessId{}}) {
        const auto summary = tryImport(*desk.admin, file, process, true);
        QVERIFY(summary);
        QCOMPARE(summary->records, 3);
        QCOMPARE(summary->sessions, 2);
        QCOMPARE(summary->legs, 3);
        QCOMPARE(summary->billableSeconds, 119);
        QCOMPARE(summary->format, QStringLiteral("generic-csv"));
        QCOMPARE(DatabaseLook(desk.organisation).counts(), before);
    }
}

void ImportServiceTest::refusesWhatItCannotRead()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    const auto refusal = [&](const QString &file, ProcessId process) {
        const auto summary = tryImport(*desk.admin, file, process);
        return summary ? Fault::Unexpected : summary.error().fault;
    };
    const TestOrganisation &organisation = desk.organisation;
    QCOMPARE(refusal(organisation.folder() + QStringLiteral("/missing.csv"), desk.process), Fault::FileUnreadable);
    QCOMPARE(refusal(organisation.writeFile(QStringLiteral("empty.csv"), {}), desk.process), Fault::FileEmpty);
    const QString good = organisation.writeFile(QStringLiteral("good.csv"), generic);
    QCOMPARE(refusal(good, ProcessId{4711}), Fault::ProcessUnknown);
    taken(ProcessService(*desk.admin).setArchived(desk.process, true));
    QCOMPARE(refusal(good, desk.process), Fault::ProcessArchived);
}

void ImportServiceTest::keepsProfiles()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    ImportService service(*desk.admin);
    QVERIFY(taken(service.profiles()).empty());
    CsvMapping mapping;
    mapping.delimiter = u';';
    mapping.columns = {{CsvField::Caller, 3}, {CsvField::Start, 1}};
    mapping.callerIsCustomer = false;
    mapping.directionWords.insert(QStringLiteral("rein"), Direction::Inbound);
    taken(service.saveProfile({QStringLiteral(" Dialler  A "), mapping}));
    const ImportProfile found = taken(service.profile(QStringLiteral("dialler a")));
    QCOMPARE(found.name, QStringLiteral("Dialler A"));
    QCOMPARE(found.mapping.toJson(), mapping.toJson());
    mapping.callerIsCustomer = true;
    taken(service.saveProfile({QStringLiteral("DIALLER A"), mapping})); // replaces
    QCOMPARE(taken(service.profiles()).size(), 1U);
    QVERIFY(taken(service.profile(QStringLiteral("Dialler A"))).mapping.callerIsCustomer);
    QCOMPARE(faultOf(service.saveProfile({QStringLiteral(" "), mapping})), Fault::NameEmpty);
    QCOMPARE(faultOf(service.saveProfile({QStringLiteral("of +44 7700 900123"), mapping})), Fault::TextHoldsNumber);
    for (const char *word : {"missed call from +13125550123", "from 5550", "７７００"}) {
        CsvMapping with = mapping;
        with.directionWords.insert(QString::fromUtf8(word), Direction::Inbound);
        const Error error = errorOf(service.saveProfile({QStringLiteral("Dialler B"), with}));
        QCOMPARE(error.fault, Fault::TextHoldsNumber);
        QCOMPARE(error.args, QStringList{QStringLiteral("direction-words")});
    }
    taken(service.removeProfile(QStringLiteral("dialler A")));
    QCOMPARE(faultOf(service.profile(QStringLiteral("Dialler A"))), Fault::ProfileUnknown);
    QCOMPARE(faultOf(service.removeProfile(QStringLiteral("Dialler A"))), Fault::ProfileUnknown);
}

void ImportServiceTest::storesOneFileOnceFromTwoWorkspaces()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    const auto ben = desk.hire(QStringLiteral("ben"), Role::Administrator);
    ImportOrder order;
    order.process = desk.process;
    order.file = desk.organisation.writeFile(QStringLiteral("many.csv"), many(8000));
    const auto first = ImportService(*desk.admin).run(order, std::make_shared<ImportProgress>());
    const auto second = ImportService(*ben).run(order, std::make_shared<ImportProgress>());
    const ImportSummary a = taken(first);
    const ImportSummary b = taken(second);
    QCOMPARE(a.legs + b.legs, 8000);
    QCOMPARE(a.duplicates + b.duplicates, 8000);
    QVERIFY(a.legs == 0 || b.legs == 0);
    QCOMPARE(logOf(*desk.admin).size(), 8000U);
    QCOMPARE(rollUpFault(desk.organisation), QString());
}

void ImportServiceTest::refusesWhoMayNotImport()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    const QString file = desk.organisation.writeFile(QStringLiteral("calls.csv"), generic);
    const auto eve = desk.hire(QStringLiteral("eve"), Role::Executive);
    const auto answer = tryImport(*eve, file, desk.process);
    QVERIFY(!answer && answer.error().fault == Fault::NotPermitted);
    ImportOrder order;
    order.file = file;
    order.process = desk.process;
    QCOMPARE(faultOf(ImportService(*eve).preview(order)), Fault::NotPermitted);
    QCOMPARE(faultOf(ImportService(*eve).saveProfile({QStringLiteral("Mine"), {}})), Fault::NotPermitted);
    const auto asha = desk.hire(QStringLiteral("asha"), Role::Analyst);
    QCOMPARE(tryImport(*asha, file, desk.process)->legs, 3);
}

void ImportServiceTest::recordsAnImport()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    import(desk, generic, desk.process);
    const DatabaseLook look(desk.organisation);
    const auto deed = look.run(QStringLiteral("SELECT object, after FROM deed WHERE action = 'import.publish'"));
    QCOMPARE(deed.size(), 1);
    QCOMPARE(deed[0][0].toString(), QStringLiteral("process %1").arg(desk.process.value));
    QCOMPARE(deed[0][1].toString(),
        QStringLiteral("format generic-csv; records 3; sessions 2; legs 3; duplicates 0; rejected 0; revision 1"));
    const auto batch = look.run(
        QStringLiteral("SELECT format, person_id, records, sessions, legs, duplicates, rejected FROM import_batch"));
    QCOMPARE(batch, (QList<QVariantList>{{QStringLiteral("generic-csv"), 1, 3, 2, 3, 0, 0}}));
    if (engine == Engine::PostgreSql)
        for (const char *table : {"batch", "leg", "number", "epoch"})
            QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM cv_stage.%1").arg(QLatin1String(table))), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ImportServiceTest)
#include "tst_import_service.moc"
