// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/server_programs.h"

#include "fresh_database.h"

using namespace callveil;

/// pg_dump and pg_restore: found, run, and ended.
class TestServerPrograms final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsThemByVersion()
    {
        const auto found = ServerPrograms::find(15);
        QVERIFY(found);
        QVERIFY(found->version() >= 15);
        const auto missing = ServerPrograms::find(99);
        QVERIFY(!missing);
        QCOMPARE(missing.error().fault, Fault::ProgramMissing);
        QCOMPARE(missing.error().args, QStringList(QStringLiteral("99")));
    }

    void saysWhichOneFailed()
    {
        const auto programs = ServerPrograms::find(15);
        QVERIFY(programs);
        FreshDatabase database(Engine::PostgreSql);
        ServerLogin login{database.address(), QStringLiteral("not the password")};
        login.address.user = QStringLiteral("postgres");
        QFile file(database.folder() + QStringLiteral("/dump"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        BackupProgress progress;
        const auto dumped = programs->dump(login, QStringLiteral("00000003-00000001-1"), file.fileName(), progress);
        QVERIFY(!dumped);
        QCOMPARE(dumped.error().fault, Fault::ProgramFailed);
        QCOMPARE(dumped.error().args, QStringList(QStringLiteral("pg_dump")));
        QVERIFY(!dumped.error().detail.contains(login.password));
        const auto listed = programs->check(file.fileName(), progress);
        QVERIFY(!listed);
        QCOMPARE(listed.error().args, QStringList(QStringLiteral("pg_restore")));
    }

    void readsEveryBlockOfADump()
    {
        const auto programs = ServerPrograms::find(15);
        QVERIFY(programs);
        FreshDatabase database(Engine::PostgreSql);
        const auto holder = database.open();
        FreshDatabase::require(holder->runScript(QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ")));
        const auto snapshot = holder->one("backup.snapshot", {}, [](const Row &row) { return row.text(0); });
        FreshDatabase::require(snapshot);
        ServerLogin login{database.address(), PostgresCluster::shared().superuserPassword()};
        login.address.user = QStringLiteral("postgres");
        QFile file(database.folder() + QStringLiteral("/dump"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        BackupProgress progress;
        QVERIFY(programs->dump(login, **snapshot, file.fileName(), progress));
        QVERIFY(programs->check(file.fileName(), progress));
        const auto data = programs->schemaPart(file.fileName(), QStringLiteral("data"), progress);
        FreshDatabase::require(data);
        QVERIFY(data->contains(QLatin1String("COPY cv.role_permission")));
        QVERIFY(!data->contains(QLatin1String("cdr_salt"))); // a key does not lie beside what it locks
        QVERIFY(file.resize(file.size() - 1)); // behind the table of contents, which stands at the beginning
        QVERIFY(!programs->check(file.fileName(), progress));
    }

    void endsWhenItIsTold()
    {
        const auto programs = ServerPrograms::find(15);
        QVERIFY(programs);
        FreshDatabase database(Engine::PostgreSql);
        const auto blocker = database.open();
        FreshDatabase::require(
            blocker->runScript(QStringLiteral("BEGIN; LOCK TABLE cv.person IN ACCESS EXCLUSIVE MODE")));
        const auto holder = database.open();
        FreshDatabase::require(holder->runScript(QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ")));
        const auto snapshot = holder->one("backup.snapshot", {}, [](const Row &row) { return row.text(0); });
        FreshDatabase::require(snapshot);
        ServerLogin login{database.address(), PostgresCluster::shared().superuserPassword()};
        login.address.user = QStringLiteral("postgres");
        QFile file(database.folder() + QStringLiteral("/dump"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        BackupProgress progress;
        progress.cancelled = true;
        const auto dumped = programs->dump(login, **snapshot, file.fileName(), progress); // it waits for the lock
        QVERIFY(!dumped);
        QCOMPARE(dumped.error().fault, Fault::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestServerPrograms)
#include "tst_server_programs.moc"
