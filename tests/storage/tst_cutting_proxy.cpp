// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cutting_proxy.h"
#include "support/postgres_cluster.h"
#include "support/postgres_programs.h"
#include "support/psql.h"

#include <QProcess>
#include <QTemporaryFile>
#include <QTest>

using namespace callveil;

/// The proxy that loses connections at a chosen statement, driven by the server's own programs.
class TestCuttingProxy final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void passesStatementsThroughAndCountsThem();
    void keepsAStatementFromTheServer();
    void keepsAnAnswerFromTheClient();
    void endsTheServersSessionBeforeTheClientNotices();
    void cutsOnlyOnce();
    void countsTheEndOfACopy();
    void cutsACopyBeforeItsEnd();
    void cutsACopyAfterItsEnd();
    void countsExtendedQueries();
    void cutsExtendedQueriesBefore();
    void cutsExtendedQueriesAfter();
    void dropsNewConnectionsWhileRefusing();
    void countsFromZeroAfterAReset();
    void passesAServersDisappearanceOn();

private:
    [[nodiscard]] QString proxyUrl() const;
    [[nodiscard]] bool insertInTransaction();
    [[nodiscard]] bool copyTwoRows();
    [[nodiscard]] bool insertExtended();
    [[nodiscard]] QString rowsOnServer();

    std::unique_ptr<CuttingProxy> m_proxy;
    QString m_error;
};

void TestCuttingProxy::initTestCase()
{
    Psql psql(PostgresCluster::shared().superuserUrl());
    QVERIFY2(psql.run({QStringLiteral("CREATE TABLE probe (value int)")}), qPrintable(psql.error()));
}

void TestCuttingProxy::init()
{
    m_proxy = std::make_unique<CuttingProxy>(PostgresCluster::shared().port());
    QVERIFY(m_proxy->port() != 0);
}

void TestCuttingProxy::cleanup()
{
    m_proxy.reset();
    Psql psql(PostgresCluster::shared().superuserUrl());
    QVERIFY(psql.run({QStringLiteral("TRUNCATE probe")}));
}

QString TestCuttingProxy::proxyUrl() const
{
    QString url = PostgresCluster::shared().superuserUrl();
    return url.replace(
        QStringLiteral(":%1/").arg(PostgresCluster::shared().port()), QStringLiteral(":%1/").arg(m_proxy->port()));
}

bool TestCuttingProxy::insertInTransaction()
{
    Psql psql(proxyUrl());
    const bool done =
        psql.run({QStringLiteral("BEGIN"), QStringLiteral("INSERT INTO probe VALUES (1)"), QStringLiteral("COMMIT")});
    m_error = psql.error();
    return done;
}

bool TestCuttingProxy::copyTwoRows()
{
    Psql psql(proxyUrl());
    return psql.run({QStringLiteral("\\copy probe from stdin")}, "1\n2\n");
}

/// pgbench speaks the extended protocol, as Qt's driver does for prepared statements.
bool TestCuttingProxy::insertExtended()
{
    QTemporaryFile script;
    if (!script.open() || script.write("BEGIN;\nINSERT INTO probe VALUES (1);\nCOMMIT;\n") < 0 || !script.flush())
        return false;
    QProcess pgbench;
    pgbench.start(PostgresPrograms::find()->path(QStringLiteral("pgbench")),
        {QStringLiteral("-n"), QStringLiteral("-M"), QStringLiteral("extended"), QStringLiteral("-t"),
            QStringLiteral("1"), QStringLiteral("-f"), script.fileName(), proxyUrl()});
    return pgbench.waitForFinished() && pgbench.exitCode() == 0;
}

QString TestCuttingProxy::rowsOnServer()
{
    Psql psql(PostgresCluster::shared().superuserUrl());
    return psql.run({QStringLiteral("SELECT count(*) FROM probe")}) ? psql.output() : psql.error();
}

void TestCuttingProxy::passesStatementsThroughAndCountsThem()
{
    QVERIFY(insertInTransaction());
    QCOMPARE(m_proxy->statements(), 3);
    QVERIFY(!m_proxy->hasCut());
    QCOMPARE(rowsOnServer(), QStringLiteral("1"));
}

