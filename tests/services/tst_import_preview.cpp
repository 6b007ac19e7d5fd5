// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "domain/number/free_text.h"
#include "services/masking/masking_service.h"

namespace callveil {

namespace {

/// Everything that a preview shows, as one text.
QString textOf(const ImportPreview &preview)
{
    QStringList texts = preview.header;
    for (const QStringList &row : preview.cells)
        texts += row;
    for (const PreviewCall &call : preview.calls)
        texts += {call.process, call.customer, call.agent, call.proxy};
    for (const RowReject &reject : preview.rejects)
        texts += reject.column;
    return texts.join(u'\n');
}

ImportOrder orderFor(const Desk &desk, const QByteArray &text, ProcessId process)
{
    ImportOrder order;
    order.process = process;
    order.file = desk.organisation.writeFile(QStringLiteral("preview.csv"), text);
    return order;
}

} // namespace

/// The beginning of a file as it would be stored, and its cells for the mapping page: masked, and nothing kept.
class ImportPreviewTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void showsNoRealNumber();
    void masksNumbersOfOtherCountriesAndInTexts();
    void showsTimesLengthsAndIds();
    void showsCallsAsTheyWouldBeStored();
    void showsEachRowsOwnProcess();
    void storesNothing();
    void showsTheCellsOfAFileThatIsNotUnderstood();
    void showsFiftyCallsOfALongFile();
    void refusesWhatItCannotRead();

private:
    static ProcessId addLine(Desk &desk, const QString &name, const QString &did, const char *country = "GB")
    {
        return desk.organisation.addProcess(*desk.admin, name, QString::fromLatin1(country), {did});
    }
};

void ImportPreviewTest::showsNoRealNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = addLine(desk, QStringLiteral("Support"), QStringLiteral("+442079460100"));
    // Cells of other columns hold numbers as well.
    const QByteArray text = "Caller Number,Called Number,Start Time,Agent ID,Remark,Case ID\n"
                            "+447700900123,+442079460100,2026-03-01 14:00:00,A7,call +44 7700 900666,+447700900777\n"
                            "07700 900124,+442079460100,2026-03-01 14:01:00,A7,(0044) 7700-900888,C-17\n"
                            "4.47701E+11,+442079460100,2026-03-01 14:02:00,A7,,C-18\n";
    for (const MaskingPolicy &policy : {MaskingPolicy{}, MaskingPolicy::random()}) {
        const int last = taken(MaskingService(*desk.admin).overview())[0].lastRevision;
        taken(MaskingService(*desk.admin).apply({{{process, last}}, policy, {}, {}}));
        const ImportPreview preview = taken(ImportService(*desk.admin).preview(orderFor(desk, text, process)));
        QCOMPARE(preview.calls.size(), 2U);
        QCOMPARE(preview.rejects.size(), 1U);
        QCOMPARE(preview.cells.size(), 3);
        QString shown = textOf(preview);
        QVERIFY(shown.contains(QLatin1String("C-17")));
        shown.remove(u' ').remove(u'-');
        for (const char *digits : {"77009001", "7700900666", "7700900777", "7700900888"})
            QVERIFY2(!shown.contains(QLatin1String(digits)), digits);
    }
}

void ImportPreviewTest::masksNumbersOfOtherCountriesAndInTexts()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = addLine(desk, QStringLiteral("Support"), QStringLiteral("+442079460100"), "US");
    const QByteArray text = "caller,callee,start,duration,remark,line 447700900999\n"
                            "447700900123,919876543210,2026-03-01 14:00:00,30,call 447700900124,x\n"
                            "sip:447700900127@x,1709287200,2026-03-01 14:00:00,31234567,98765_43210,x\n"
                            "44 77.00-90 (01)/28,2025550123,2026-03-01 14:00:00,1234567,４４７７００９００１２９,x\n";
    for (const MaskingPolicy &policy : {MaskingPolicy{}, MaskingPolicy::off()}) {
        const int last = taken(MaskingService(*desk.admin).overview())[0].lastRevision;
        taken(MaskingService(*desk.admin).apply({{{process, last}}, policy, QStringLiteral("test"), {}}));
        const ImportPreview preview = taken(ImportService(*desk.admin).preview(orderFor(desk, text, process)));
        QCOMPARE(preview.cells.size(), 3);
        for (const QStringList &row : preview.cells)
            for (qsizetype column = 0; column < row.size(); ++column)
                QVERIFY2(column == 2 || digitCount(row[column]) < 7, qPrintable(QString::number(column)));
        QVERIFY(digitCount(preview.header.join(u' ')) < 7);
        QCOMPARE(preview.cells[0][2], QStringLiteral("2026-03-01 14:00:00"));
        QCOMPARE(preview.cells[0][3], QStringLiteral("30"));
        QCOMPARE(preview.cells[0][4], QStringLiteral("call xxxxxxxxxxxx"));
    }
}

