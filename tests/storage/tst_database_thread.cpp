// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/database_thread.h"

#include "fresh_database.h"
#include "support/cutting_proxy.h"

using namespace callveil;

namespace {

Result<qint64> askTime(Connection &connection)
{
    return connection.integer("operation.now");
}

Result<void> prepareNothing(Connection &)
{
    return {};
}

void endSessions(const FreshDatabase &database)
{
    database.run(QStringLiteral("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                                "WHERE datname = current_database() AND pid <> pg_backend_pid()"));
}

} // namespace

/// The thread that owns a connection.
class TestDatabaseThread final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsWorkInTheOrderInWhichItComes();
    void runsWorkOnAThreadOfItsOwn();
    void waitsForItsWorkWhenDestroyed();
    void handsTheErrorOfTheWorkOn();
    void triesAgainWhenTheDatabaseCouldNotBeOpened();
    void doesNotWorkInASessionThatCouldNotBePrepared();
    void tellsThatTheConnectionIsLostAndHealed();
    void preparesEverySessionBeforeItsWork();
    void preparesTheSessionThatASettledCommitOpened();
};

void TestDatabaseThread::runsWorkInTheOrderInWhichItComes()
{
    const FreshDatabase database(Engine::Sqlite);
    DatabaseThread thread(database.address(), nullptr, QStringLiteral("test"), prepareNothing);
    QList<int> order; // touched by the thread alone until the last answer is there
    QList<QFuture<Result<int>>> answers;
    QList<int> expected;
    for (int i = 0; i < 200; ++i) {
        expected.append(i);
        answers.append(thread.run([&order, i](Connection &) -> Result<int> {
            order.append(i);
            return i;
        }));
    }
    for (int i = 0; i < 200; ++i)
        QCOMPARE(answers[i].result().value_or(-1), i);
    QCOMPARE(order, expected);
}

void TestDatabaseThread::runsWorkOnAThreadOfItsOwn()
{
    const FreshDatabase database(Engine::Sqlite);
    DatabaseThread one(database.address(), nullptr, QStringLiteral("one"), prepareNothing);
    DatabaseThread two(database.address(), nullptr, QStringLiteral("two"), prepareNothing);
    const auto where = [](Connection &) -> Result<QThread *> { return QThread::currentThread(); };
    const auto first = one.run(where).result();
    const auto again = one.run(where).result();
    const auto second = two.run(where).result();
    QVERIFY(first && again && second);
    QCOMPARE(*first, *again);
    QVERIFY(*first != *second);
    QVERIFY(*first != QThread::currentThread());
}

void TestDatabaseThread::waitsForItsWorkWhenDestroyed()
{
    const FreshDatabase database(Engine::Sqlite);
    int done = 0;
    {
        DatabaseThread thread(database.address(), nullptr, QStringLiteral("test"), prepareNothing);
        for (int i = 0; i < 20; ++i)
            static_cast<void>(thread.run([&done](Connection &) -> Result<void> {
                QThread::msleep(2);
                ++done;
                return {};
            }));
    }
    QCOMPARE(done, 20);
    QVERIFY(!QFile::exists(database.address().file + QStringLiteral("-wal"))); // the connection was closed
}

void TestDatabaseThread::handsTheErrorOfTheWorkOn()
{
    const FreshDatabase database(Engine::Sqlite);
    DatabaseThread thread(database.address(), nullptr, QStringLiteral("test"), prepareNothing);
    const auto answer =
        thread.run([](Connection &) -> Result<int> { return fail(ErrorCode::Denied, Fault::NotPermitted); }).result();
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Denied);
    QVERIFY(thread.run(askTime).result());
    QVERIFY(thread.isOnline());
}

void TestDatabaseThread::triesAgainWhenTheDatabaseCouldNotBeOpened()
{
    const FreshDatabase database(Engine::Sqlite, FreshDatabase::Schema::None);
    DatabaseThread thread(database.address(), nullptr, QStringLiteral("test"), prepareNothing);
    const auto missing = thread.run(askTime).result();
    QVERIFY(!missing);
    QCOMPARE(missing.error().fault, Fault::DatabaseMissing);
    QTRY_VERIFY(!thread.isOnline());
    FreshDatabase::require(Migrator(*database.open()).upgrade());
    QVERIFY(thread.run(askTime).result());
    QTRY_VERIFY(thread.isOnline());
}

