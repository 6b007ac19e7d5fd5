// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "services/access/access_service.h"

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");
const QString ben = QStringLiteral("ben");

} // namespace

/// Whoever manages users makes nobody who may do more than he himself, and leaves such people alone.
class WiderPeopleTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void nobodyMakesWiderPeople();
    void rawSqlMakesNobodyWider();
};

void WiderPeopleTest::nobodyMakesWiderPeople()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    taken(AccessService(*desk.admin).setPermissions({{Role::Executive, Permission::ManageUsers, true}}));
    const auto manager = desk.hire(asha, Role::Executive);
    const auto analyst = desk.hire(ben, Role::Analyst);
    PeopleService people(*manager);
    NewPerson wide;
    wide.name = QStringLiteral("cora");
    wide.role = Role::Administrator;
    QCOMPARE(faultOf(people.create(wide)), Fault::NotPermitted);
    wide.role = Role::Executive;
    taken(people.create(wide));
    QCOMPARE(faultOf(people.change(QStringLiteral("cora"), {Role::Supervisor, true, {}})), Fault::NotPermitted);
    QCOMPARE(faultOf(people.reset(QStringLiteral("admin"))), Fault::NotPermitted);
    QCOMPARE(faultOf(people.reset(ben)), Fault::NotPermitted); // an analyst sees calls, which the manager does not
    QCOMPARE(faultOf(people.setDisabled(QStringLiteral("admin"), true)), Fault::NotPermitted);
    QVERIFY(desk.organisation.signIn(ben));
}

void WiderPeopleTest::rawSqlMakesNobodyWider()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all rights on it
    Desk desk(engine);
    taken(AccessService(*desk.admin).setPermissions({{Role::Executive, Permission::ManageUsers, true}}));
    const auto manager = desk.hire(asha, Role::Executive);
    const auto refused = [&](const QString &sql) {
        const auto done = runWithDeed(*manager, sql);
        return !done && done.error().code == ErrorCode::Denied;
    };
    const int own = int(Role::Executive);
    QVERIFY(refused(QStringLiteral("INSERT INTO cv.role_permission VALUES (%1, 4)").arg(own)));
    QVERIFY(refused(QStringLiteral("INSERT INTO cv.role_permission VALUES (2, 4)"))); // he does not have it himself
    QVERIFY(refused(QStringLiteral("DELETE FROM cv.role_permission WHERE role = %1 AND permission = 7").arg(own)));
    QVERIFY(refused(QStringLiteral(
        "INSERT INTO cv.person (name, login, display_name, role, state, all_processes, box_key, sign_key, certificate, "
        "created_at, created_by) VALUES ('eve', 'cvu_%1.eve', 'Eve', 0, 0, 1, '', '', '', 0, cv_api.me())")
                        .arg(desk.organisation.address().database)));
    QVERIFY(refused(QStringLiteral("UPDATE cv.person SET role = %1 WHERE id = 1").arg(own)));
    QVERIFY(refused(QStringLiteral("SELECT cv_api.person_rekey(1, '', '', '', 3, 67108864, '')")));
    QVERIFY(refused(QStringLiteral("SELECT cv_api.login_verifier('cvu_%1.admin', 'SCRAM-SHA-256$4096:%2$%3:%3')")
                        .arg(desk.organisation.address().database, QString(24, u'A'), QString(44, u'A'))));
    QVERIFY(refused(QStringLiteral("SELECT cv_api.login_enabled('cvu_%1.admin', false)")
                        .arg(desk.organisation.address().database)));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::WiderPeopleTest)
#include "tst_wider_people.moc"
