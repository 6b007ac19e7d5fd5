// SPDX-License-Identifier: GPL-3.0-or-later
#include "switch_scene.h"

namespace callveil {

/// A switch that was taken over does what its login may, to stay: it is shut out all the same.
class HostileSwitchTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noneHoldsItselfOpen();
    void whatOwnsSomethingIsLeftWithoutARight();
};

/// A login may change its own password, and so hold the row that shuts it out.
void HostileSwitchTest::noneHoldsItselfOpen()
{
    SwitchScene scene;
    const SwitchAccess access = scene.make();
    const auto hold = [](PsqlSession &session) {
        session.run(QStringLiteral("BEGIN"));
        session.run(QStringLiteral("ALTER ROLE CURRENT_USER PASSWORD 'its own'"));
    };
    PsqlSession first(access.url());
    hold(first);
    const SwitchAccess again = taken(scene.logins.rekey(access.name));
    QVERIFY(!again.sessionsLeft);
    QVERIFY(!isLetIn(access));
    PsqlSession second(again.url());
    hold(second);
    taken(scene.logins.setDisabled(access.name, true));
    QCOMPARE(scene.one().state(), SwitchLogin::State::Disabled);
    QTRY_COMPARE_WITH_TIMEOUT(scene.sessions(), 0, 30000);
    QVERIFY(!isLetIn(again));
    QCOMPARE(scene.look.number(QStringLiteral("SELECT count(*) FROM pg_roles WHERE rolname = '%1' AND (rolcanlogin OR "
                                              "pg_has_role(oid, 'cv_%2_switch', 'member'))")
                                   .arg(access.login, scene.database())),
        0);
    taken(scene.logins.setDisabled(access.name, false));
    PsqlSession third(again.url());
    hold(third);
    taken(scene.logins.remove(access.name));
    QVERIFY(scene.all().empty());
    QVERIFY(!isLetIn(again));
    QCOMPARE(scene.deeds(),
        QStringList({QStringLiteral("create"), QStringLiteral("rekey"), QStringLiteral("disable"),
            QStringLiteral("enable"), QStringLiteral("disable"), QStringLiteral("remove")}));
}

void HostileSwitchTest::whatOwnsSomethingIsLeftWithoutARight()
{
    SwitchScene scene;
    const SwitchAccess access = scene.make();
    {
        PsqlSession session(access.url()); // the role cannot be dropped then
        session.run(QStringLiteral("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC"));
    }
    taken(scene.logins.remove(access.name));
    QVERIFY(scene.all().empty());
    QVERIFY(!isLetIn(access));
    QCOMPARE(scene.look.number(QStringLiteral("SELECT count(*) FROM pg_roles r WHERE r.rolname = '%1' AND NOT "
                                              "r.rolcanlogin AND NOT EXISTS (SELECT FROM pg_auth_members a WHERE "
                                              "a.member = r.oid)")
                                   .arg(access.login)),
        1);
    const SwitchAccess again = scene.make(access.name); // the name is free, and the old password void
    QVERIFY(isLetIn(again));
    QVERIFY(!isLetIn(access));
    scene.look.run(QStringLiteral("DROP OWNED BY \"%1\"").arg(access.login));
    taken(scene.logins.remove(access.name));
    QCOMPARE(
        scene.look.number(QStringLiteral("SELECT count(*) FROM pg_roles WHERE rolname = '%1'").arg(access.login)), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::HostileSwitchTest)
#include "tst_hostile_switch.moc"
