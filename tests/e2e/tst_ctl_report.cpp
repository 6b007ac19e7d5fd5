// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace callveil {

/// Reports, as a schedule writes them.
class CtlReportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void printsATable();
    void answersWithExactFigures();
    void comparesWithThePeriodBefore();
    void writesAFile();
    void aNameThatEndsOtherwiseIsNoFormat();
    void saysWhatFits_data();
    void saysWhatFits();
    void provesItsSums();
    void refusesWhatIsNoReport();
    void saysWhatIsMisused_data();
    void saysWhatIsMisused();

private:
    [[nodiscard]] Ctl::Outcome run(const QString &arguments) const { return m_ctl.run(arguments.split(u' ')); }
    [[nodiscard]] QJsonObject asked(const QString &arguments) const
    {
        const auto outcome = run(arguments + QStringLiteral(" --json"));
        if (outcome.exitCode != 0)
            qFatal("%s: %s", qPrintable(arguments), outcome.err.constData());
        return QJsonDocument::fromJson(outcome.out).object();
    }

    Ctl m_ctl{QStringLiteral(CALLVEILCTL), QString()};
};

void CtlReportTest::initTestCase()
{
    m_ctl.setDatabase(m_ctl.path(QStringLiteral("callveil.db")));
    m_ctl.setPassword(QStringLiteral("correct horse battery"));
    QCOMPARE(run(QStringLiteral("init")).exitCode, 0);
    QCOMPARE(run(QStringLiteral("process add Support --country GB --did +442079460100 --time-zone UTC")).exitCode, 0);
    QCOMPARE(run(QStringLiteral("rates add +44 --price 0.02 --currency EUR --from 2026-01-01")).exitCode, 0);
    const QString file = m_ctl.writeFile(QStringLiteral("calls.csv"),
        "caller,callee,start,billable\n+447700900123,+442079460100,2026-03-02 10:00:00,90\n"
        "+447700900124,+442079460100,2026-03-02 11:00:00,30\n+33639980123,+442079460100,2026-03-03 11:00:00,60\n");
    const auto imported =
        m_ctl.run({QStringLiteral("import"), file, QStringLiteral("--process"), QStringLiteral("Support")});
    QVERIFY2(imported.exitCode == 0, imported.err.constData());
}

void CtlReportTest::printsATable()
{
    const auto table = run(QStringLiteral("report average-duration --from 2026-03-02 --to 2026-03-03 --by process"));
    QVERIFY2(table.exitCode == 0, table.err.constData());
    for (const char *text : {"Average duration", "Support", "3:00", "Total"})
        QVERIFY2(table.out.contains(text), table.out.constData());
}

void CtlReportTest::answersWithExactFigures()
{
    const QJsonObject report = asked(QStringLiteral("report cost --from 2026-03-01 --to 2026-03-03 --process Support"));
    QCOMPARE(report.value(QLatin1String("step")).toString(), QStringLiteral("day"));
    QCOMPARE(report.value(QLatin1String("process")).toString(), QStringLiteral("Support"));
    const QJsonArray rows = report.value(QLatin1String("rows")).toArray();
    QCOMPARE(rows.size(), 3); // a day without calls too
    QCOMPARE(rows[0].toObject().value(QLatin1String("legs")).toInt(-1), 0);
    const QJsonObject day = rows[1].toObject();
    QCOMPARE(day.value(QLatin1String("begins")).toString(), QStringLiteral("2026-03-02"));
    QCOMPARE(day.value(QLatin1String("cost")).toString(), QStringLiteral("0.04")); // 0.02 * (1.5 + 0.5)
    QCOMPARE(day.value(QLatin1String("currency")).toString(), QStringLiteral("EUR"));
    QCOMPARE(day.value(QLatin1String("billable_time")).toInt(), 120);
    const QJsonObject total = report.value(QLatin1String("totals")).toArray().first().toObject();
    QCOMPARE(total.value(QLatin1String("legs")).toInt(), 3);
    QCOMPARE(total.value(QLatin1String("unrated_legs")).toInt(), 1);
    QVERIFY(total.value(QLatin1String("recharge")).isNull());
}