void ImportPreviewTest::showsTimesLengthsAndIds()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = addLine(desk, QStringLiteral("Support"), QStringLiteral("+442079460100"), "US");
    const QByteArray text = "phone,start epoch,ended at,duration,call id,note\n"
                            "2025550123,1709287200,01/03/2024 10:00:30,00:00:30,1709287200.123,2024-03-01T10:00:30Z\n"
                            "2025550123,1709287300,01/03/2024 10:01:40,00:00:30,2025550123.7,1709287200.123\n";
    const ImportPreview preview = taken(ImportService(*desk.admin).preview(orderFor(desk, text, process)));
    QCOMPARE(preview.cells.size(), 2);
    QCOMPARE(preview.cells[0].mid(1),
        (QStringList{QStringLiteral("1709287200"), QStringLiteral("01/03/2024 10:00:30"), QStringLiteral("00:00:30"),
            QStringLiteral("1709287200.123"), QStringLiteral("2024-03-01T10:00:30Z")}));
    QVERIFY(digitCount(preview.cells[0][0]) < 7);
    QVERIFY(digitCount(preview.cells[1][4]) < 7);
    QVERIFY(digitCount(preview.cells[1][5]) < 7);
    // A person's own mapping uncovers nothing: the number column is not the start because he says so.
    ImportOrder order = orderFor(desk, text, process);
    order.mapping = preview.mapping;
    order.mapping->columns[CsvField::Start] = 0;
    order.mapping->columns[CsvField::LinkId] = 5;
    const ImportPreview mapped = taken(ImportService(*desk.admin).preview(order));
    QVERIFY(digitCount(mapped.cells[0][0]) < 7);
    QVERIFY(digitCount(mapped.cells[1][5]) < 7);
}

void ImportPreviewTest::showsCallsAsTheyWouldBeStored()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = addLine(desk, QStringLiteral("Support"), QStringLiteral("+442079460100"));
    taken(MaskingService(*desk.admin).apply({{{process, 1}}, MaskingPolicy::random(), {}, {}}));
    const QByteArray text = genericFile({{"a", "+447700900123", "+442079460100", 1, 30, "Completed", "", "", "", ""},
        {"b", "+442079460100", "+447700900124", 2, 0, "Missed", "", "", "", ""}});
    const ImportPreview preview = taken(ImportService(*desk.admin).preview(orderFor(desk, text, process)));
    import(desk, text, process);
    auto log = logOf(*desk.admin);
    std::reverse(log.begin(), log.end());
    QCOMPARE(preview.format, QStringLiteral("generic-csv"));
    QVERIFY(preview.mapping);
    QCOMPARE(preview.mapping->columns.value(CsvField::Caller, -1), 1);
    QCOMPARE(preview.calls.size(), log.size());
    for (size_t i = 0; i < log.size(); ++i) {
        QCOMPARE(preview.calls[i].line, qint64(i) + 2);
        QCOMPARE(preview.calls[i].customer, log[i].customer.text);
        QCOMPARE(preview.calls[i].agent, log[i].agentParty.text);
        QCOMPARE(preview.calls[i].proxy, log[i].proxy);
        QCOMPARE(preview.calls[i].startedAt, log[i].startedAt);
        QCOMPARE(preview.calls[i].direction, log[i].direction);
        QCOMPARE(preview.calls[i].disposition, log[i].disposition);
        QCOMPARE(preview.calls[i].billableSeconds, log[i].billableSeconds);
    }
}

