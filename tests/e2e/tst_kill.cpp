// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/postgres_cluster.h"
#include "workspace/ctl.h"
#include "workspace/database_audit.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>
#include <QThread>

using namespace callveil;

namespace {

constexpr int rowsOfAFile = 10000; // two files in each run
constexpr int legsOfASession = 2;

QString password()
{
    return QStringLiteral("correct horse battery");
}

} // namespace

/// Kills callveilctl without warning in the middle of an import and of a policy change. What it did is there whole or
/// not at all, what it had said is true, and doing it again completes it.
class TestKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();
    void importIsWholeOrNothing();
    void policyIsWholeOrNothing();

private:
    struct Killed {
        bool early = false; ///< it was killed before it ended by itself
        qint64 lasted = 0; ///< ms
        QByteArray out;
    };

    [[nodiscard]] int rounds() const;
    [[nodiscard]] DatabaseAddress address() const;
    [[nodiscard]] std::unique_ptr<DatabaseAudit> look() const;
    [[nodiscard]] QString calls(int file) const;
    [[nodiscard]] QString url(const QString &user) const;
    void makeDatabase();
    void freshDatabase(int round);
    [[nodiscard]] Killed runAndKill(const QStringList &arguments, qint64 afterMs) const;
    [[nodiscard]] qint64 duration(const QStringList &arguments) const;
    void checkImport(const Killed &killed, const QStringList &files);

    Engine m_engine = Engine::Sqlite;
    std::unique_ptr<Ctl> m_ctl;
    QString m_database; ///< SQLite: the file in use; PostgreSQL: its name
    QString m_template; ///< SQLite: what each round starts from, with the process
    int m_revisions = 0; ///< known to be there
};

void TestKill::initTestCase_data()
{
    QTest::addColumn<int>("engine");
    QTest::newRow("sqlite") << int(Engine::Sqlite);
    QTest::newRow("postgresql") << int(Engine::PostgreSql);
}

int TestKill::rounds() const
{
    if (!qEnvironmentVariableIsSet("CALLVEIL_LONG"))
        return 10;
    return m_engine == Engine::Sqlite ? 1000 : 200;
}

DatabaseAddress TestKill::address() const
{
    DatabaseAddress address;
    address.engine = m_engine;
    address.file = m_database;
    address.host = QStringLiteral("127.0.0.1");
    address.port = m_engine == Engine::PostgreSql ? PostgresCluster::shared().port() : 0;
    address.database = m_database;
    return address;
}

void TestKill::init()
{
    QFETCH_GLOBAL(int, engine);
    m_engine = Engine(engine);
    m_ctl = std::make_unique<Ctl>(QStringLiteral(CALLVEILCTL), QString());
    m_ctl->setPassword(password());
    m_revisions = 1;
    m_template = m_ctl->path(QStringLiteral("template.db"));
    m_database = m_template;
    makeDatabase();
}

/// An organisation with one process.
void TestKill::makeDatabase()
{
    m_ctl->setDatabase(m_database);
    if (m_engine == Engine::PostgreSql) {
        PostgresCluster &cluster = PostgresCluster::shared();
        m_database = QStringLiteral("k%1").arg(QRandomGenerator::global()->generate64(), 16, 16, QLatin1Char('0'));
        QVERIFY2(cluster.createDatabase(m_database), qPrintable(cluster.error()));
        m_ctl->setVariable(QStringLiteral("PGPASSWORD"), cluster.superuserPassword());
        m_ctl->setDatabase(url(QStringLiteral("postgres")));
    }
    QCOMPARE(m_ctl->run({QStringLiteral("init")}).exitCode, 0);
    if (m_engine == Engine::PostgreSql)
        m_ctl->setDatabase(url(QStringLiteral("admin")));
    QCOMPARE(m_ctl
                 ->run({QStringLiteral("process"), QStringLiteral("add"), QStringLiteral("Support"),
                     QStringLiteral("--country"), QStringLiteral("IN")})
                 .exitCode,
        0);
}

QString TestKill::url(const QString &user) const
{
    return QStringLiteral("postgresql://%1@127.0.0.1:%2/%3")
        .arg(user)
        .arg(PostgresCluster::shared().port())
        .arg(m_database);
}

void TestKill::cleanup()
{
    m_ctl.reset();
}

std::unique_ptr<DatabaseAudit> TestKill::look() const
{
    auto audit = std::make_unique<DatabaseAudit>(
        address(), m_engine == Engine::PostgreSql ? PostgresCluster::shared().superuserPassword() : QString());
    // A server goes on with a statement whose client is gone; it is asked about when it has ended.
    const QDeadlineTimer deadline(30000);
    while (m_engine == Engine::PostgreSql && !deadline.hasExpired()
        && audit->integer(QStringLiteral("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
                                         "AND application_name = 'callveil'"))
            > 0)
        QThread::msleep(20);
    return audit;
}

/// The calls of one day of May 2026, each file another day.
QString TestKill::calls(int file) const
{
    QByteArray content = "caller,receiver,timestamp,duration,call_id\n";
    for (int i = 0; i < rowsOfAFile; ++i)
        content += QStringLiteral("+9198%1,+9197%2,2026-05-%3 %4:%5:%6,6%7,call-%8-%9\n")
                       .arg(10000000 + i / 3)
                       .arg(20000000 + i / 5)
                       .arg(file, 2, 10, QLatin1Char('0'))
                       .arg(8 + i / 3600, 2, 10, QLatin1Char('0'))
                       .arg(i / 60 % 60, 2, 10, QLatin1Char('0'))
                       .arg(i % 60, 2, 10, QLatin1Char('0'))
                       .arg(i % 10)
                       .arg(file)
                       .arg(i / legsOfASession)
                       .toLatin1();
    return m_ctl->writeFile(QStringLiteral("calls-%1.csv").arg(file), content);
}

