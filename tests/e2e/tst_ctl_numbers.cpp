// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace callveil {

namespace {

const QByteArray number = "+447700900111";
const QString why = QStringLiteral("a request under the law");

QJsonObject documentOf(const Ctl::Outcome &outcome)
{
    return QJsonDocument::fromJson(outcome.out).object();
}

} // namespace

/// How long numbers are kept, what is held of one, its erasure, and exports, as scripts do it.
class CtlNumbersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void exportsMaskedCalls();
    void exportsActualNumbersWithAReason();
    void neverReplacesAFileUnasked();
    void reportsWhatIsHeldWithoutPrintingIt();
    void setsRulesAndHolds();
    void erasesANumber();
    void deletesWhatIsDue();
    void saysWhatIsMisused_data();
    void saysWhatIsMisused();

private:
    [[nodiscard]] Ctl::Outcome run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return m_ctl.run(QStringList{QStringLiteral("--json")} + arguments, input);
    }
    [[nodiscard]] QByteArray read(const QString &path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QJsonObject ruleOf(const Ctl::Outcome &listed) const
    {
        return documentOf(listed).value(QLatin1String("processes")).toArray().at(0).toObject();
    }

    Ctl m_ctl{QStringLiteral(CALLVEILCTL), QString()};
};

void CtlNumbersTest::initTestCase()
{
    m_ctl.setDatabase(m_ctl.path(QStringLiteral("callveil.db")));
    m_ctl.setPassword(QStringLiteral("correct horse battery"));
    QCOMPARE(run({QStringLiteral("init")}).exitCode, 0);
    QCOMPARE(run({QStringLiteral("process"), QStringLiteral("add"), QStringLiteral("Support"),
                     QStringLiteral("--country"), QStringLiteral("GB")})
                 .exitCode,
        0);
    QByteArray calls = "Call ID,Caller Number,Called Number,Start Time,Talk Time,Status\n";
    calls += "a1," + number + ",+442079460100,2026-03-01 10:00:00,30,Completed\n";
    calls += "a2," + number + ",+442079460100,2026-03-01 11:00:00,30,Completed\n";
    calls += "a3,+447700900112,+442079460100,2026-03-01 12:00:00,30,Completed\n";
    QCOMPARE(run({QStringLiteral("import"), m_ctl.writeFile(QStringLiteral("calls.csv"), calls),
                     QStringLiteral("--process"), QStringLiteral("Support")})
                 .exitCode,
        0);
}

void CtlNumbersTest::exportsMaskedCalls()
{
    const QString file = m_ctl.path(QStringLiteral("masked.csv"));
    const auto outcome = run({QStringLiteral("export"), file});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(documentOf(outcome).value(QLatin1String("rows")).toInt(), 3);
    QCOMPARE(read(file).count('\n'), 4);
    QVERIFY(!read(file).contains("7700900111"));
    const auto some = run({QStringLiteral("export"), m_ctl.path(QStringLiteral("some.csv")), QStringLiteral("--from"),
        QStringLiteral("2026-03-01T10:30:00Z"), QStringLiteral("--to"), QStringLiteral("2026-03-01T11:30:00Z")});
    QCOMPARE(documentOf(some).value(QLatin1String("rows")).toInt(), 1);
}

void CtlNumbersTest::exportsActualNumbersWithAReason()
{
    const QString file = m_ctl.path(QStringLiteral("actual.csv"));
    QCOMPARE(run({QStringLiteral("export"), file, QStringLiteral("--actual-numbers")}).exitCode, 2);
    const auto outcome =
        run({QStringLiteral("export"), file, QStringLiteral("--actual-numbers"), QStringLiteral("--reason"), why});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(documentOf(outcome).value(QLatin1String("actual_numbers")).toInt(), 6);
    QCOMPARE(read(file).count(number), 2);
    QVERIFY(!outcome.out.contains("7700900111") && !outcome.err.contains("7700900111"));
}

void CtlNumbersTest::neverReplacesAFileUnasked()
{
    const QString file = m_ctl.writeFile(QStringLiteral("there.csv"), "mine");
    QCOMPARE(run({QStringLiteral("export"), file}).exitCode, 1);
    QCOMPARE(read(file), QByteArray("mine"));
    QCOMPARE(run({QStringLiteral("export"), file, QStringLiteral("--force")}).exitCode, 0);
    QVERIFY(read(file) != "mine");
}

