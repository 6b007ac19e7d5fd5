// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/postgres_cluster.h"
#include "support/psql_session.h"
#include "workspace/ctl.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace callveil;

namespace {

QJsonObject documentOf(const Ctl::Outcome &outcome)
{
    return QJsonDocument::fromJson(outcome.out).object();
}

/// The command lines of every process there is, as anybody on the machine may read them.
QByteArray commandLines()
{
    QByteArray lines;
    for (const QString &process : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(QStringLiteral("/proc/%1/cmdline").arg(process));
        if (file.open(QIODevice::ReadOnly))
            lines += file.readAll() + '\n';
    }
    return lines;
}

} // namespace

/// Backups and restorings by command, as a schedule or an administrator in need uses them.
class TestCtlBackup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void backsAFileUpAndBringsItBack();
    void tellsPeopleInSentences();
    void tellsWrongUsage();
    void refusesWithExitCodeOne();
    void backsAServerUpAndBringsItBack();
    void aSignalTakesBackWhatWasBegun();
    void refusesAWrongMaintenancePassword();

private:
    void checkOldCopyInPlace(const QString &copy);
    /// Begins a backup of the server, which stands still in pg_dump until `holder` ends its transaction, for 15 s at
    /// most.
    void beginHeld(QProcess &backup, const QStringList &arguments, PsqlSession &holder) const;
    [[nodiscard]] Ctl::Outcome run(const QString &line) const { return m_ctl->run(line.split(u' ')); }
    void useFile() { m_ctl->setDatabase(m_ctl->path(QStringLiteral("callveil.db"))); }
    void useServer() { m_ctl->setDatabase(server(QStringLiteral("admin"), QStringLiteral("office"))); }
    [[nodiscard]] static QString server(const QString &user, const QString &database)
    {
        return QStringLiteral("postgresql://%1@127.0.0.1:%2/%3")
            .arg(user)
            .arg(PostgresCluster::shared().port())
            .arg(database);
    }

    std::unique_ptr<Ctl> m_ctl;
};

void TestCtlBackup::initTestCase()
{
    m_ctl = std::make_unique<Ctl>(QStringLiteral(CALLVEILCTL), QString());
    m_ctl->setPassword(QStringLiteral("correct horse battery"));
    useFile();
    QCOMPARE(run(QStringLiteral("init --organisation Office")).exitCode, 0);
    QCOMPARE(run(QStringLiteral("process add Sales --country GB")).exitCode, 0);
}

void TestCtlBackup::backsAFileUpAndBringsItBack()
{
    const auto made = run(QStringLiteral("backup b1 --json"));
    QVERIFY2(made.exitCode == 0, made.err.constData());
    const QJsonObject document = documentOf(made);
    QCOMPARE(document[u"file"].toString(), m_ctl->path(QStringLiteral("b1")));
    QCOMPARE(document[u"backup"][u"organisation"].toString(), QStringLiteral("Office"));
    QCOMPARE(document[u"rows"][u"processes"].toInt(), 1);
    QCOMPARE(document[u"numbers"][0][u"held"].toBool(), true);
    QCOMPARE(document[u"numbers_checked_in"].toString(), QStringLiteral("copy"));
    QVERIFY(document[u"sound"].toBool());

    QCOMPARE(run(QStringLiteral("backup b1")).exitCode, 1);
    QCOMPARE(run(QStringLiteral("backup b1 --force")).exitCode, 0);

    QCOMPARE(run(QStringLiteral("process list")).exitCode, 0); // this computer sees that the record went on
    const auto restored = run(QStringLiteral("restore b1 --to new.db --user admin --json"));
    QVERIFY2(restored.exitCode == 0, restored.err.constData());
    const QJsonObject report = documentOf(restored);
    QCOMPARE(report[u"place"].toString(), m_ctl->path(QStringLiteral("new.db")));
    QCOMPARE(report[u"rows"].toObject(), report[u"rows_expected"].toObject());
    QCOMPARE(report[u"keys_lent"].toBool(), true);
    QCOMPARE(report[u"people"].toArray(), QJsonArray{QStringLiteral("admin")});
    QVERIFY(report[u"record"][u"entries"].toInteger() > 0);
    QVERIFY(report[u"later_entries"][u"admin"].toInteger() > 0);
    QVERIFY(report[u"sound"].toBool());
    m_ctl->setDatabase(m_ctl->path(QStringLiteral("new.db")));
    QVERIFY(run(QStringLiteral("process list")).out.contains("Sales"));
    QCOMPARE(run(QStringLiteral("audit verify")).exitCode, 0); // a drill beside the original is no alarm
    useFile();
    QCOMPARE(run(QStringLiteral("audit verify")).exitCode, 0);
    checkOldCopyInPlace(m_ctl->path(QStringLiteral("new.db")));
}

