// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/calls/call_sheet.h"

#include <QTest>

using namespace callveil;

class tst_CallSheet final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyColumnHasACell();
    void namesTheZoneOfItsTimes();
    void writesCostsExactly_data();
    void writesCostsExactly();
    void tellsWhatIsClear_data();
    void tellsWhatIsClear();

private:
    /// By the title of its column.
    [[nodiscard]] static QString cellOf(const CallLine &call, const QString &column)
    {
        const CallSheet sheet = plainCallSheet(QTimeZone("Asia/Kolkata"));
        return sheet.cells(call).value(sheet.head.titles().indexOf(column));
    }
};

void tst_CallSheet::everyColumnHasACell()
{
    const CallSheet sheet = plainCallSheet(QTimeZone::utc());
    QCOMPARE(sheet.cells(CallLine()).size(), sheet.head.titles().size());
    CallLine call;
    call.processName = QStringLiteral("Support");
    call.customer.text = QStringLiteral("+91xxxxxxxx10");
    call.talkSeconds = 61;
    call.publicId = QByteArray(16, '\1');
    QCOMPARE(cellOf(call, QStringLiteral("process")), call.processName);
    QCOMPARE(cellOf(call, QStringLiteral("customer")), call.customer.text);
    QCOMPARE(cellOf(call, QStringLiteral("talk_seconds")), QStringLiteral("61"));
    QVERIFY(cellOf(call, QStringLiteral("session")).startsWith(QLatin1String("sess_")));
}

void tst_CallSheet::namesTheZoneOfItsTimes()
{
    CallLine call;
    call.startedAt = 1700000000000;
    QCOMPARE(cellOf(call, QStringLiteral("started (Asia/Kolkata)")), QStringLiteral("2023-11-15T03:43:20.000+05:30"));
}

void tst_CallSheet::writesCostsExactly_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QString>("cost");
    QTest::newRow("none") << qint64(-1) << QString();
    QTest::newRow("fraction") << qint64(12500) << QStringLiteral("0.0125");
    QTest::newRow("whole") << qint64(3000000) << QStringLiteral("3.00");
    QTest::newRow("beyond a double") << qint64(9007199254740993) << QStringLiteral("9007199254.740993");
}

void tst_CallSheet::writesCostsExactly()
{
    QFETCH(qint64, micros);
    CallLine call;
    if (micros >= 0) {
        call.costMicros = micros;
        call.currency = QStringLiteral("EUR");
    }
    QTEST(cellOf(call, QStringLiteral("cost")), "cost");
    QCOMPARE(cellOf(call, QStringLiteral("currency")), call.currency);
}

void tst_CallSheet::tellsWhatIsClear_data()
{
    QTest::addColumn<NumberKind>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("clear");
    QTest::newRow("number") << NumberKind::E164 << QStringLiteral("+441632960001") << true;
    QTest::newRow("masked") << NumberKind::E164 << QStringLiteral("+44xxxxxxxx01") << false;
    QTest::newRow("starred") << NumberKind::E164 << QStringLiteral("+44 163****0001") << false;
    QTest::newRow("extension") << NumberKind::Text << QStringLiteral("12") << false;
    QTest::newRow("text with a number") << NumberKind::Text << QStringLiteral("sip:441632960001@x") << true;
}

void tst_CallSheet::tellsWhatIsClear()
{
    QFETCH(NumberKind, kind);
    QFETCH(QString, text);
    QTEST(isClear({kind, text}), "clear");
}

QTEST_GUILESS_MAIN(tst_CallSheet)
#include "tst_call_sheet.moc"
