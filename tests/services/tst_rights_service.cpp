// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "services/access/access_service.h"
#include "services/session/lock_service.h"
#include "services/session/rights_service.h"

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");

} // namespace

/// What is taken away is gone from a running console; what is given comes with the next sign-in.
class RightsServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void nothingChanges();
    void losesAPermission();
    void gainsNothing();
    void losesAGrant();
    void losesAProcess();
    void endsWithTheSignIn();
    void endsWithADisabledPerson();
    void endsWithOtherKeys();
    void leavesALockedWorkspaceAlone();
};

void RightsServiceTest::nothingChanges()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto workspace = desk.hire(asha, Role::Supervisor);
    const auto before = workspace->identity();
    QCOMPARE(taken(RightsService::look(*workspace)), RightsChange{});
    QCOMPARE(workspace->identity().get(), before.get());
}

void RightsServiceTest::losesAPermission()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto workspace = desk.hire(asha, Role::Analyst);
    QVERIFY(!workspace->identity()->writerKey.isEmpty());
    taken(AccessService(*desk.admin).setPermissions({{Role::Analyst, Permission::Import, false}}));
    QCOMPARE(taken(RightsService::look(*workspace)), (RightsChange{false, true, false}));
    QVERIFY(!workspace->identity()->may(Permission::Import) && workspace->identity()->may(Permission::Export));
    QVERIFY(workspace->identity()->writerKey.isEmpty());
    QCOMPARE(workspace->identity()->keys.sign.privateKey.size(), 64);
    QCOMPARE(taken(RightsService::look(*workspace)), RightsChange{});
}

void RightsServiceTest::gainsNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const auto workspace = desk.hire(asha, Role::Analyst);
    taken(AccessService(*desk.admin).setPermissions({{Role::Analyst, Permission::ManagePools, true}}));
    taken(AccessService(*desk.admin).grant(Role::Analyst, {}));
    QCOMPARE(taken(RightsService::look(*workspace)), (RightsChange{false, false, true}));
    QVERIFY(!workspace->identity()->may(Permission::ManagePools) && !workspace->identity()->viewsActual(process));
    const auto again = desk.organisation.signIn(asha);
    QVERIFY(again->identity()->may(Permission::ManagePools) && again->identity()->viewsActual(process));
}

void RightsServiceTest::losesAGrant()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId one = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const ProcessId two = desk.organisation.addProcess(*desk.admin, QStringLiteral("Two"), QStringLiteral("GB"));
    taken(AccessService(*desk.admin).grant(Role::Analyst, {}));
    const auto workspace = desk.hire(asha, Role::Analyst);
    taken(AccessService(*desk.admin).revoke(Role::Analyst, {}));
    taken(AccessService(*desk.admin).grant(Role::Analyst, {one}));
    QCOMPARE(taken(RightsService::look(*workspace)), (RightsChange{false, true, false}));
    QVERIFY(workspace->identity()->viewsActual(one) && !workspace->identity()->viewsActual(two));
}

void RightsServiceTest::losesAProcess()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId one = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const ProcessId two = desk.organisation.addProcess(*desk.admin, QStringLiteral("Two"), QStringLiteral("GB"));
    const auto workspace = desk.hire(asha, Role::Analyst, {one});
    taken(PeopleService(*desk.admin).change(asha, {Role::Analyst, false, {two}}));
    QCOMPARE(taken(RightsService::look(*workspace)), (RightsChange{false, true, true}));
    QVERIFY(!workspace->identity()->sees(one) && !workspace->identity()->sees(two));
}

void RightsServiceTest::endsWithTheSignIn()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto workspace = desk.hire(asha, Role::Analyst);
    taken(PeopleService(*desk.admin).endSignIn({workspace->identity()->signInId}));
    QVERIFY(taken(RightsService::look(*workspace)).ended);
    QVERIFY(!taken(RightsService::look(*desk.admin)).ended);
}

void RightsServiceTest::endsWithADisabledPerson()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto workspace = desk.hire(asha, Role::Analyst);
    taken(PeopleService(*desk.admin).setDisabled(asha, true));
    QVERIFY(taken(RightsService::look(*workspace)).ended);
}

void RightsServiceTest::endsWithOtherKeys()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto workspace = desk.hire(asha, Role::Analyst);
    const CreatedPerson reset = taken(PeopleService(*desk.admin).reset(asha));
    QVERIFY(!reset.oneTimePassword.isEmpty());
    QVERIFY(taken(RightsService::look(*workspace)).ended);
}

void RightsServiceTest::leavesALockedWorkspaceAlone()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto workspace = desk.hire(asha, Role::Analyst);
    workspace->lock();
    taken(AccessService(*desk.admin).setPermissions({{Role::Analyst, Permission::Import, false}}));
    QCOMPARE(taken(RightsService::look(*workspace)), RightsChange{});
    QVERIFY(workspace->identity()->isLocked());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RightsServiceTest)
#include "tst_rights_service.moc"