/// This computer saw the entry of the backup, which is not in it.
void TestCtlBackup::checkOldCopyInPlace(const QString &copy)
{
    const QString original = m_ctl->path(QStringLiteral("callveil.db"));
    QVERIFY(QFile::rename(original, original + QStringLiteral(".kept")) && QFile::copy(copy, original));
    const auto missing = run(QStringLiteral("audit verify"));
    QCOMPARE(missing.exitCode, 1);
    QVERIFY(missing.err.contains("older copy of the database"));
    QCOMPARE(m_ctl
                 ->run({QStringLiteral("audit"), QStringLiteral("accept"), QStringLiteral("--reason"),
                     QStringLiteral("a drill")})
                 .exitCode,
        0);
    QCOMPARE(run(QStringLiteral("audit verify")).exitCode, 0);
    QVERIFY(QFile::remove(original) && QFile::rename(original + QStringLiteral(".kept"), original));
}

void TestCtlBackup::tellsPeopleInSentences()
{
    const auto made = run(QStringLiteral("backup b2"));
    QCOMPARE(made.exitCode, 0);
    QVERIFY(made.out.contains("Organisation: Office"));
    QVERIFY(made.out.contains("Sales: a sample was tried, 0 of 0 can be decrypted."));
    const auto restored = run(QStringLiteral("restore b2 --to told.db"));
    QCOMPARE(restored.exitCode, 0);
    QVERIFY(restored.out.contains("What to do next: Sign in there."));
    QVERIFY(restored.out.contains("nobody's password was given"));
    QVERIFY(run(QStringLiteral("restore --help")).out.contains("callveilctl restore FILE --to PLACE"));
    QVERIFY(run(QStringLiteral("backup --help")).out.contains("--maintenance-user"));
}

void TestCtlBackup::tellsWrongUsage()
{
    for (const char *line :
        {"backup", "backup a b", "restore b1", "restore --to x.db", "backup b9 --maintenance-password-fd x"})
        QCOMPARE(run(QLatin1String(line)).exitCode, 2);
}

void TestCtlBackup::refusesWithExitCodeOne()
{
    static_cast<void>(m_ctl->writeFile(QStringLiteral("other.txt"), "something else"));
    const auto foreign = run(QStringLiteral("restore other.txt --to x.db"));
    QCOMPARE(foreign.exitCode, 1);
    QVERIFY(foreign.err.contains("is no whole backup of Callveil"));
    QCOMPARE(run(QStringLiteral("restore none --to x.db")).exitCode, 1);
    QCOMPARE(run(QStringLiteral("restore b1 --to callveil.db")).exitCode, 1);
    Ctl stranger(QStringLiteral(CALLVEILCTL), m_ctl->path(QStringLiteral("callveil.db")));
    const QStringList restore{
        QStringLiteral("restore"), m_ctl->path(QStringLiteral("b1")), QStringLiteral("--to"), QStringLiteral("x.db")};
    const auto unknown = stranger.run(restore);
    QCOMPARE(unknown.exitCode, 1);
    QVERIFY(unknown.err.contains("which this computer does not know"));
    QVERIFY(!QFile::exists(stranger.path(QStringLiteral("x.db"))));
}

void TestCtlBackup::beginHeld(QProcess &backup, const QStringList &arguments, PsqlSession &holder) const
{
    holder.run(QStringLiteral("BEGIN"));
    // The backup itself never reads this one; pg_dump locks all.
    holder.run(QStringLiteral("LOCK TABLE cv_stage.leg IN ACCESS EXCLUSIVE MODE"));
    m_ctl->start(backup, arguments);
    const auto waits = [&holder] {
        return holder.run(QStringLiteral(
                   "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'cv_stage.leg'::regclass"))
            != QLatin1String("0");
    };
    QTRY_VERIFY_WITH_TIMEOUT(waits() || backup.state() == QProcess::NotRunning, 60000);
    QVERIFY2(backup.state() == QProcess::Running, backup.readAllStandardError().constData());
}

