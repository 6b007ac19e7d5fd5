// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/connection.h"

#include "fresh_database.h"
#include "support/cutting_proxy.h"

#include <optional>

using namespace callveil;

/// A server connection that is lost at the worst moments. What transact() answers must be true of the database.
class TestConnectionLoss final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noticesAnEndedSession();
    void healsByReopening();
    void savesNothingWhenTheSessionEndsInATransaction();
    void answersTruthfullyWhereverTheConnectionIsCut_data();
    void answersTruthfullyWhereverTheConnectionIsCut();
    void preparesTheSessionThatASettledCommitOpened();
    void saysWhenItCannotKnow();
    void neverCallsAStoppedServerASuccess();
    void healsWhenTheServerIsBack();
    void noticesALossDuringACopy();

private:
    [[nodiscard]] static Result<qint64> set(Connection &connection, const QString &name);
    [[nodiscard]] bool isSaved(const QString &name) const;
    void endSessions() const;

    std::optional<FreshDatabase> m_database;
    int m_statements = 0; ///< that a prepared transaction sends; the last is COMMIT
};

Result<qint64> TestConnectionLoss::set(Connection &connection, const QString &name)
{
    return connection.transact([&] {
        return connection.write(
            "organisation.set", {{":name", name}, {":value", QStringLiteral("x")}, {":person", 1}, {":now", 1}});
    });
}

bool TestConnectionLoss::isSaved(const QString &name) const
{
    return m_database->number(QStringLiteral("SELECT COUNT(*) FROM setting WHERE name = '%1'").arg(name)) == 1;
}

void TestConnectionLoss::endSessions() const
{
    m_database->run(QStringLiteral("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                                   "WHERE datname = current_database() AND pid <> pg_backend_pid()"));
}

void TestConnectionLoss::initTestCase()
{
    m_database.emplace(Engine::PostgreSql);
    CuttingProxy proxy(PostgresCluster::shared().port());
    const auto connection = m_database->open(proxy.port());
    QVERIFY(set(*connection, QStringLiteral("prepared")));
    proxy.reset();
    QVERIFY(set(*connection, QStringLiteral("counted")));
    m_statements = proxy.statements();
    QCOMPARE(m_statements, 4); // BEGIN, the write, its token, COMMIT
}

void TestConnectionLoss::noticesAnEndedSession()
{
    const auto connection = m_database->open();
    QVERIFY(connection->integer("operation.now"));
    endSessions();
    QVERIFY(connection->isOnline()); // nobody has looked yet
    const auto lost = connection->integer("operation.now");
    QVERIFY(!lost);
    QCOMPARE(lost.error().code, ErrorCode::Offline);
    QCOMPARE(lost.error().fault, Fault::DatabaseLost);
    QVERIFY(!connection->isOnline());
    QCOMPARE(set(*connection, QStringLiteral("never")).error().code, ErrorCode::Offline);
    QCOMPARE(connection->integer("operation.now").error().code, ErrorCode::Offline);
}

void TestConnectionLoss::healsByReopening()
{
    const auto connection = m_database->open();
    QVERIFY(connection->integer("operation.now"));
    for (int i = 0; i < 3; ++i) {
        endSessions();
        QVERIFY(!connection->integer("operation.now"));
        QVERIFY(connection->reopen());
        QVERIFY(connection->isOnline());
        QVERIFY(connection->integer("operation.now")); // prepared again
        QVERIFY(set(*connection, QStringLiteral("healed%1").arg(i)));
    }
}

void TestConnectionLoss::savesNothingWhenTheSessionEndsInATransaction()
{
    const auto connection = m_database->open();
    const auto done = connection->transact([&]() -> Result<qint64> {
        const auto written = connection->write("organisation.set",
            {{":name", QStringLiteral("half")}, {":value", QStringLiteral("x")}, {":person", 1}, {":now", 1}});
        endSessions();
        return written;
    });
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Offline);
    QVERIFY(!isSaved(QStringLiteral("half")));
}

void TestConnectionLoss::answersTruthfullyWhereverTheConnectionIsCut_data()
{
    QTest::addColumn<int>("statement");
    QTest::addColumn<bool>("after");
    QTest::addColumn<bool>("saves");
    const char *names[] = {"BEGIN", "write", "token", "COMMIT"};
    for (int k = 1; k <= m_statements; ++k) {
        QTest::addRow("before %s", names[k - 1]) << k << false << false;
        QTest::addRow("after %s", names[k - 1]) << k << true << (k == m_statements);
    }
}

void TestConnectionLoss::answersTruthfullyWhereverTheConnectionIsCut()
{
    QFETCH(int, statement);
    QFETCH(bool, after);
    QFETCH(bool, saves);
    CuttingProxy proxy(PostgresCluster::shared().port());
    const auto connection = m_database->open(proxy.port());
    QVERIFY(set(*connection, QStringLiteral("prepared")));
    proxy.reset();
    after ? proxy.cutAfter(statement) : proxy.cutBefore(statement);
    const QString name = QStringLiteral("cut%1%2").arg(statement).arg(after);
    const auto done = set(*connection, name);
    QVERIFY(proxy.hasCut());
    QCOMPARE(isSaved(name), saves);
    QCOMPARE(done.has_value(), saves);
    if (!done)
        QCOMPARE(done.error().fault, Fault::DatabaseLost);
    QVERIFY(connection->isOnline() || connection->reopen());
    QVERIFY(set(*connection, name + QStringLiteral("again")));
}

void TestConnectionLoss::preparesTheSessionThatASettledCommitOpened()
{
    CuttingProxy proxy(PostgresCluster::shared().port());
    const auto connection = m_database->open(proxy.port());
    int prepared = 0;
    QVERIFY(connection->prepareWith([&](Connection &session) -> Result<void> {
        ++prepared;
        const auto done = session.write("person.use_sign_in", {{":sign_in", QStringLiteral("7")}});
        return done ? Result<void>{} : Result<void>(failed(done));
    }));
    QCOMPARE(prepared, 1);
    QVERIFY(set(*connection, QStringLiteral("prepared")));
    proxy.reset();
    proxy.cutAfter(m_statements);
    QVERIFY(set(*connection, QStringLiteral("settled")));
    QVERIFY(proxy.hasCut());
    QCOMPARE(prepared, 2);
}

void TestConnectionLoss::saysWhenItCannotKnow()
{
    CuttingProxy proxy(PostgresCluster::shared().port());
    const auto connection = m_database->open(proxy.port());
    QVERIFY(set(*connection, QStringLiteral("prepared")));
    proxy.reset();
    proxy.cutAfter(m_statements);
    proxy.refuse(true); // for the ten seconds in which the outcome could be asked for
    const auto done = set(*connection, QStringLiteral("unknown"));
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Offline);
    QCOMPARE(done.error().fault, Fault::CommitUnknown);
    QVERIFY(isSaved(QStringLiteral("unknown")));
    proxy.refuse(false);
    QVERIFY(!connection->isOnline());
    QVERIFY(connection->reopen());
    QVERIFY(set(*connection, QStringLiteral("known")));
}

