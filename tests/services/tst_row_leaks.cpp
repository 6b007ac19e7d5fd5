// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include <QRegularExpression>

namespace callveil {

namespace {

/// A number, and the forms in which other fields of a row may write it.
struct Caller {
    QByteArray number;
    QByteArrayList forms;
};

/// Ranges reserved for fiction, and numbers that are possible though no plan assigns them.
QList<Caller> callers()
{
    return {
        {"+447700900123", {"447700900123", "07700900123", "00447700900123", "7700 900 123"}},
        {"+12125550142", {"12125550142", "2125550142", "(212) 555-0142", "212.555.0142"}},
        {"+919876543210", {"919876543210", "00919876543210", "09876543210", "98765-43210"}},
        {"+33199001234", {"33199001234", "0199001234", "01 99 00 12 34"}},
        {"+6591234567", {"6591234567", "91234567", "9123-4567"}},
        {"+4591234567", {"4591234567", "91234567", "91 23 45 67"}},
        {"+4915112345678", {"4915112345678", "015112345678", "0049-151-12345678"}},
    };
}

} // namespace

/// A record repeats its numbers in its other fields, as recording files and case ids do: none of them is stored.
class RowLeaksTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void noFieldOfARowKeepsItsNumbers_data();
    void noFieldOfARowKeepsItsNumbers();
};

void RowLeaksTest::noFieldOfARowKeepsItsNumbers_data()
{
    QTest::addColumn<QString>("country");
    for (const char *country : {"US", "GB", "IN", "SG", "DE", "NO"})
        QTest::newRow(country) << QString::fromLatin1(country);
}

void RowLeaksTest::noFieldOfARowKeepsItsNumbers()
{
    QFETCH_GLOBAL(Engine, engine);
    QFETCH(QString, country);
    Desk desk(engine);
    const ProcessId process = desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), country);
    QByteArray text = "Call ID,Caller Number,Called Number,Start Time,Talk Time,Recording ID,Case ID,Account Code\n";
    int row = 0;
    for (const Caller &caller : callers())
        for (const QByteArray &form : caller.forms) {
            text += "c" + QByteArray::number(++row) + ',' + caller.number + ",2001,2026-03-01 10:00:00,30,out-" + form
                + "-1001-20260301.wav,case " + form + ",acc_" + form + '\n';
        }
    const ImportSummary summary = import(desk, text, process);
    QCOMPARE(summary.legs, row);
    QString stored;
    for (const QVariantList &values :
        DatabaseLook(desk.organisation)
            .run(QStringLiteral("SELECT l.recording_id, s.recording_id, s.case_ref, "
                                "l.account, l.customer_text, l.agent_text, l.presented "
                                "FROM call_leg l JOIN call_session s ON s.id = l.session_id")))
        for (const QVariant &value : values)
            stored += value.toString() + u'\n';
    QVERIFY(stored.contains(QLatin1String("1001-20260301.wav"))); // the fields are there
    stored.remove(QLatin1String("-1001-20260301.wav"));
    const auto left = QRegularExpression(QStringLiteral("(?:[0-9][ .()-]{0,3}){7}")).match(stored);
    QVERIFY2(!left.hasMatch(),
        qPrintable(QString(left.captured()).replace(QRegularExpression(QStringLiteral("[0-9]")), QStringLiteral("9"))));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RowLeaksTest)
#include "tst_row_leaks.moc"