void ImportPreviewTest::showsEachRowsOwnProcess()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addLine(desk, QStringLiteral("Support"), QStringLiteral("+442079460100"));
    addLine(desk, QStringLiteral("Sales"), QStringLiteral("+442079460111"));
    const QByteArray text = genericFile({{"a", "+447700900123", "+442079460111", 1, 30, "Completed", "", "", "", ""},
        {"b", "+447700900124", "+447700900125", 2, 30, "Completed", "", "", "", "support"},
        {"c", "+447700900124", "+447700900125", 3, 30, "Completed", "", "", "", ""}});
    const ImportPreview preview = taken(ImportService(*desk.admin).preview(orderFor(desk, text, {})));
    QCOMPARE(preview.calls.size(), 2U);
    QCOMPARE(preview.calls[0].process, QStringLiteral("Sales"));
    QCOMPARE(preview.calls[1].process, QStringLiteral("Support"));
    QCOMPARE(preview.rejects.size(), 1U);
    QCOMPARE(preview.rejects[0].line, 4);
    QCOMPARE(preview.rejects[0].fault, RowFault::ProcessNotKnown);
}

void ImportPreviewTest::storesNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = addLine(desk, QStringLiteral("Support"), QStringLiteral("+442079460100"));
    const QByteArray before = DatabaseLook(desk.organisation).dump();
    const QByteArray text = genericFile({{"a", "+447700900123", "+442079460100", 1, 30, "Completed", "", "", "", ""}});
    taken(ImportService(*desk.admin).preview(orderFor(desk, text, process)));
    QCOMPARE(DatabaseLook(desk.organisation).dump(), before);
}

void ImportPreviewTest::showsTheCellsOfAFileThatIsNotUnderstood()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = addLine(desk, QStringLiteral("Support"), QStringLiteral("+442079460100"));
    const ImportPreview preview =
        taken(ImportService(*desk.admin)
                  .preview(orderFor(desk, "eins;zwei\nrot;+447700900123\nblau;+447700900124\n", process)));
    QCOMPARE(preview.format, QStringLiteral("generic-csv"));
    QVERIFY(preview.calls.empty());
    QVERIFY(preview.mapping);
    QCOMPARE(preview.mapping->delimiter, QChar(u';'));
    QVERIFY(textOf(preview).contains(QLatin1String("rot")));
    QVERIFY(!textOf(preview).contains(QLatin1String("7700900")));
}

void ImportPreviewTest::showsFiftyCallsOfALongFile()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = addLine(desk, QStringLiteral("Support"), QStringLiteral("+442079460100"));
    QList<GenericRow> rows;
    for (int i = 0; i < 2000; ++i)
        rows.append({"a", "+447700900123", "+442079460100", i, 30, "Completed", "", "", "", ""});
    const ImportPreview preview = taken(ImportService(*desk.admin).preview(orderFor(desk, genericFile(rows), process)));
    QCOMPARE(preview.calls.size(), 50U);
    QVERIFY(preview.cells.size() <= 20);
}

void ImportPreviewTest::refusesWhatItCannotRead()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = addLine(desk, QStringLiteral("Support"), QStringLiteral("+442079460100"));
    QCOMPARE(faultOf(ImportService(*desk.admin).preview(orderFor(desk, {}, process))), Fault::FileEmpty);
    // A picture is no table of texts, whatever its name.
    QByteArray picture("\x89PNG\r\n\x1a\n", 8);
    for (int i = 0; i < 3000; ++i)
        picture.append(char(i * 37));
    QCOMPARE(faultOf(ImportService(*desk.admin).preview(orderFor(desk, picture, process))), Fault::FormatUnknown);
    ImportOrder missing = orderFor(desk, {}, process);
    missing.file += QStringLiteral(".missing");
    QCOMPARE(faultOf(ImportService(*desk.admin).preview(missing)), Fault::FileUnreadable);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ImportPreviewTest)
#include "tst_import_preview.moc"
