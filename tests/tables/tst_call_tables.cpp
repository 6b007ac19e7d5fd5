// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/call_cells.h"
#include "tables/calls/detail_table_model.h"
#include "tables/calls/import_preview_model.h"
#include "tables/calls/leg_table_model.h"
#include "tables/calls/reject_table_model.h"
#include "tables/calls/sample_table_model.h"
#include "tables/calls/tag_table_model.h"

#include "tables/call_desk.h"
#include "tables/table_text.h"

#include <QAbstractItemModelTester>

namespace callveil {

namespace {

CallLine someCall()
{
    CallLine call;
    call.id = {7};
    call.publicId = QByteArray(16, '\1');
    call.startedAt = 1700000000000;
    call.processName = QStringLiteral("Support");
    call.campaign = QStringLiteral("Spring");
    call.agentCode = QStringLiteral("a17");
    call.agentName = QStringLiteral("Ravi");
    call.customer = {NumberKind::E164, QStringLiteral("+91xxxxxxxx10")};
    call.agentParty = {NumberKind::E164, QStringLiteral("+91xxxxxxxx99")};
    call.proxy = QStringLiteral("+912240000001");
    call.talkSeconds = 61;
    call.billableSeconds = 66;
    call.legs = 2;
    call.costMicros = 1234500;
    call.currency = QStringLiteral("EUR");
    return call;
}

} // namespace

class CallTablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void everyColumnHasATitleAndAKey();
    void numbersAreMarkedOnTheScreenOnly();
    void theHeadingOfTimesNamesTheZone();
    void costsAreExact_data();
    void costsAreExact();
    void aCostThatIsNotWholeSaysSo();
    void anAgentIsNamedOnce();
    void legsShowMaskedParties();
    void tagsTellWhoGaveThem();
    void detailsLeaveOutWhatIsEmpty();
    void previewAndRejectsTellTheirLines();
    void sampleColumnsAreNamed();
};

void CallTablesTest::everyColumnHasATitleAndAKey()
{
    QSet<QString> titles;
    for (const CallColumn column : allCallColumns) {
        titles.insert(CallCells::title(column));
        QCOMPARE(callColumnFromKey(callColumnKey(column)).value_or(CallColumn(-1)), column);
    }
    QCOMPARE(titles.size(), qsizetype(allCallColumns.size()));
    QVERIFY(!titles.contains(QString()));
    QVERIFY(!callColumnFromKey(QStringLiteral("nonsense")));
}

void CallTablesTest::numbersAreMarkedOnTheScreenOnly()
{
    const CallCells cells(CallDesk::texts());
    const CallLine call = someCall();
    const auto text = [&](int role) { return cells.data(call, CallColumn::Customer, role).toString(); };
    QCOMPARE(text(Qt::DisplayRole), QStringLiteral("<+91xxxxxxxx10>"));
    QCOMPARE(text(Qt::AccessibleTextRole), QStringLiteral("+91xxxxxxxx10"));
    QCOMPARE(text(PlainRole), QStringLiteral("+91xxxxxxxx10"));
    QCOMPARE(cells.data(call, CallColumn::Session, PlainRole).toString(), CallLogService::sessionName(call.publicId));
    QCOMPARE(cells.data(call, CallColumn::Started, PlainRole).toString(), QStringLiteral("15/11/2023 03:43:20"));
    QCOMPARE(cells.data(call, CallColumn::Duration, PlainRole).toString(), QStringLiteral("61 s"));
    QCOMPARE(cells.data(call, CallColumn::Duration, Qt::DisplayRole).toString(), QStringLiteral("<61 s>"));
}

void CallTablesTest::theHeadingOfTimesNamesTheZone()
{
    const CallCells cells(CallDesk::texts());
    QVERIFY(cells.heading(CallColumn::Started, Qt::DisplayRole).toString().contains(QLatin1String("Asia/Kolkata")));
    QCOMPARE(cells.heading(CallColumn::Started, Qt::AccessibleTextRole).toString(), QStringLiteral("Started"));
    QCOMPARE(cells.heading(CallColumn::Legs, Qt::DisplayRole).toString(), QStringLiteral("Legs"));
}

void CallTablesTest::costsAreExact_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QString>("text");
    QTest::newRow("trailing zeros go") << qint64(1234500) << QStringLiteral("1.2345\u00A0EUR");
    QTest::newRow("two decimals stay") << qint64(5000000) << QStringLiteral("5.00\u00A0EUR");
    QTest::newRow("small") << qint64(1) << QStringLiteral("0.000001\u00A0EUR");
    QTest::newRow("negative") << qint64(-250000) << QStringLiteral("-0.25\u00A0EUR");
    QTest::newRow("large") << qint64(9007199254740993000) << QStringLiteral("9,007,199,254,740.993\u00A0EUR");
}

void CallTablesTest::costsAreExact()
{
    QFETCH(const qint64, micros);
    QFETCH(const QString, text);
    QCOMPARE(CallCells::costText(micros, QStringLiteral("EUR")), text);
    QCOMPARE(CallCells::costText({}, QStringLiteral("EUR")), QString());
}

void CallTablesTest::aCostThatIsNotWholeSaysSo()
{
    const CallCells cells(CallDesk::texts());
    CallLine call = someCall();
    const auto cost = [&](int role) { return cells.data(call, CallColumn::Cost, role).toString(); };
    call.ratedLegs = 2;
    QCOMPARE(cost(PlainRole), QStringLiteral("1.2345\u00A0EUR"));
    call.ratedLegs = 1;
    QCOMPARE(cost(PlainRole), QStringLiteral("1.2345\u00A0EUR + ?"));
    QVERIFY(cost(Qt::ToolTipRole).contains(QStringLiteral("Legs without a rate: 1.")));
    call.costMicros.reset();
    QCOMPARE(cost(PlainRole), QStringLiteral("several currencies"));
    call.ratedLegs = 0;
    QCOMPARE(cost(PlainRole), QString());
}