void CtlReportTest::comparesWithThePeriodBefore()
{
    const QJsonObject report =
        asked(QStringLiteral("report masked-calls --from 2026-03-03 --to 2026-03-03 --step whole --compare"));
    QCOMPARE(report.value(QLatin1String("before_from")).toString(), QStringLiteral("2026-03-02"));
    const QJsonObject row = report.value(QLatin1String("rows")).toArray().first().toObject();
    QCOMPARE(row.value(QLatin1String("calls")).toInt(), 1);
    QCOMPARE(row.value(QLatin1String("before")).toObject().value(QLatin1String("calls")).toInt(), 2);
}

void CtlReportTest::writesAFile()
{
    const QString file = m_ctl.path(QStringLiteral("report.csv"));
    const QString arguments = QStringLiteral("report cost --from 2026-03-02 --to 2026-03-03 --output ") + file;
    const auto written = run(arguments);
    QVERIFY2(written.exitCode == 0, written.err.constData());
    QFile content(file);
    QVERIFY(content.open(QIODevice::ReadOnly));
    const QByteArray text = content.readAll();
    QVERIFY2(text.contains("\"period (process time zone)\",currency,cost,recharge,legs")
            && text.contains("2026-03-02,EUR,0.04,,2,2,0,120"),
        text.constData());
    const auto again = run(arguments);
    QCOMPARE(again.exitCode, 1); // it is there
    QVERIFY2(again.err.contains("--force"), again.err.constData());
    QCOMPARE(run(arguments + QStringLiteral(" --force")).exitCode, 0);
    QVERIFY(run(QStringLiteral("audit list")).out.contains("report.export"));
}

void CtlReportTest::aNameThatEndsOtherwiseIsNoFormat()
{
    const QString file = m_ctl.path(QStringLiteral("report.doc"));
    const auto refused = run(QStringLiteral("report cost --output ") + file);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.err.contains(".xlsx"), refused.err.constData());
    QVERIFY(!QFile::exists(file));
}

void CtlReportTest::saysWhatFits_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("fits");
    const auto add = [](const char *arguments, const char *fits) {
        QTest::newRow(arguments) << QString(QLatin1String(arguments)) << QByteArray(fits);
    };
    add("report cost --from 2026-13-01", "YYYY-MM-DD");
    add("report cost --to 2026-03-311", "YYYY-MM-DD");
    add("report cost --from 2098-01-01", "From: ");
    add("report opt-outs --by proces", "nothing, brand");
    add("report", "which report is missing");
}

void CtlReportTest::saysWhatFits()
{
    QFETCH(QString, arguments);
    QFETCH(QByteArray, fits);
    const auto refused = run(arguments);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.err.contains(fits), refused.err.constData());
}

void CtlReportTest::provesItsSums()
{
    const auto checked = run(QStringLiteral("report --check"));
    QVERIFY2(checked.exitCode == 0, checked.err.constData());
    QVERIFY2(checked.out.startsWith("Equal"), checked.out.constData());
    const QJsonObject document = asked(QStringLiteral("report --check --from 2026-03-02"));
    QVERIFY(document.value(QLatin1String("equal")).toBool());
    QVERIFY(document.value(QLatin1String("rows")).toInt() > 0);
}

void CtlReportTest::refusesWhatIsNoReport()
{
    for (const char *arguments :
        {"report costs", "report cost --by pool", "report cost --step hour", "report cost --from yesterday",
            "report cost --period soon", "report cost --from 2026-03-03 --to 2026-03-02",
            "report opt-outs --process Support", "report cost --process Nobody"}) {
        const auto refused = run(QLatin1String(arguments));
        const int expected = QByteArray(arguments).endsWith("Nobody") ? 1 : 2;
        QVERIFY2(refused.exitCode == expected && refused.out.isEmpty() && !refused.err.isEmpty(), arguments);
    }
}

void CtlReportTest::saysWhatIsMisused_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments : {"report", "report cost reveals", "report cost --check", "report --check --by agent",
             "report cost --period today --from 2026-03-02", "report cost --format csv"})
        QTest::newRow(arguments) << QString(QLatin1String(arguments));
}

void CtlReportTest::saysWhatIsMisused()
{
    QFETCH(QString, arguments);
    QCOMPARE(run(arguments).exitCode, 2);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlReportTest)
#include "tst_ctl_report.moc"