void TestCuttingProxy::keepsAStatementFromTheServer()
{
    for (int k = 1; k <= 3; ++k) {
        m_proxy->reset();
        m_proxy->cutBefore(k);
        QVERIFY(!insertInTransaction());
        QVERIFY(m_proxy->hasCut());
        QCOMPARE(m_proxy->statements(), k);
        QCOMPARE(rowsOnServer(), QStringLiteral("0"));
    }
}

void TestCuttingProxy::keepsAnAnswerFromTheClient()
{
    for (int k = 1; k <= 3; ++k) {
        m_proxy->reset();
        m_proxy->cutAfter(k);
        QVERIFY(!insertInTransaction());
        QVERIFY(m_proxy->hasCut());
        QVERIFY2(m_error.contains(QLatin1String("connection")), qPrintable(m_error));
        QCOMPARE(rowsOnServer(), k == 3 ? QStringLiteral("1") : QStringLiteral("0"));
    }
}

void TestCuttingProxy::endsTheServersSessionBeforeTheClientNotices()
{
    m_proxy->cutAfter(2);
    QVERIFY(!insertInTransaction());
    Psql psql(PostgresCluster::shared().superuserUrl());
    QVERIFY(psql.run({QStringLiteral("SELECT count(*) FROM pg_locks WHERE relation = 'probe'::regclass")}));
    QCOMPARE(psql.output(), QStringLiteral("0"));
}

void TestCuttingProxy::cutsOnlyOnce()
{
    m_proxy->cutBefore(1);
    QVERIFY(!insertInTransaction());
    QVERIFY(insertInTransaction());
    QCOMPARE(m_proxy->statements(), 4);
}

void TestCuttingProxy::countsTheEndOfACopy()
{
    QVERIFY(copyTwoRows());
    QCOMPARE(m_proxy->statements(), 2);
    QCOMPARE(rowsOnServer(), QStringLiteral("2"));
}

void TestCuttingProxy::cutsACopyBeforeItsEnd()
{
    m_proxy->cutBefore(2);
    QVERIFY(!copyTwoRows());
    QCOMPARE(rowsOnServer(), QStringLiteral("0"));
}

void TestCuttingProxy::cutsACopyAfterItsEnd()
{
    m_proxy->cutAfter(2);
    QVERIFY(!copyTwoRows());
    QCOMPARE(rowsOnServer(), QStringLiteral("2"));
}

void TestCuttingProxy::countsExtendedQueries()
{
    QVERIFY(insertExtended());
    QCOMPARE(m_proxy->statements(), 3);
    QCOMPARE(rowsOnServer(), QStringLiteral("1"));
}

void TestCuttingProxy::cutsExtendedQueriesBefore()
{
    m_proxy->cutBefore(3);
    QVERIFY(!insertExtended());
    QCOMPARE(rowsOnServer(), QStringLiteral("0"));
}

void TestCuttingProxy::cutsExtendedQueriesAfter()
{
    m_proxy->cutAfter(3);
    QVERIFY(!insertExtended());
    QCOMPARE(rowsOnServer(), QStringLiteral("1"));
}

void TestCuttingProxy::dropsNewConnectionsWhileRefusing()
{
    m_proxy->refuse(true);
    QVERIFY(!insertInTransaction());
    QCOMPARE(m_proxy->statements(), 0);
    m_proxy->refuse(false);
    QVERIFY(insertInTransaction());
}

void TestCuttingProxy::countsFromZeroAfterAReset()
{
    QVERIFY(insertInTransaction());
    m_proxy->cutBefore(9);
    m_proxy->reset();
    QCOMPARE(m_proxy->statements(), 0);
    for (int i = 0; i < 4; ++i)
        QVERIFY(insertInTransaction());
    QCOMPARE(m_proxy->statements(), 12);
}

void TestCuttingProxy::passesAServersDisappearanceOn()
{
    Psql psql(proxyUrl());
    PostgresCluster::shared().stop();
    QVERIFY(!psql.run({QStringLiteral("SELECT 1")}));
    QVERIFY(PostgresCluster::shared().isRunning()); // asking for the shared cluster starts it again
    QVERIFY2(psql.run({QStringLiteral("SELECT 1")}), qPrintable(psql.error()));
}

QTEST_GUILESS_MAIN(TestCuttingProxy)
#include "tst_cutting_proxy.moc"