void TestCtlBackup::backsAServerUpAndBringsItBack()
{
    const QString secret = PostgresCluster::shared().superuserPassword();
    m_ctl->setVariable(QStringLiteral("PGPASSWORD"), secret);
    m_ctl->setDatabase(server(QStringLiteral("postgres"), QStringLiteral("office")));
    QCOMPARE(run(QStringLiteral("init --organisation Office")).exitCode, 0);
    m_ctl->setVariable(QStringLiteral("PGPASSWORD"), {});
    m_ctl->setVariable(QStringLiteral("CALLVEIL_MAINTENANCE_PASSWORD"), secret);
    useServer();
    QCOMPARE(run(QStringLiteral("process add Sales --country GB")).exitCode, 0);

    PsqlSession holder(PostgresCluster::shared().superuserUrl(QStringLiteral("office")));
    QProcess backup;
    beginHeld(backup, {QStringLiteral("backup"), QStringLiteral("s1"), QStringLiteral("--json")}, holder);
    if (QTest::currentTestFailed())
        return;
    QByteArray seen = commandLines();
    holder.run(QStringLiteral("COMMIT"));
    while (!backup.waitForFinished(5) && backup.state() != QProcess::NotRunning)
        seen += commandLines();
    const Ctl::Outcome made{backup.exitCode(), backup.readAllStandardOutput(), backup.readAllStandardError()};
    QVERIFY2(made.exitCode == 0, made.err.constData());
    QCOMPARE(documentOf(made)[u"backup"][u"engine"].toString(), QStringLiteral("postgresql"));
    QCOMPARE(documentOf(made)[u"numbers_checked_in"].toString(), QStringLiteral("snapshot"));
    QVERIFY(seen.contains("pg_dump"));
    QVERIFY(!seen.contains(secret.toUtf8()));

    const auto restored = m_ctl->run({QStringLiteral("restore"), QStringLiteral("s1"), QStringLiteral("--to"),
        server(QStringLiteral("postgres"), QStringLiteral("office_drill")), QStringLiteral("--user"),
        QStringLiteral("admin"), QStringLiteral("--json")});
    QVERIFY2(restored.exitCode == 0, restored.err.constData());
    QVERIFY(documentOf(restored)[u"sound"].toBool());
    QCOMPARE(documentOf(restored)[u"keys_lent"].toBool(), true);
    m_ctl->setDatabase(server(QStringLiteral("admin"), QStringLiteral("office_drill")));
    QVERIFY(run(QStringLiteral("process list")).out.contains("Sales"));
    QCOMPARE(
        m_ctl->run({QStringLiteral("restore"), QStringLiteral("s1"), QStringLiteral("--to"), QStringLiteral("y.db")})
            .exitCode,
        1);
}

void TestCtlBackup::aSignalTakesBackWhatWasBegun()
{
    useServer();
    PsqlSession holder(PostgresCluster::shared().superuserUrl(QStringLiteral("office")));
    QProcess backup;
    beginHeld(backup, {QStringLiteral("backup"), QStringLiteral("s3")}, holder);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(QFile::exists(m_ctl->path(QStringLiteral("s3.part"))));
    backup.terminate();
    QVERIFY(backup.waitForFinished(60000));
    QCOMPARE(backup.exitStatus(), QProcess::NormalExit);
    QCOMPARE(backup.exitCode(), 1);
    QVERIFY(backup.readAllStandardError().contains("Cancelled"));
    QVERIFY(QDir(m_ctl->folder()).entryList({QStringLiteral("s3*")}).isEmpty());
}

void TestCtlBackup::refusesAWrongMaintenancePassword()
{
    useServer();
    m_ctl->setVariable(QStringLiteral("CALLVEIL_MAINTENANCE_PASSWORD"), QStringLiteral("not this"));
    const auto refused = run(QStringLiteral("backup s2"));
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.err.contains("does not let the superuser's login"));
    QVERIFY(!refused.err.contains("not this"));
    QVERIFY(!QFile::exists(m_ctl->path(QStringLiteral("s2"))));
}

QTEST_GUILESS_MAIN(TestCtlBackup)
#include "tst_ctl_backup.moc"
