// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile_server.h"

#include "support/cutting_proxy.h"
#include "support/postgres_cluster.h"
#include "workspace/deeds.h"

#include <QElapsedTimer>
#include <QProcess>

namespace callveil {

/// When the record of deeds cannot be written, no number is read and none is searched for; when it can be again, both
/// work as before.
class RevealWithoutRecordTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanupTestCase() { m_servers.close(); }
    void readOnly();
    void full();
    void locked();
    void waitsForAnotherProcess();
    void cutAtEachStatement();

private:
    [[nodiscard]] HostileServer &server(Engine engine) { return m_servers.of(engine); }
    /// Asks for a number and searches for one: both are refused, and leave nothing.
    static void refuses(HostileServer &server, Fault fault);
    static void works(HostileServer &server);
    static qint64 granted(const HostileServer &server);

    HostileServers m_servers;
};

qint64 RevealWithoutRecordTest::granted(const HostileServer &server)
{
    return server.look.number(
        QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'number.reveal' AND after = 'granted'"));
}

void RevealWithoutRecordTest::refuses(HostileServer &server, Fault fault)
{
    const auto counts = server.look.counts();
    QCOMPARE(refusal(server.reveal(*server.admin, server.numbersOf(server.one).front())), fault);
    QCOMPARE(faultOf(RevealService(*server.admin).search(QStringLiteral("+447700900101"))), fault);
    QCOMPARE(server.look.counts(), counts);
}

void RevealWithoutRecordTest::works(HostileServer &server)
{
    const qint64 before = granted(server);
    const auto number = server.reveal(*server.admin, server.numbersOf(server.one).front());
    QVERIFY(number && (*number)->text().startsWith(QLatin1String("+44")));
    QCOMPARE(granted(server), before + 1);
    QVERIFY(RevealService(*server.admin).search(QStringLiteral("+447700900101")).result());
}

/// A file and a folder that are read-only need another account: tests/e2e/tst_ctl_without_record.
void RevealWithoutRecordTest::readOnly()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = this->server(engine);
    const bool embedded = engine == Engine::Sqlite;
    tamper(*server.admin,
        embedded ? QStringLiteral("PRAGMA query_only = ON")
                 : QStringLiteral("SET default_transaction_read_only TO on"));
    refuses(server, Fault::DatabaseReadOnly);
    tamper(*server.admin,
        embedded ? QStringLiteral("PRAGMA query_only = OFF") : QStringLiteral("RESET default_transaction_read_only"));
    works(server);
}

void RevealWithoutRecordTest::full()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = this->server(engine);
    if (engine == Engine::PostgreSql) {
        server.look.run(
            QStringLiteral("CREATE FUNCTION cv_audit.no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE "
                           "EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"));
        server.look.run(QStringLiteral("CREATE TRIGGER no_room BEFORE INSERT ON cv_audit.deed FOR EACH ROW EXECUTE "
                                       "FUNCTION cv_audit.no_room()"));
        refuses(server, Fault::DatabaseFull);
        server.look.run(QStringLiteral("DROP FUNCTION cv_audit.no_room() CASCADE"));
        return works(server);
    }
    // Not one page more: what is free in those that are there is used up by the entries themselves.
    tamper(*server.admin, QStringLiteral("PRAGMA max_page_count = 1"));
    const qint64 number = server.numbersOf(server.one).front();
    int revealed = 0;
    const qint64 before = granted(server);
    while (server.reveal(*server.admin, number) && revealed < 1000)
        ++revealed;
    QVERIFY(revealed < 1000);
    QCOMPARE(granted(server), before + revealed);
    const auto counts = server.look.counts();
    QCOMPARE(refusal(server.reveal(*server.admin, number)), Fault::DatabaseFull);
    QCOMPARE(server.look.counts(), counts);
    tamper(*server.admin, QStringLiteral("PRAGMA max_page_count = 1000000"));
    works(server);
}