void CallTablesTest::anAgentIsNamedOnce()
{
    const QString name = QStringLiteral("Ravi"), code = QStringLiteral("a17");
    QCOMPARE(CallCells::agentText(code, name), QStringLiteral("Ravi (a17)"));
    QCOMPARE(CallCells::agentText(code, {}), code);
    QCOMPARE(CallCells::agentText({}, name), name);
    QCOMPARE(CallCells::agentText(code, code), code);
}

void CallTablesTest::legsShowMaskedParties()
{
    LegTableModel model(CallDesk::texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    LegLine leg;
    leg.leg = 1;
    leg.startedAt = 1700000000000;
    leg.billableSeconds = 5;
    leg.customer = {NumberKind::E164, QStringLiteral("+91xxxxxxxx10")};
    leg.costMicros = 12500;
    leg.currency = QStringLiteral("EUR");
    model.setItems({leg});
    QCOMPARE(tableText(model, PlainRole),
        QStringList{
            QStringLiteral("1 | kind 0 | medium 0 | 15/11/2023 03:43:20 | disposition 0 | +91xxxxxxxx10 |  |  | 5 s "
                           "| 0.0125\u00A0EUR |  |  | consent 0")});
    leg.recordingId = QStringLiteral("rec-7");
    leg.consent = Consent::No;
    model.setItems({leg});
    QVERIFY(rowText(model, 0, PlainRole).endsWith(QLatin1String(" | rec-7 | consent 2")));
}

void CallTablesTest::tagsTellWhoGaveThem()
{
    const CellTexts texts{nullptr, CallDesk::texts().number, QTimeZone("Asia/Kolkata")};
    TagTableModel model(texts);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems({{QStringLiteral("complaint"), {1}, QStringLiteral("Asha"), 1700000000000},
        {QStringLiteral("refund"), {2}, QStringLiteral("Ben"), 1700000060000}});
    QCOMPARE(tableText(model, PlainRole),
        QStringList({QStringLiteral("complaint | Asha | ") + texts.time(1700000000000),
            QStringLiteral("refund | Ben | ") + texts.time(1700000060000)}));
    QCOMPARE(model.rowOf(model.index(1, 0).data(IdRole).toLongLong()), 1);
}

void CallTablesTest::detailsLeaveOutWhatIsEmpty()
{
    DetailTableModel model(CallDesk::texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    CallLine call = someCall();
    call.campaign.clear();
    LegLine leg;
    leg.leg = 2;
    leg.revision = 3;
    model.showCall(call, &leg);
    const QStringList rows = tableText(model, PlainRole);
    QVERIFY(rows.contains(QStringLiteral("Process | Support")));
    QVERIFY(rows.contains(QStringLiteral("Leg | 2: kind 0")));
    QVERIFY(rows.contains(QStringLiteral("Masked by revision | 3")));
    QVERIFY(!rows.contains(QStringLiteral("Campaign | ")));
    QVERIFY(rows.filter(QStringLiteral("Tags | ")).isEmpty());
    model.showCall(call, &leg, {QStringLiteral("complaint"), QStringLiteral("refund")});
    QVERIFY(tableText(model, PlainRole).contains(QStringLiteral("Tags | complaint, refund")));
    model.showCall(call, nullptr);
    QVERIFY(!tableText(model, PlainRole).contains(QStringLiteral("Masked by revision | 3")));
}

void CallTablesTest::previewAndRejectsTellTheirLines()
{
    ImportPreviewModel preview(CallDesk::texts());
    PreviewCall call;
    call.line = 12;
    call.customer = QStringLiteral("+91xxxxxxxx10");
    preview.setItems({call});
    QVERIFY(rowText(preview, 0, PlainRole).startsWith(QLatin1String("12 | ")));
    QVERIFY(rowText(preview, 0, PlainRole).contains(QLatin1String("+91xxxxxxxx10")));

    RejectTableModel rejects(CallDesk::texts());
    rejects.setRejects({{4, QStringLiteral("start"), RowFault::TimeMissing}, {9, {}, RowFault::TooFewFields}});
    QCOMPARE(tableText(rejects),
        QStringList({QStringLiteral("4 | start | fault %1").arg(int(RowFault::TimeMissing)),
            QStringLiteral("9 |  | fault %1").arg(int(RowFault::TooFewFields))}));
    rejects.setRejects({{5, {}, RowFault::NulCharacter}});
    QCOMPARE(rejects.rowCount(), 1);
}

void CallTablesTest::sampleColumnsAreNamed()
{
    SampleTableModel model([](const QString &text) { return QString(u'<' + text + u'>'); });
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSample({QStringLiteral("from"), {}},
        {{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}, {QStringLiteral("d")}});
    QCOMPARE(rowText(model, -1), QStringLiteral("1: from | Column 2 | Column 3"));
    QCOMPARE(tableText(model), QStringList({QStringLiteral("a | b | c"), QStringLiteral("d |  | ")}));
    model.setSample({}, {{QStringLiteral("+4420xxx05"), QStringLiteral("in")}});
    QCOMPARE(tableText(model), {QStringLiteral("<+4420xxx05> | in")});
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("+4420xxx05"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallTablesTest)
#include "tst_call_tables.moc"