void CtlNumbersTest::reportsWhatIsHeldWithoutPrintingIt()
{
    const auto outcome = run({QStringLiteral("held"), QStringLiteral("--reason"), why}, number + '\n');
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    const QJsonObject held = documentOf(outcome).value(QLatin1String("held")).toArray().at(0).toObject();
    QCOMPARE(held.value(QLatin1String("process")).toString(), QStringLiteral("Support"));
    QCOMPARE(held.value(QLatin1String("sessions")).toInt(), 2);
    QCOMPARE(held.value(QLatin1String("vault_copies")).toInt(), 1);
    QCOMPARE(held.value(QLatin1String("bindings")), QJsonValue(0));
    QVERIFY(!outcome.out.contains("7700900111"));
}

void CtlNumbersTest::setsRulesAndHolds()
{
    const QStringList retention{QStringLiteral("retention")};
    const QString process = QStringLiteral("Support");
    QCOMPARE(ruleOf(run(retention + QStringList{QStringLiteral("list")})).value(QLatin1String("days")).toInt(), 90);
    const auto held = run(retention + QStringList{QStringLiteral("hold"), process, QStringLiteral("--reason"), why});
    QCOMPARE(ruleOf(held).value(QLatin1String("legal_hold")).toString(), why);
    const auto set =
        run(retention + QStringList{QStringLiteral("set"), process, QStringLiteral("--days"), QStringLiteral("3650")});
    QCOMPARE(ruleOf(set).value(QLatin1String("days")).toInt(), 3650);
    QCOMPARE(ruleOf(set).value(QLatin1String("legal_hold")).toString(), why); // stays
    QCOMPARE(run({QStringLiteral("erase"), QStringLiteral("--reason"), why}, number + '\n').exitCode, 1); // held
    const auto released = run(retention + QStringList{QStringLiteral("release"), process});
    QVERIFY(ruleOf(released).value(QLatin1String("legal_hold")).isNull());
}

void CtlNumbersTest::erasesANumber()
{
    const auto outcome = run({QStringLiteral("erase"), QStringLiteral("--reason"), why}, number + '\n');
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(documentOf(outcome).value(QLatin1String("legs")).toInt(), 2);
    QCOMPARE(documentOf(outcome).value(QLatin1String("bindings")), QJsonValue(0));
    const auto held = run({QStringLiteral("held"), QStringLiteral("--reason"), why}, number + '\n');
    QVERIFY(documentOf(held).value(QLatin1String("held")).toArray().isEmpty());
    const QString file = m_ctl.path(QStringLiteral("after.csv"));
    QCOMPARE(run({QStringLiteral("export"), file, QStringLiteral("--actual-numbers"), QStringLiteral("--reason"), why})
                 .exitCode,
        0);
    QVERIFY(!read(file).contains(number));
    QVERIFY(read(file).contains("+447700900112"));
}

void CtlNumbersTest::deletesWhatIsDue()
{
    const QStringList retention{QStringLiteral("retention")};
    QCOMPARE(documentOf(run(retention + QStringList{QStringLiteral("run")})).value(QLatin1String("months")).toInt(), 0);
    QCOMPARE(run(retention
                 + QStringList{QStringLiteral("set"), QStringLiteral("Support"), QStringLiteral("--days"),
                     QStringLiteral("1")})
                 .exitCode,
        0);
    const auto deleted = run(retention + QStringList{QStringLiteral("run")});
    QCOMPARE(documentOf(deleted).value(QLatin1String("months")).toInt(), 1);
    QVERIFY(documentOf(deleted).value(QLatin1String("log_emptied")).toBool());
    const QString file = m_ctl.path(QStringLiteral("deleted.csv"));
    QCOMPARE(run({QStringLiteral("export"), file, QStringLiteral("--actual-numbers"), QStringLiteral("--reason"), why})
                 .exitCode,
        0);
    QVERIFY(!read(file).contains("+4477009001"));
}

void CtlNumbersTest::saysWhatIsMisused_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *line : {"retention", "retention dance", "retention set Support", "retention set Support --days x",
             "retention hold Support", "retention set", "retention run Support", "held", "erase", "export"})
        QTest::newRow(line) << QString(QLatin1String(line));
}

void CtlNumbersTest::saysWhatIsMisused()
{
    QFETCH(QString, arguments);
    const auto outcome = run(arguments.split(u' '), number + '\n');
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(!outcome.err.isEmpty() && !outcome.err.contains(number));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlNumbersTest)
#include "tst_ctl_numbers.moc"