void TestDatabaseThread::doesNotWorkInASessionThatCouldNotBePrepared()
{
    const FreshDatabase database(Engine::Sqlite);
    std::atomic<bool> refusing = true;
    bool worked = false;
    DatabaseThread thread(database.address(), nullptr, QStringLiteral("test"), [&](Connection &) -> Result<void> {
        if (refusing)
            return fail(ErrorCode::Denied, Fault::NotPermitted);
        return {};
    });
    const auto work = [&worked](Connection &) -> Result<void> {
        worked = true;
        return {};
    };
    for (int i = 0; i < 3; ++i) {
        const auto refused = thread.run(work).result();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Denied);
        QVERIFY(!worked);
    }
    refusing = false;
    QVERIFY(thread.run(work).result());
    QVERIFY(worked);
}

void TestDatabaseThread::tellsThatTheConnectionIsLostAndHealed()
{
    const FreshDatabase database(Engine::PostgreSql);
    DatabaseThread thread(database.address(), FreshDatabase::superuser(), QStringLiteral("test"), prepareNothing);
    QList<bool> told;
    connect(&thread, &DatabaseThread::onlineChanged, this, [&told](bool online) { told.append(online); });
    QVERIFY(thread.run(askTime).result());
    for (int i = 0; i < 2; ++i) {
        told.clear();
        endSessions(database);
        const auto lost = thread.run(askTime).result();
        QVERIFY(!lost);
        QCOMPARE(lost.error().code, ErrorCode::Offline);
        QTRY_COMPARE(told, QList<bool>({false}));
        QVERIFY(!thread.isOnline());
        QVERIFY(thread.run(askTime).result());
        QTRY_COMPARE(told, QList<bool>({false, true}));
        QVERIFY(thread.isOnline());
    }
}

void TestDatabaseThread::preparesEverySessionBeforeItsWork()
{
    const FreshDatabase database(Engine::PostgreSql);
    std::atomic<int> prepared = 0;
    DatabaseThread thread(
        database.address(), FreshDatabase::superuser(), QStringLiteral("test"), [&](Connection &) -> Result<void> {
            ++prepared;
            return {};
        });
    const auto preparedSoFar = [&prepared](Connection &) -> Result<int> { return prepared.load(); };
    QCOMPARE(thread.run(preparedSoFar).result().value_or(-1), 1);
    QCOMPARE(thread.run(preparedSoFar).result().value_or(-1), 1);
    for (int sessions = 2; sessions <= 4; ++sessions) {
        endSessions(database);
        QVERIFY(!thread.run(askTime).result());
        QCOMPARE(thread.run(preparedSoFar).result().value_or(-1), sessions);
    }
}

/// A COMMIT whose answer was lost is settled in a new session within one piece of work: that session is prepared too.
void TestDatabaseThread::preparesTheSessionThatASettledCommitOpened()
{
    const FreshDatabase database(Engine::PostgreSql);
    CuttingProxy proxy(PostgresCluster::shared().port());
    std::atomic<int> prepared = 0;
    DatabaseThread thread(database.address(proxy.port()), FreshDatabase::superuser(), QStringLiteral("test"),
        [&](Connection &) -> Result<void> {
            ++prepared;
            return {};
        });
    const auto work = [](Connection &connection) -> Result<qint64> {
        return connection.transact([&] { return askTime(connection); });
    };
    QVERIFY(thread.run(work).result());
    proxy.reset();
    QVERIFY(thread.run(work).result());
    const int commit = proxy.statements();
    proxy.reset();
    proxy.cutAfter(commit);
    QCOMPARE(prepared.load(), 1);
    QVERIFY(thread.run(work).result());
    QVERIFY(proxy.hasCut());
    QCOMPARE(prepared.load(), 2);
}

QTEST_GUILESS_MAIN(TestDatabaseThread)
#include "tst_database_thread.moc"