void TestKill::freshDatabase(int round)
{
    if (m_engine == Engine::PostgreSql) {
        makeDatabase();
        return;
    }
    if (m_database != m_template)
        for (const char *suffix : {"", "-wal", "-shm", "-lock"})
            QFile::remove(m_database + QLatin1String(suffix));
    m_database = m_ctl->path(QStringLiteral("round-%1.db").arg(round));
    QVERIFY(QFile::copy(m_template, m_database));
    m_ctl->setDatabase(m_database);
}

qint64 TestKill::duration(const QStringList &arguments) const
{
    QElapsedTimer timer;
    timer.start();
    const auto outcome = m_ctl->run(arguments);
    return outcome.exitCode == 0 ? timer.elapsed() : 0;
}

TestKill::Killed TestKill::runAndKill(const QStringList &arguments, qint64 afterMs) const
{
    QProcess process;
    m_ctl->start(process, arguments);
    Killed killed;
    QElapsedTimer timer;
    timer.start();
    if (!process.waitForStarted())
        return killed;
    killed.early = !process.waitForFinished(int(std::max<qint64>(1, afterMs)));
    if (killed.early) {
        process.kill(); // SIGKILL
        process.waitForFinished();
        killed.early = process.exitStatus() == QProcess::CrashExit;
    }
    killed.lasted = timer.elapsed();
    killed.out = process.readAllStandardOutput();
    return killed;
}

void TestKill::checkImport(const Killed &killed, const QStringList &files)
{
    const auto audit = look();
    QCOMPARE(audit->faults().join(u'\n'), QString());
    for (int i = 0; i < int(files.size()); ++i) {
        const qint64 from = QDateTime(QDate(2026, 5, i + 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
        const qint64 legs =
            audit->integer(QStringLiteral("SELECT COUNT(*) FROM call_leg WHERE started_at >= %1 AND started_at < %2")
                               .arg(from)
                               .arg(from + 86400000));
        QVERIFY2(legs == 0 || legs == rowsOfAFile, qPrintable(QStringLiteral("%1 legs").arg(legs)));
        const bool acknowledged = killed.out.contains(QByteArray(files[i].toUtf8() + ": generic-csv"));
        QVERIFY2(!acknowledged || legs == rowsOfAFile, "acknowledged, and not there");
        QVERIFY2(killed.early || legs == rowsOfAFile, "ended by itself, and not there");
    }
}

void TestKill::importIsWholeOrNothing()
{
    const QStringList files{calls(1), calls(2)};
    QStringList arguments{QStringLiteral("import"), QStringLiteral("--process"), QStringLiteral("Support")};
    arguments += files;
    freshDatabase(-1);
    qint64 whole = duration(arguments);
    QVERIFY(whole > 0);
    int early = 0;
    for (int round = 0; early < rounds() && round < 3 * rounds(); ++round) {
        freshDatabase(round);
        const Killed killed = runAndKill(arguments, QRandomGenerator::global()->bounded(whole));
        killed.early ? void(++early) : void(whole = std::min(whole, killed.lasted));
        checkImport(killed, files);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(m_ctl->run(arguments).exitCode, 0);
        const auto audit = look();
        QCOMPARE(audit->faults().join(u'\n'), QString());
        const auto counts = audit->counts();
        QCOMPARE(counts[QStringLiteral("legs")], 2 * rowsOfAFile);
        QCOMPARE(counts[QStringLiteral("sessions")], 2 * rowsOfAFile / legsOfASession);
    }
    qInfo("a run takes %lld ms; %d were killed before their end", whole, early);
    QCOMPARE(early, rounds());
}

void TestKill::policyIsWholeOrNothing()
{
    const auto arguments = [this] {
        return QStringList{QStringLiteral("policy"), QStringLiteral("set"), QStringLiteral("Support"),
            QStringLiteral("replacement"), QStringLiteral("--leading"), QString::number(m_revisions % 4),
            QStringLiteral("--note"), QStringLiteral("Trying what happens")};
    };
    qint64 whole = duration(arguments());
    QVERIFY(whole > 0);
    ++m_revisions;
    int early = 0;
    for (int round = 0; early < rounds() && round < 3 * rounds(); ++round) {
        const Killed killed = runAndKill(arguments(), QRandomGenerator::global()->bounded(whole));
        killed.early ? void(++early) : void(whole = std::min(whole, killed.lasted));
        const auto audit = look();
        QCOMPARE(audit->faults().join(u'\n'), QString());
        const int found = int(audit->integer(QStringLiteral("SELECT COUNT(*) FROM policy_revision")));
        QVERIFY(found == m_revisions || found == m_revisions + 1);
        QVERIFY2(killed.early || found == m_revisions + 1, "ended by itself, and not there");
        if (killed.out.contains("revision"))
            QVERIFY2(found == m_revisions + 1, "acknowledged, and not there");
        m_revisions = found;
    }
    QCOMPARE(m_ctl->run(arguments()).exitCode, 0);
    QCOMPARE(int(look()->integer(QStringLiteral("SELECT COUNT(*) FROM policy_revision"))), m_revisions + 1);
    qInfo("a run takes %lld ms; %d were killed before their end", whole, early);
    QCOMPARE(early, rounds());
}

QTEST_GUILESS_MAIN(TestKill)

#include "tst_kill.moc"
