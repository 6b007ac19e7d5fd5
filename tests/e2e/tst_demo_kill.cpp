// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>

using namespace callveil;

namespace {

constexpr int patienceMs = 60000;

} // namespace

/// Kills the making of the demo in the middle: nothing is left that passes for a demo, and the next run makes it whole.
class TestDemoKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesAWholeDemoOrNone_data();
    void leavesAWholeDemoOrNone();
    void refusesToMakeItTwiceAtOnce();
};

void TestDemoKill::leavesAWholeDemoOrNone_data()
{
    QTest::addColumn<int>("afterMs"); // from the moment at which its file is there
    for (const int afterMs : {0, 50, 200, 500, 900, 1400})
        QTest::addRow("%d ms", afterMs) << afterMs;
}

void TestDemoKill::leavesAWholeDemoOrNone()
{
    QFETCH(int, afterMs);
    Ctl ctl(QStringLiteral(CALLVEILCTL), QString());
    const QString file = ctl.path(QStringLiteral("demo.db"));
    ctl.setDatabase(file);
    const QStringList demo{QStringLiteral("demo"), QStringLiteral("--legs"), QStringLiteral("20000")};
    QProcess process;
    ctl.start(process, demo);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file + u".part"), patienceMs);
    QVERIFY2(!process.waitForFinished(afterMs), "it was not killed in the middle");
    process.kill();
    QVERIFY(process.waitForFinished());
    QVERIFY(!QFile::exists(file));

    const QStringList small{QStringLiteral("demo"), QStringLiteral("--legs"), QStringLiteral("500"),
        QStringLiteral("--if-missing"), QStringLiteral("--json")};
    const auto again = ctl.run(small);
    QCOMPARE(again.exitCode, 0);
    ctl.setPassword(QJsonDocument::fromJson(again.out).object().value(QLatin1String("password")).toString());
    const auto list = [&](const QString &verb) {
        const auto outcome = ctl.run({verb, QStringLiteral("list"), QStringLiteral("--user"),
            QStringLiteral("demo.administrator"), QStringLiteral("--json")});
        return QJsonDocument::fromJson(outcome.out).object();
    };
    QCOMPARE(list(QStringLiteral("process")).value(QLatin1String("processes")).toArray().size(), 4);
    QCOMPARE(list(QStringLiteral("agent")).value(QLatin1String("agents")).toArray().size(), 60);
    const auto calls = ctl.run({QStringLiteral("calls"), QStringLiteral("--user"), QStringLiteral("demo.administrator"),
        QStringLiteral("--json")});
    QVERIFY(!QJsonDocument::fromJson(calls.out).object().value(QLatin1String("calls")).toArray().isEmpty());
    QCOMPARE(QDir(ctl.folder()).entryList({QStringLiteral("*.part*")}, QDir::Files), QStringList());
    // What is there and whole stays.
    const QDateTime made = QFileInfo(file).birthTime();
    QCOMPARE(ctl.run(small).exitCode, 0);
    QCOMPARE(QFileInfo(file).birthTime(), made);
}

void TestDemoKill::refusesToMakeItTwiceAtOnce()
{
    Ctl ctl(QStringLiteral(CALLVEILCTL), QString());
    const QString file = ctl.path(QStringLiteral("demo.db"));
    ctl.setDatabase(file);
    QProcess process;
    ctl.start(process, {QStringLiteral("demo"), QStringLiteral("--legs"), QStringLiteral("5000")});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file + u".part"), patienceMs);
    const auto maker = pid_t(process.processId());
    QCOMPARE(::kill(maker, SIGSTOP), 0); // it is still at it, however long the other one takes
    const auto second = ctl.run({QStringLiteral("demo"), QStringLiteral("--if-missing")});
    QCOMPARE(::kill(maker, SIGCONT), 0);
    QCOMPARE(second.exitCode, 1);
    QVERIFY(process.waitForFinished(4 * patienceMs));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(QFile::exists(file));
}

QTEST_GUILESS_MAIN(TestDemoKill)
#include "tst_demo_kill.moc"