void TestConnectionLoss::neverCallsAStoppedServerASuccess()
{
    const auto connection = m_database->open();
    const auto done = connection->transact([&]() -> Result<qint64> {
        const auto written = connection->write("organisation.set",
            {{":name", QStringLiteral("stopped")}, {":value", QStringLiteral("x")}, {":person", 1}, {":now", 1}});
        PostgresCluster::shared().stop();
        return written;
    });
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Offline);
    QVERIFY(!connection->isOnline());
    QVERIFY(!isSaved(QStringLiteral("stopped"))); // asking starts the server again
}

void TestConnectionLoss::healsWhenTheServerIsBack()
{
    const auto connection = m_database->open();
    PostgresCluster::shared().kill();
    QVERIFY(!connection->integer("operation.now"));
    QCOMPARE(connection->reopen().error().fault, Fault::DatabaseUnreachable);
    QVERIFY(!connection->isOnline());
    QVERIFY(!set(*connection, QStringLiteral("offline")));
    QVERIFY(PostgresCluster::shared().isRunning());
    QVERIFY(connection->reopen());
    QVERIFY(connection->integer("operation.now"));
}

void TestConnectionLoss::noticesALossDuringACopy()
{
    const QString copy = SqlLibrary::instance().text(Engine::PostgreSql, QLatin1String("bulk.epoch"));
    const QByteArray line("\\\\x00\t1\t1\t202601\t\\\\x00\n");
    for (int statement = 1; statement <= 2; ++statement) {
        CuttingProxy proxy(PostgresCluster::shared().port());
        const auto connection = m_database->open(proxy.port());
        proxy.reset();
        proxy.cutBefore(statement);
        const auto copied = connection->copyText(copy, line);
        QVERIFY(!copied);
        QCOMPARE(copied.error().code, ErrorCode::Offline);
        QVERIFY(!connection->isOnline());
        QVERIFY(connection->reopen());
        QVERIFY(connection->copyText(copy, line));
    }
    QCOMPARE(m_database->number(QStringLiteral("SELECT COUNT(*) FROM cv_stage.epoch")), 2);
}

QTEST_GUILESS_MAIN(TestConnectionLoss)
#include "tst_connection_loss.moc"
