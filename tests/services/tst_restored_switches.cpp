// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup_scene.h"

#include "services/platform/switch_login_service.h"
#include "support/psql.h"

namespace callveil {

namespace {

const QString kamailio = QStringLiteral("kamailio");

/// Logins of switches of a database, on the whole server.
qint64 loginsOf(const DatabaseLook &look, const QString &database)
{
    return look.number(
        QStringLiteral("SELECT COUNT(*) FROM pg_roles WHERE starts_with(rolname, 'cvs_%1.')").arg(database));
}

} // namespace

/// What becomes of switches when a backup comes back: none is let in, and the report says which ones were.
class RestoredSwitchesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDrillLetsNoSwitchIn();
    void callsAreKnownByAnotherKey();
    void scansForLeaksBeginAnew();
    void loginsOfADroppedDatabaseAreGone();
    void aFileNamesNone();
};

void RestoredSwitchesTest::aDrillLetsNoSwitchIn()
{
    BackupScene scene(Engine::PostgreSql);
    const DatabaseLook look(scene.desk.organisation);
    SwitchLoginService original(*scene.desk.admin);
    static_cast<void>(taken(original.make(kamailio)));
    const RestoreOrder order = scene.restoreOrder(scene.backedUp());
    const RestoreReport report = taken(scene.restore(order));
    QVERIFY(report.isSound());
    QCOMPARE(report.switches, QStringList(kamailio));
    QCOMPARE(loginsOf(look, order.place.database), 0);
    const auto admin = scene.enter(order.place, QStringLiteral("admin"));
    QVERIFY(admin);
    SwitchLoginService restored(**admin);
    QCOMPARE(taken(restored.list()).front().state(), SwitchLogin::State::Missing);
    // It is given a new password; the original's login is another one, and stays.
    const SwitchAccess access = taken(restored.rekey(kamailio));
    QCOMPARE(access.login, QStringLiteral("cvs_%1.%2").arg(order.place.database, kamailio));
    QCOMPARE(taken(restored.list()).front().state(), SwitchLogin::State::Enabled);
    taken(restored.remove(kamailio));
    QCOMPARE(taken(original.list()).front().state(), SwitchLogin::State::Enabled);
}

/// The hashes that calls are known by can be tried out by whoever has their key: it is in no backup.
void RestoredSwitchesTest::callsAreKnownByAnotherKey()
{
    BackupScene scene(Engine::PostgreSql);
    const QString known = QStringLiteral("INSERT INTO cv_route.cdr_known VALUES ('0123456789abcdef', 0, 1, true)");
    const QString count = QStringLiteral("SELECT count(*) FROM cv_route.cdr_known");
    const QString salt = QStringLiteral("SELECT encode(salt, 'hex') FROM cv_route.cdr_salt");
    const DatabaseLook look(scene.desk.organisation);
    look.run(known);
    const QString before = look.one(salt).toString();
    const RestoreOrder order = scene.restoreOrder(scene.backedUp());
    QVERIFY(taken(scene.restore(order)).isSound());
    Psql restored(PostgresCluster::shared().superuserUrl(order.place.database));
    QVERIFY(restored.run({salt}));
    QCOMPARE(restored.output().trimmed().size(), 64);
    QVERIFY(restored.output().trimmed() != before);
    QVERIFY(restored.run({count}));
    QCOMPARE(restored.output().trimmed(), QStringLiteral("0"));
    QCOMPARE(look.one(salt).toString(), before); // the original's stays
    QCOMPARE(look.number(count), 1);
}

/// Marks and changes are told by numbers of transactions, which another server counts anew.
void RestoredSwitchesTest::scansForLeaksBeginAnew()
{
    BackupScene scene(Engine::PostgreSql);
    const QString counts = QStringLiteral("SELECT (SELECT count(*) FROM cv.leak_mark) + (SELECT count(*) FROM "
                                          "cv.leak_change), (SELECT count(*) FROM cv.leak_deed_mark)");
    const DatabaseLook look(scene.desk.organisation);
    look.run(QStringLiteral("INSERT INTO cv.leak_mark VALUES (1, 5, 5, 1, 0)"));
    look.run(QStringLiteral("INSERT INTO cv.leak_deed_mark VALUES (1, 1)"));
    look.run(
        QStringLiteral("INSERT INTO cv.leak_change (process_id, first_session, last_session, from_leg, to_leg, at, "
                       "written_in) VALUES (1, 1, 1, 1, 1, 5, 5)"));
    const RestoreOrder order = scene.restoreOrder(scene.backedUp());
    QVERIFY(taken(scene.restore(order)).isSound());
    Psql restored(PostgresCluster::shared().superuserUrl(order.place.database));
    QVERIFY(restored.run({counts}));
    QCOMPARE(restored.output().trimmed(), QStringLiteral("0|1"));
}

void RestoredSwitchesTest::loginsOfADroppedDatabaseAreGone()
{
    BackupScene lost(Engine::PostgreSql, QStringLiteral("gone"));
    const TestOrganisation other(Engine::PostgreSql);
    static_cast<void>(taken(SwitchLoginService(*lost.desk.admin).make(kamailio)));
    const QString file = lost.backedUp();
    RestoreOrder order = lost.restoreOrder(file);
    order.place = lost.desk.organisation.address(QStringLiteral("postgres"));
    lost.desk.admin.reset();
    // Somebody dropped the database: whoever knows the old password must not be let into the new one.
    const DatabaseLook look(other);
    look.run(QStringLiteral("DROP DATABASE \"%1\" WITH (FORCE)").arg(order.place.database));
    QCOMPARE(loginsOf(look, order.place.database), 1);
    QVERIFY(taken(lost.restore(order)).isSound());
    QCOMPARE(loginsOf(look, order.place.database), 0);
}

void RestoredSwitchesTest::aFileNamesNone()
{
    BackupScene scene(Engine::Sqlite);
    const RestoreReport report = taken(scene.restore(scene.restoreOrder(scene.backedUp())));
    QVERIFY(report.isSound());
    QCOMPARE(report.switches, QStringList());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RestoredSwitchesTest)
#include "tst_restored_switches.moc"
