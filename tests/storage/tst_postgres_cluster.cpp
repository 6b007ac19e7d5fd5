// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/postgres_cluster.h"
#include "support/psql.h"

#include <QTest>

using namespace callveil;

/// The throw-away server that the storage tests rely on.
class TestPostgresCluster final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersItsSuperuser();
    void refusesAWrongPassword();
    void createsADatabaseOnce();
    void writesStatementsToItsLogWhenAsked();
    void runsWithoutTlsOnLoopbackOnly();
    void keepsDataOverARestart();
    void keepsCommittedDataOverACrash();
    void refusesClientsWhileStopped();
    void explainsASettingThatTheServerRefuses();
    void sharesOneClusterWithinAProgram();

private:
    [[nodiscard]] QString ask(const QString &statement);

    PostgresCluster m_cluster{PostgresCluster::Options{{QStringLiteral("log_statement=all")}, true}};
};

void TestPostgresCluster::initTestCase()
{
    QVERIFY2(m_cluster.start(), qPrintable(m_cluster.error()));
}

QString TestPostgresCluster::ask(const QString &statement)
{
    Psql psql(m_cluster.superuserUrl());
    return psql.run({statement}) ? psql.output() : psql.error();
}

void TestPostgresCluster::answersItsSuperuser()
{
    QCOMPARE(ask(QStringLiteral("SELECT current_user, current_setting('fsync')")), QStringLiteral("postgres|on"));
    QVERIFY(ask(QStringLiteral("SHOW server_version_num")).toInt() >= 150000);
}

void TestPostgresCluster::refusesAWrongPassword()
{
    Psql psql(QStringLiteral("postgresql://postgres:wrong@127.0.0.1:%1/postgres").arg(m_cluster.port()));
    QVERIFY(!psql.run({QStringLiteral("SELECT 1")}));
    QVERIFY(psql.error().contains(QLatin1String("password authentication failed")));
}

void TestPostgresCluster::createsADatabaseOnce()
{
    const QString name = QStringLiteral("call \"veil\"");
    QVERIFY2(m_cluster.createDatabase(name), qPrintable(m_cluster.error()));
    QCOMPARE(
        ask(QStringLiteral("SELECT count(*) FROM pg_database WHERE datname = 'call \"veil\"'")), QStringLiteral("1"));
    QVERIFY(!m_cluster.createDatabase(name));
    QVERIFY(m_cluster.error().contains(QLatin1String("already exists")));
}

void TestPostgresCluster::writesStatementsToItsLogWhenAsked()
{
    QCOMPARE(ask(QStringLiteral("SELECT 'marker ' || 4711")), QStringLiteral("marker 4711"));
    QFile log(m_cluster.logFile());
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(log.readAll().contains("SELECT 'marker ' || 4711"));
}

void TestPostgresCluster::runsWithoutTlsOnLoopbackOnly()
{
    QCOMPARE(ask(QStringLiteral("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")), QStringLiteral("f"));
    QCOMPARE(ask(QStringLiteral("SHOW listen_addresses")), QStringLiteral("127.0.0.1"));
}

void TestPostgresCluster::keepsDataOverARestart()
{
    const quint16 port = m_cluster.port();
    QCOMPARE(ask(QStringLiteral("CREATE TABLE kept AS SELECT 42 AS answer")), QString());
    QVERIFY2(m_cluster.restart(), qPrintable(m_cluster.error()));
    QCOMPARE(m_cluster.port(), port);
    QCOMPARE(ask(QStringLiteral("SELECT answer FROM kept")), QStringLiteral("42"));
}

void TestPostgresCluster::keepsCommittedDataOverACrash()
{
    QCOMPARE(ask(QStringLiteral("CREATE TABLE durable AS SELECT 43 AS answer")), QString());
    m_cluster.kill();
    QVERIFY(!m_cluster.isRunning());
    QVERIFY2(m_cluster.start(), qPrintable(m_cluster.error()));
    QCOMPARE(ask(QStringLiteral("SELECT answer FROM durable")), QStringLiteral("43"));
    QFile log(m_cluster.logFile());
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(log.readAll().contains("automatic recovery in progress"));
}

void TestPostgresCluster::refusesClientsWhileStopped()
{
    m_cluster.stop();
    QVERIFY(!m_cluster.isRunning());
    QVERIFY(ask(QStringLiteral("SELECT 1")).contains(QLatin1String("Connection refused")));
    QVERIFY2(m_cluster.start(), qPrintable(m_cluster.error()));
}

void TestPostgresCluster::explainsASettingThatTheServerRefuses()
{
    PostgresCluster cluster(PostgresCluster::Options{{QStringLiteral("no_such_setting=1")}, false});
    QVERIFY(!cluster.start());
    QVERIFY2(cluster.error().contains(QLatin1String("no_such_setting")), qPrintable(cluster.error()));
}

void TestPostgresCluster::sharesOneClusterWithinAProgram()
{
    PostgresCluster &first = PostgresCluster::shared();
    QVERIFY(first.isRunning());
    QCOMPARE(&PostgresCluster::shared(), &first);
    QVERIFY(first.port() != m_cluster.port());
}

QTEST_GUILESS_MAIN(TestPostgresCluster)
#include "tst_postgres_cluster.moc"
