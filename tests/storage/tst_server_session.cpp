// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/server_session.h"

#include "fresh_database.h"

#include <QElapsedTimer>

using namespace callveil;

/// What a server's session is set to, and what follows when somebody waits in vain or leaves a transaction open.
class TestServerSession final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noticesClientsThatAreGone();
    void waitsForALockOnlySoLong();
    void healsAfterATransactionThatStoodStill();
    void noticesAFaultInAnyStatementOfAScript();
    void compilesNoStatements();

private:
    [[nodiscard]] static bool holds(Connection &connection, const QString &condition)
    {
        return connection.runScript(QStringLiteral("SELECT 1 / CAST((%1) AS integer)").arg(condition)).has_value();
    }

    std::optional<FreshDatabase> m_database;
};

void TestServerSession::initTestCase()
{
    m_database.emplace(Engine::PostgreSql);
}

void TestServerSession::noticesClientsThatAreGone()
{
    const auto connection = m_database->open();
    for (const char *setting : {"tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count",
             "tcp_user_timeout", "idle_in_transaction_session_timeout", "lock_timeout"})
        QVERIFY2(holds(*connection,
                     QStringLiteral("SELECT setting NOT IN ('0', reset_val) FROM pg_settings WHERE name = '%1'")
                         .arg(QLatin1String(setting))),
            setting);
}

void TestServerSession::waitsForALockOnlySoLong()
{
    const auto holder = m_database->open();
    const auto waiter = m_database->open();
    QVERIFY(holds(*waiter, QStringLiteral("current_setting('lock_timeout') = '15s'")));
    QVERIFY(waiter->runScript(QStringLiteral("SET lock_timeout TO 200")));
    QVERIFY(holder->begin());
    QVERIFY(holder->runScript(QStringLiteral("LOCK TABLE cv.setting")));
    QElapsedTimer clock;
    clock.start();
    const auto refused = waiter->runScript(QStringLiteral("DELETE FROM cv.setting"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Busy);
    QCOMPARE(refused.error().fault, Fault::DatabaseBusy);
    QVERIFY(clock.elapsed() < 12000);
    QVERIFY(waiter->isOnline());
    holder->rollback();
    QVERIFY(waiter->runScript(QStringLiteral("DELETE FROM cv.setting")));
}

void TestServerSession::healsAfterATransactionThatStoodStill()
{
    const auto connection = m_database->open();
    QVERIFY(connection->runScript(QStringLiteral("SET idle_in_transaction_session_timeout TO 100")));
    QVERIFY(connection->begin());
    const QString open = QStringLiteral("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                                        "state = 'idle in transaction'");
    QTRY_COMPARE_WITH_TIMEOUT(m_database->number(open), qint64(0), 30000);
    const auto lost = connection->integer("operation.now");
    QVERIFY(!lost);
    QCOMPARE(lost.error().code, ErrorCode::Offline);
    QVERIFY(!connection->isOnline());
    QVERIFY(connection->reopen());
    QVERIFY(connection->integer("operation.now"));
}

void TestServerSession::noticesAFaultInAnyStatementOfAScript()
{
    const auto connection = m_database->open();
    QVERIFY(connection->runScript(QStringLiteral("SELECT 1; SELECT 2; SELECT 3")));
    QVERIFY(!connection->runScript(QStringLiteral("SELECT 1 / 0; SELECT 2; SELECT 3")));
    QVERIFY(!connection->runScript(QStringLiteral("SELECT 1; SELECT 2 / 0; SELECT 3")));
    QVERIFY(!connection->runScript(QStringLiteral("SELECT 1; SELECT 2; SELECT 3 / 0")));
    QVERIFY(connection->runScript(QStringLiteral("SELECT 1")));
}

void TestServerSession::compilesNoStatements()
{
    const auto connection = m_database->open(); // the server would, by its default
    QVERIFY(holds(*connection, QStringLiteral("SELECT setting <> boot_val FROM pg_settings WHERE name = 'jit'")));
}

QTEST_GUILESS_MAIN(TestServerSession)
#include "tst_server_session.moc"
