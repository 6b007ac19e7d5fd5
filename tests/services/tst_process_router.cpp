// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/masking/masking_service.h"

namespace callveil {

/// Files whose rows tell their process, by a column or by a proxy number.
class ProcessRouterTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void routesRowsByTheProcessColumn();
    void routesRowsByTheirProxyNumber();
    void readsTimesInEachProcesssZone();
    void keepsTheNumbersOfEachProcessApart();
    void aRoutedImportIsAllOrNothing();
};

void ProcessRouterTest::routesRowsByTheProcessColumn()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    const ProcessId sales = desk.addLine(QStringLiteral("Sales"), QStringLiteral("+442079460111"));
    taken(MaskingService(*desk.admin).apply({{{sales, 1}}, MaskingPolicy::random(), {}, {}}));
    const ImportSummary summary = import(desk,
        genericFile({{"p1", "+447700900101", "+442079460100", 50400, 30, "Completed", "", "", "", "support"},
            {"p2", "+447700900102", "+442079460100", 50500, 30, "Completed", "", "", "", "SALES"},
            {"p3", "+447700900103", "+442079460100", 50600, 30, "Completed", "", "", "", "Nowhere"}}),
        {});
    QCOMPARE(summary.records, 2);
    QCOMPARE(summary.legs, 2);
    QCOMPARE(summary.rejected, 1);
    QCOMPARE(summary.rejects[0].line, 4);
    QCOMPARE(summary.rejects[0].fault, RowFault::ProcessNotKnown);
    QCOMPARE(customersOf(*desk.admin, desk.process), QStringList(QStringLiteral("+44xxxxxxxx01")));
    QCOMPARE(customersOf(*desk.admin, sales).size(), 1);
    QCOMPARE(customersOf(*desk.admin, sales)[0].size(), 12);
    QCOMPARE(rollUpFault(desk.organisation), QString());
}

void ProcessRouterTest::routesRowsByTheirProxyNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    const ProcessId sales = desk.addLine(QStringLiteral("Sales"), QStringLiteral("+442079460111"));
    desk.addLine(QStringLiteral("Shared"), QStringLiteral("+442079460122"));
    desk.addLine(QStringLiteral("Sharing"), QStringLiteral("+442079460122"));
    const auto row = [](const char *id, const char *caller, const char *callee) {
        return GenericRow{id, caller, callee, 50400, 30, "Completed", "", "", "", ""};
    };
    const ImportSummary summary = import(desk,
        genericFile({row("d1", "+447700900101", "+442079460100"), row("d2", "+442079460111", "+447700900102"),
            row("d3", "+447700900103", "+442079460122"), row("d4", "+447700900104", "+447700900105"),
            row("d5", "+447700900106", "44 20 7946 0111")}),
        {});
    QCOMPARE(summary.legs, 3);
    QCOMPARE(summary.rejected, 2); // a number of two processes decides nothing, and one of none neither
    QCOMPARE(summary.rejects[0].line, 4);
    QCOMPARE(summary.rejects[1].line, 5);
    QCOMPARE(logOf(*desk.admin, {{}, {}, sales, {}, {}, {}, {}}).size(), 2U);
}

void ProcessRouterTest::readsTimesInEachProcesssZone()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    const ProcessId tokyo = desk.organisation.addProcess(*desk.admin, QStringLiteral("Alpha"), QStringLiteral("JP"));
    const QByteArray text =
        genericFile({{"z1", "+447700900101", "+442079460100", 50400, 30, "Completed", "", "", "", "Support"},
            {"z2", "+81312345678", "+442079460100", 50400, 30, "Completed", "", "", "", "Alpha"}});
    const ImportSummary summary = import(desk, text, {});
    QCOMPARE(summary.legs, 2);
    const qint64 day = QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    ImportOrder order;
    order.file = desk.organisation.writeFile(QStringLiteral("zones.csv"), text);
    const ImportPreview preview = taken(ImportService(*desk.admin).preview(order));
    QCOMPARE(preview.calls.size(), 2U);
    QCOMPARE(preview.calls[0].startedAt, day + 14 * 3600000);
    QCOMPARE(preview.calls[1].startedAt, day + 5 * 3600000);
    QCOMPARE(logOf(*desk.admin, {{}, {}, desk.process, {}, {}, {}, {}})[0].startedAt, day + 14 * 3600000);
    QCOMPARE(logOf(*desk.admin, {{}, {}, tokyo, {}, {}, {}, {}})[0].startedAt, day + 5 * 3600000);
}

void ProcessRouterTest::keepsTheNumbersOfEachProcessApart()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    desk.addLine(QStringLiteral("Sales"), QStringLiteral("+442079460111"));
    QList<GenericRow> rows;
    for (int i = 0; i < 300; ++i)
        rows.append({"n" + QByteArray::number(i), "+44770090" + QByteArray::number(1000 + i % 40),
            i % 3 ? "+442079460100" : "+442079460111", i, 30, "Completed", "", "", "", i % 3 ? "Support" : "Sales"});
    const ImportSummary summary = import(desk, genericFile(rows), {});
    QCOMPARE(summary.records, 300);
    QCOMPARE(summary.legs, 300);
    const DatabaseLook look(desk.organisation);
    QCOMPARE(look.number(QStringLiteral(
                 "SELECT COUNT(*) FROM call_leg l LEFT JOIN number n ON n.id = l.customer_number LEFT JOIN epoch e ON "
                 "e.id = n.epoch_id WHERE e.process_id IS NULL OR e.process_id <> l.process_id")),
        0);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM number")), 80);
    QCOMPARE(import(desk, genericFile(rows), {}).duplicates, 300);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM number")), 80);
    QCOMPARE(rollUpFault(desk.organisation), QString());
}

void ProcessRouterTest::aRoutedImportIsAllOrNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    LineDesk desk(engine);
    const ProcessId sales = desk.addLine(QStringLiteral("Sales"), QStringLiteral("+442079460111"));
    QByteArray text = customerCalls(0, 3000);
    text += GenericRow{"s1", "+447700900101", "+442079460111", 5, 30, "Completed", "", "", "", ""}.text();
    const QString file = desk.organisation.writeFile(QStringLiteral("both.csv"), text);
    // The second process's vault was tampered with: its pass fails after the first one's rows were published.
    const DatabaseLook look(desk.organisation);
    look.run(QStringLiteral("UPDATE vault SET box_key = %1 WHERE process_id = %2")
                 .arg(look.literal(randomBytes(32)))
                 .arg(sales.value));
    const auto before = look.counts();
    const auto summary = tryImport(*desk.admin, file, {});
    QVERIFY(!summary);
    QCOMPARE(summary.error().fault, Fault::CertificateInvalid);
    QCOMPARE(look.counts(), before);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ProcessRouterTest)
#include "tst_process_router.moc"