void RevealWithoutRecordTest::locked()
{
    QFETCH_GLOBAL(Engine, engine);
    HostileServer &server = this->server(engine);
    const bool embedded = engine == Engine::Sqlite;
    // Usually 15 seconds.
    tamper(*server.admin,
        embedded ? QStringLiteral("PRAGMA busy_timeout = 200") : QStringLiteral("SET lock_timeout TO 200"));
    const DatabaseLook other(server.organisation);
    other.run(embedded ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("BEGIN"));
    if (embedded) {
        refuses(server, Fault::DatabaseBusy);
    } else {
        other.run(QStringLiteral("LOCK TABLE cv_audit.deed_head IN ACCESS EXCLUSIVE MODE"));
        QCOMPARE(refusal(server.reveal(*server.admin, server.numbersOf(server.one).front())), Fault::DatabaseBusy);
        QCOMPARE(faultOf(RevealService(*server.admin).search(QStringLiteral("+447700900101"))), Fault::DatabaseBusy);
        other.run(QStringLiteral("ROLLBACK"));
        other.run(QStringLiteral("BEGIN"));
        other.run(QStringLiteral("LOCK TABLE cv_audit.deed IN SHARE MODE")); // it may be read
        refuses(server, Fault::DatabaseBusy);
    }
    other.run(QStringLiteral("ROLLBACK"));
    tamper(*server.admin,
        embedded ? QStringLiteral("PRAGMA busy_timeout = 15000") : QStringLiteral("SET lock_timeout TO 15000"));
    works(server);
}

void RevealWithoutRecordTest::waitsForAnotherProcess()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::PostgreSql)
        return; // there is no lock file
    HostileServer &server = this->server(engine);
    QProcess holder;
    holder.start(QStringLiteral("flock"),
        {QStringLiteral("--no-fork"), server.organisation.address().file + QStringLiteral("-lock"),
            QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("echo held; exec sleep 600")});
    QVERIFY2(holder.waitForReadyRead(), qPrintable(holder.errorString()));
    const NumberId number{server.numbersOf(server.one).front()};
    const auto answer = RevealService(*server.admin).reveal({number, QStringLiteral("the customer asked for it"), {}});
    if (qEnvironmentVariableIsSet("CALLVEIL_LONG")) { // for longer than anybody waits
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(faultOf(answer), Fault::DatabaseBusy);
        QVERIFY(clock.elapsed() < 20000);
    } else {
        QTest::qSleep(300);
        QVERIFY(!answer.isFinished());
    }
    holder.kill();
    holder.waitForFinished();
    static_cast<void>(answer.result());
    works(server);
}

/// Also between the two transactions of a reveal: a number that came out has its entry.
void RevealWithoutRecordTest::cutAtEachStatement()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // nothing to cut
    HostileServer &server = this->server(engine);
    CuttingProxy proxy(PostgresCluster::shared().port());
    DatabaseAddress place = server.organisation.address();
    place.port = proxy.port();
    server.organisation.local().pin(place.place(), server.admin->identity()->fingerprint);
    const auto signedIn = server.organisation.trySignIn(place, TestOrganisation::password());
    QVERIFY(signedIn);
    const qint64 number = server.numbersOf(server.one).front();
    QVERIFY(server.reveal(**signedIn, number));
    proxy.reset();
    QVERIFY(server.reveal(**signedIn, number));
    const int statements = proxy.statements();
    QVERIFY(statements > 4);
    int revealed = 0;
    for (int k = 1; k <= statements; ++k)
        for (const bool after : {false, true}) {
            const qint64 before = granted(server);
            proxy.reset();
            after ? proxy.cutAfter(k) : proxy.cutBefore(k);
            const auto answer = server.reveal(**signedIn, number);
            QVERIFY(proxy.hasCut());
            revealed += answer.has_value();
            if (answer)
                QCOMPARE(granted(server), before + 1);
            else
                QCOMPARE(answer.error().code, ErrorCode::Offline);
            proxy.reset();
            QTRY_VERIFY(server.reveal(**signedIn, number)); // it heals by itself
        }
    QVERIFY(revealed < 2 * statements);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RevealWithoutRecordTest)
#include "tst_reveal_without_record.moc"
