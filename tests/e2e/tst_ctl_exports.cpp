// SPDX-License-Identifier: GPL-3.0-or-later
#include "service_office.h"

#include "support/psql_session.h"

#include <QDir>

#include <csignal>

namespace callveil {

namespace {

constexpr int mostMs = 60000;

} // namespace

/// Files that scripts write: the zone of their times, and what is left when a script is told to end meanwhile.
class CtlExportsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_office.reset(); }
    void timesOfTheRecordAreUtc();
    void saysWhatIsMeant();
    void aSignalTakesBackWhatWasBegun_data();
    void aSignalTakesBackWhatWasBegun();

private:
    /// Begins what reads calls, and stands still there until `holder` ends its transaction.
    void beginHeld(QProcess &process, const QStringList &arguments, PsqlSession &holder) const;
    [[nodiscard]] QStringList filesLike(const QString &pattern) const
    {
        return QDir(m_office->ctl.folder()).entryList({pattern}, QDir::Files);
    }
    [[nodiscard]] qint64 deeds(const QString &action) const
    {
        return m_office->look()->integer(
            QStringLiteral("SELECT COUNT(*) FROM cv_audit.deed WHERE action = '%1'").arg(action));
    }

    std::unique_ptr<ServiceOffice> m_office;
};

void CtlExportsTest::initTestCase()
{
    m_office = std::make_unique<ServiceOffice>(Engine::PostgreSql);
    m_office->ctl.setVariable(QStringLiteral("TZ"), QStringLiteral("Asia/Kolkata"));
    QVERIFY(m_office->done(QStringLiteral("process add Support --country GB --did +442079460100")));
    const QString file = m_office->ctl.writeFile(QStringLiteral("in.csv"),
        "caller,callee,start,billable\n+447700900123,+442079460100,2026-03-01 10:00:00,30\n"
        "+447700900124,+442079460100,2026-03-01 10:01:00,30\n");
    QVERIFY(m_office->done(QStringLiteral("import %1 --process Support").arg(file)));
}

void CtlExportsTest::timesOfTheRecordAreUtc()
{
    QVERIFY(m_office->done(QStringLiteral("audit export record.csv")));
    QFile file(m_office->ctl.path(QStringLiteral("record.csv")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray head = file.readLine(), newest = file.readLine();
    QVERIFY2(head.startsWith("\"at (UTC)\",actor,entry,"), head.constData());
    QVERIFY2(newest.split(',').first().endsWith("+00:00"), newest.constData());
}

void CtlExportsTest::saysWhatIsMeant()
{
    const auto refusal = [this](const QString &arguments, int code) {
        const auto answer = m_office->run(arguments);
        return answer.exitCode == code ? answer.err : QByteArray::number(answer.exitCode);
    };
    const QByteArray days = refusal(QStringLiteral("export no.csv --from 2026-11-23 --to 2026-11-01"), 2);
    QVERIFY2(
        days.contains("To:") && days.contains("2026-11-22T18:30:00Z"), days.constData()); // not a file without calls
    const QByteArray kind = refusal(QStringLiteral("export no"), 2);
    QVERIFY2(kind.contains("--format"), kind.constData());
    QCOMPARE(filesLike(QStringLiteral("no*")), QStringList());
}

void CtlExportsTest::beginHeld(QProcess &process, const QStringList &arguments, PsqlSession &holder) const
{
    holder.run(QStringLiteral("BEGIN"));
    holder.run(QStringLiteral("LOCK TABLE cv.call_session IN ACCESS EXCLUSIVE MODE"));
    process.setChildProcessModifier([] { // whoever runs the tests may have them ignored
        for (const int number : {SIGINT, SIGTERM, SIGHUP})
            std::signal(number, SIG_DFL);
    });
    m_office->ctl.start(process, arguments);
    const auto waits = [&holder] {
        return holder.run(QStringLiteral(
                   "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'cv.call_session'::regclass"))
            != QLatin1String("0");
    };
    QTRY_VERIFY_WITH_TIMEOUT(waits() || process.state() == QProcess::NotRunning, mostMs);
    QVERIFY2(process.state() == QProcess::Running, process.readAllStandardError().constData());
}

void CtlExportsTest::aSignalTakesBackWhatWasBegun_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("deed"); // what the record says all the same
    QTest::newRow("Ctrl+C") << QStringLiteral("export out.csv --actual-numbers --reason asked-for") << SIGINT
                            << QString();
    QTest::newRow("asked to end") << QStringLiteral("export out.xlsx") << SIGTERM << QString();
    QTest::newRow("terminal closed") << QStringLiteral("export out.csv") << SIGHUP << QString();
    QTest::newRow("rates") << QStringLiteral("rates rerate --from 2026-03-01 --to 2026-03-02") << SIGTERM
                           << QStringLiteral("rate.rerated");
}

void CtlExportsTest::aSignalTakesBackWhatWasBegun()
{
    QFETCH(QString, arguments);
    QFETCH(int, signal);
    QFETCH(QString, deed);
    const bool writesFile = deed.isEmpty();
    PsqlSession holder(PostgresCluster::shared().superuserUrl(m_office->address.database));
    QProcess process;
    beginHeld(process, arguments.split(u' '), holder);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(filesLike(QStringLiteral("out.*")).size(), writesFile ? 1 : 0); // half a file
    QCOMPARE(::kill(pid_t(process.processId()), signal), 0);
    QByteArray said;
    const auto isHeard = [&] {
        said += process.readAllStandardError();
        return said.contains("stopping") || process.state() == QProcess::NotRunning;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isHeard(), mostMs);
    holder.run(QStringLiteral("COMMIT")); // what comes now, comes after the signal
    QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished(mostMs));
    said += process.readAllStandardError();
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QVERIFY2(process.exitCode() == 1 && said.contains("Cancelled"), said.constData());
    QCOMPARE(filesLike(QStringLiteral("out.*")), QStringList());
    QCOMPARE(deeds(QStringLiteral("call.export")), 0);
    if (!writesFile)
        QCOMPARE(deeds(deed), 1);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlExportsTest)
#include "tst_ctl_exports.moc"
