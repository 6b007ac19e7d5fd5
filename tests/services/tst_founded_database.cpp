// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

namespace callveil {

/// The databases that other tests work in: each is as set-up left it, whatever was done to the one before it.
class FoundedDatabaseTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void isGivenOutAsItWas();
    void hasNoLoginsOfTheOneBefore();
    void isNotGivenToTwo();
};

void FoundedDatabaseTest::isGivenOutAsItWas()
{
    QFETCH_GLOBAL(Engine, engine);
    const QString other = QStringLiteral("another horse battery");
    QByteArray before;
    QString name;
    {
        const TestOrganisation organisation(engine);
        before = DatabaseLook(organisation).dump();
        name = organisation.address().database;
    }
    {
        Desk desk(engine);
        QCOMPARE(desk.organisation.address().database, name);
        static_cast<void>(desk.hire(QStringLiteral("gus"), Role::GroupManager));
        static_cast<void>(desk.organisation.addProcess(*desk.admin, QStringLiteral("Sales"), QStringLiteral("GB")));
        taken(SignInService::changePassword(*desk.admin, TestOrganisation::password(), other));
        QVERIFY(desk.organisation.trySignIn(QStringLiteral("admin"), other));
        QVERIFY(DatabaseLook(desk.organisation).dump() != before);
    }
    TestOrganisation organisation(engine);
    QVERIFY(DatabaseLook(organisation).dump() == before);
    QVERIFY(!organisation.trySignIn(QStringLiteral("gus"), TestOrganisation::password()));
    QVERIFY(!organisation.trySignIn(QStringLiteral("admin"), other));
    static_cast<void>(organisation.signIn());
}

void FoundedDatabaseTest::hasNoLoginsOfTheOneBefore()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // a file has no logins
    const auto logins = [](const TestOrganisation &organisation) {
        return DatabaseLook(organisation)
            .run(QStringLiteral("SELECT r.rolname, g.rolname FROM pg_roles r LEFT JOIN pg_auth_members m ON m.member = "
                                "r.oid LEFT JOIN pg_roles g ON g.oid = m.roleid ORDER BY 1, 2"));
    };
    const auto rights = [](const TestOrganisation &organisation) {
        return DatabaseLook(organisation)
            .one(QStringLiteral("SELECT datacl::text FROM pg_database WHERE datname = current_database()"));
    };
    QList<QVariantList> before;
    QVariant rightsBefore;
    {
        Desk desk(engine);
        before = logins(desk.organisation);
        rightsBefore = rights(desk.organisation);
        static_cast<void>(desk.hire(QStringLiteral("gus"), Role::GroupManager));
        QVERIFY(logins(desk.organisation).size() > before.size());
    }
    const TestOrganisation organisation(engine);
    QCOMPARE(logins(organisation), before);
    QVERIFY(rightsBefore.toString().contains(QStringLiteral("_person")));
    QCOMPARE(rights(organisation), rightsBefore);
}

void FoundedDatabaseTest::isNotGivenToTwo()
{
    QFETCH_GLOBAL(Engine, engine);
    TestOrganisation one(engine), two(engine);
    QVERIFY(one.outcome().fingerprintWords != two.outcome().fingerprintWords);
    static_cast<void>(one.signIn());
    static_cast<void>(two.signIn());
    QVERIFY(one.address().place() != two.address().place());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::FoundedDatabaseTest)
#include "tst_founded_database.moc"
