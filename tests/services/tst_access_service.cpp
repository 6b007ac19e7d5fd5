// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/access/access_service.h"
#include "storage/vault/vault_keys.h"

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");
const QString ben = QStringLiteral("ben");

/// Whether the person can open the newest vault of the process by now.
bool opens(Workspace &workspace, ProcessId process)
{
    const auto identity = workspace.identity();
    return workspace.interactive()
        .run([identity, process](Connection &connection) -> Result<bool> {
            const auto generation = connection.all(
                "vault.keys", {}, [](const Row &row) { return std::pair(row.integer(0), row.number(1)); });
            if (!generation)
                return failed(generation);
            int newest = 0;
            for (const auto &[of, number] : *generation)
                if (of == process.value)
                    newest = std::max(newest, number);
            return VaultKeys(connection, *identity).open(process, newest).has_value();
        })
        .result()
        .value_or(false);
}

} // namespace

/// Who may do what, who may see actual numbers, and that keys follow: at once where the granter holds them, later where
/// he does not, and gone with the entitlement.
class AccessServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void grantsAndRevokesActualNumbers();
    void grantsSomeProcesses();
    void aGrantForAllTakesThePlaceOfOthers();
    void aGrantOfANonHolderWaits();
    void refusesToLeaveAVaultToTheKit();
    void losingTheProcessLosesTheKey();
    void aDisabledPersonLosesHisKeys();
    void changesTheGrid();
    void refusesWhatTheGridMustKeep();
    void aLimitedManagerLeavesTheRestAlone();
    void aNewProcessIsSealedToHolders();
    void resetsALostPassword();
    void changesARole();
    void endsASignIn();
    void rawSqlHandsOnNothing();
};

void AccessServiceTest::grantsAndRevokesActualNumbers()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = desk.organisation.addProcess(*desk.admin, QStringLiteral("Sales"), QStringLiteral("GB"));
    const auto workspace = desk.hire(asha, Role::Supervisor);
    QVERIFY(!opens(*workspace, process));
    AccessService access(*desk.admin);
    const GrantOutcome outcome = taken(access.grant(Role::Supervisor, {}));
    QCOMPARE(outcome.given, 1);
    QCOMPARE(outcome.waiting, 0);
    QVERIFY(opens(*workspace, process));
    QVERIFY(desk.organisation.signIn(asha)->identity()->viewsActual(process));
    const auto lines = taken(access.grants());
    QCOMPARE(lines.size(), 2U);
    QCOMPARE(lines[1].role, Role::Supervisor);
    QCOMPARE(lines[1].people, QStringList{asha});
    QCOMPARE(lines[1].by, QStringLiteral("Ada Administrator"));
    QVERIFY(taken(access.rotations()).empty());

    taken(access.revoke(Role::Supervisor, {}));
    QVERIFY(!opens(*workspace, process));
    QVERIFY(!desk.organisation.signIn(asha)->identity()->viewsActual(process));
    const auto due = taken(access.rotations());
    QCOMPARE(due.size(), 1U);
    QCOMPARE(due[0].process, process);
    QCOMPARE(due[0].generation, 1);
    QCOMPARE(faultOf(access.revoke(Role::Supervisor, {})), Fault::GrantUnknown);
    QStringList deeds; // the first seal is that of the writer key, when she was created
    for (const QVariantList &row :
        DatabaseLook(desk.organisation)
            .run(QStringLiteral("SELECT action FROM deed WHERE action LIKE 'access.%' "
                                "AND object IN ('role supervisor', 'person 2') ORDER BY seq")))
        deeds.append(row.front().toString());
    QCOMPARE(deeds,
        QStringList({QStringLiteral("access.seal"), QStringLiteral("access.grant"), QStringLiteral("access.seal"),
            QStringLiteral("access.revoke")}));
}

void AccessServiceTest::grantsSomeProcesses()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId one = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const ProcessId two = desk.organisation.addProcess(*desk.admin, QStringLiteral("Two"), QStringLiteral("GB"));
    const auto workspace = desk.hire(asha, Role::Analyst);
    taken(AccessService(*desk.admin).grant(Role::Analyst, {two}));
    QVERIFY(!opens(*workspace, one));
    QVERIFY(opens(*workspace, two));
    const auto again = desk.organisation.signIn(asha);
    QVERIFY(!again->identity()->viewsActual(one) && again->identity()->viewsActual(two));
}

void AccessServiceTest::aGrantForAllTakesThePlaceOfOthers()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId one = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const auto workspace = desk.hire(asha, Role::Analyst);
    AccessService access(*desk.admin);
    taken(access.grant(Role::Analyst, {one}));
    taken(access.grant(Role::Analyst, {}));
    const auto lines = taken(access.grants());
    QCOMPARE(lines.size(), 2U);
    QVERIFY(!lines[1].process.isSet());
    QVERIFY(opens(*workspace, one));
    QVERIFY(taken(access.rotations()).empty());
}

void AccessServiceTest::aGrantOfANonHolderWaits()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const auto holder = desk.hire(ben, Role::Supervisor);
    taken(AccessService(*desk.admin).grant(Role::Supervisor, {}));
    taken(AccessService(*desk.admin).revoke(Role::Administrator, {})); // somebody else holds it by now
    QVERIFY(!opens(*desk.admin, process));

    const auto analyst = desk.hire(asha, Role::Analyst);
    const GrantOutcome outcome = taken(AccessService(*desk.admin).grant(Role::Analyst, {}));
    QCOMPARE(outcome.given, 0);
    QCOMPARE(outcome.waiting, 1);
    QVERIFY(!opens(*analyst, process));
    const auto seenByAdmin = taken(AccessService(*desk.admin).waiting());
    QCOMPARE(seenByAdmin.size(), 1U);
    QVERIFY(seenByAdmin[0].vaults && !seenByAdmin[0].canGive);
    QVERIFY(taken(AccessService(*analyst).waiting()).empty());
    const auto seenByHolder = taken(AccessService(*holder).waiting());
    QCOMPARE(seenByHolder.size(), 1U);
    QCOMPARE(seenByHolder[0].name, asha);
    QVERIFY(seenByHolder[0].canGive);
    QCOMPARE(taken(AccessService(*holder).completeWaiting()).served, 1);
    QVERIFY(opens(*analyst, process));
    QVERIFY(taken(AccessService(*holder).waiting()).empty());
}

void AccessServiceTest::refusesToLeaveAVaultToTheKit()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    QCOMPARE(faultOf(AccessService(*desk.admin).revoke(Role::Administrator, {})), Fault::LastHolder);
    QVERIFY(opens(*desk.admin, process));
    QCOMPARE(taken(AccessService(*desk.admin).grants()).size(), 1U);
}

void AccessServiceTest::losingTheProcessLosesTheKey()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId one = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const ProcessId two = desk.organisation.addProcess(*desk.admin, QStringLiteral("Two"), QStringLiteral("GB"));
    taken(AccessService(*desk.admin).grant(Role::Analyst, {}));
    const auto workspace = desk.hire(asha, Role::Analyst, {one, two});
    QVERIFY(opens(*workspace, one) && opens(*workspace, two));
    taken(PeopleService(*desk.admin).change(asha, {Role::Analyst, false, {one}}));
    QVERIFY(opens(*workspace, one) && !opens(*workspace, two));
    const auto due = taken(AccessService(*desk.admin).rotations());
    QCOMPARE(due.size(), 1U);
    QCOMPARE(due[0].process, two);
    // From all to one: he keeps what stays his.
    const auto other = desk.hire(ben, Role::Analyst);
    QVERIFY(opens(*other, one) && opens(*other, two));
    taken(PeopleService(*desk.admin).change(ben, {Role::Analyst, false, {one}}));
    QVERIFY(opens(*other, one) && !opens(*other, two));
    QCOMPARE(taken(AccessService(*desk.admin).rotations()).size(), 1U);
}

void AccessServiceTest::aDisabledPersonLosesHisKeys()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const auto workspace = desk.hire(asha, Role::Administrator);
    QVERIFY(opens(*workspace, process));
    const QString seals =
        QStringLiteral("SELECT (SELECT COUNT(*) FROM vault_seal WHERE holder = 2) + (SELECT COUNT(*) "
                       "FROM writer_seal WHERE holder = 2) + (SELECT COUNT(*) FROM root_seal WHERE holder = 2)");
    QCOMPARE(scalar(desk.organisation, seals), 3);
    taken(PeopleService(*desk.admin).setDisabled(asha, true));
    QCOMPARE(scalar(desk.organisation, seals), 0);
    QCOMPARE(taken(AccessService(*desk.admin).rotations()).size(), 1U);
    taken(PeopleService(*desk.admin).setDisabled(asha, false)); // whoever holds the keys gives them again
    QCOMPARE(scalar(desk.organisation, seals), 3);
}

void AccessServiceTest::changesTheGrid()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    auto workspace = desk.hire(asha, Role::Executive);
    QVERIFY(workspace->identity()->writerKey.isEmpty());
    AccessService access(*desk.admin);
    taken(access.setPermissions({{Role::Executive, Permission::Import, true},
        {Role::Executive, Permission::ManageProcesses, true}, {Role::Executive, Permission::ViewReports, false}}));
    const auto grid = taken(access.grid());
    QCOMPARE(grid[Role::Executive], (QSet<Permission>{Permission::Import, Permission::ManageProcesses}));
    workspace = desk.organisation.signIn(asha);
    QVERIFY(!workspace->identity()->writerKey.isEmpty());
    QVERIFY(desk.organisation.addProcess(*workspace, QStringLiteral("Two"), QStringLiteral("GB")).isSet());
    QVERIFY(process.isSet());
    taken(access.setPermissions(
        {{Role::Executive, Permission::Import, false}, {Role::Executive, Permission::ManageProcesses, false}}));
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM writer_seal WHERE holder = 2")), 0);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM root_seal WHERE holder = 2")), 0);
    QVERIFY(desk.organisation.signIn(asha)->identity()->permissions.isEmpty());
    QCOMPARE(
        scalar(desk.organisation,
            QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'role.change' AND object = 'role executive'")),
        2);
}

void AccessServiceTest::refusesWhatTheGridMustKeep()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    AccessService access(*desk.admin);
    QCOMPARE(faultOf(access.setPermissions({{Role::Administrator, Permission::Export, false}})), Fault::OwnRole);
    taken(access.setPermissions({{Role::Executive, Permission::ManageUsers, true}}));
    const auto workspace = desk.hire(asha, Role::Executive);
    AccessService other(*workspace);
    QCOMPARE(faultOf(other.setPermissions({{Role::Administrator, Permission::ManageUsers, false}})),
        Fault::AdministratorKeeps);
    QCOMPARE(faultOf(other.setPermissions({{Role::Analyst, Permission::ConfigureMasking, true}})), Fault::NotPermitted);
    const auto analyst = desk.hire(ben, Role::Analyst);
    QCOMPARE(faultOf(AccessService(*analyst).setPermissions({{Role::Executive, Permission::Import, true}})),
        Fault::NotPermitted);
    QCOMPARE(faultOf(AccessService(*analyst).grant(Role::Analyst, {})), Fault::NotPermitted);
}

void AccessServiceTest::aLimitedManagerLeavesTheRestAlone()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId one = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const ProcessId two = desk.organisation.addProcess(*desk.admin, QStringLiteral("Two"), QStringLiteral("GB"));
    const auto manager = desk.hire(asha, Role::Administrator, {one});
    AccessService access(*manager);
    QCOMPARE(faultOf(access.setPermissions({{Role::Executive, Permission::Import, true}})), Fault::NotPermitted);
    QCOMPARE(faultOf(access.grant(Role::Analyst, {})), Fault::NotPermitted);
    QCOMPARE(faultOf(access.grant(Role::Analyst, {two})), Fault::NotPermitted);
    QCOMPARE(faultOf(access.revoke(Role::Administrator, {})), Fault::NotPermitted);
    taken(access.grant(Role::Analyst, {one}));
    QCOMPARE(faultOf(PeopleService(*manager).change(QStringLiteral("admin"), {Role::Analyst, true, {}})),
        Fault::NotPermitted);
    taken(PeopleService(*manager).create({ben, {}, Role::Analyst, false, {one}, TestOrganisation::password()}));
    QCOMPARE(faultOf(PeopleService(*manager).change(ben, {Role::Analyst, true, {}})), Fault::NotPermitted);
    QCOMPARE(faultOf(PeopleService(*manager).change(ben, {Role::Analyst, false, {one, two}})), Fault::NotPermitted);
}

void AccessServiceTest::aNewProcessIsSealedToHolders()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    taken(AccessService(*desk.admin).grant(Role::Supervisor, {}));
    const auto everywhere = desk.hire(asha, Role::Supervisor);
    const ProcessId one = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const auto elsewhere = desk.hire(ben, Role::Supervisor, {one});
    const ProcessId two = desk.organisation.addProcess(*desk.admin, QStringLiteral("Two"), QStringLiteral("GB"));
    QVERIFY(opens(*everywhere, one) && opens(*everywhere, two));
    QVERIFY(opens(*elsewhere, one) && !opens(*elsewhere, two));
    QVERIFY(taken(AccessService(*desk.admin).rotations()).empty());
}

void AccessServiceTest::resetsALostPassword()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const auto before = desk.hire(asha, Role::Administrator);
    PeopleService people(*desk.admin);
    const CreatedPerson reset = taken(people.reset(asha));
    QVERIFY(reset.oneTimePassword.size() >= 20);
    QCOMPARE(desk.organisation.trySignIn(asha, TestOrganisation::password()).error().fault, Fault::SignInRefused);
    desk.organisation.local().clearFailures(desk.organisation.address().place(), asha);
    const auto again = desk.organisation.trySignIn(asha, reset.oneTimePassword);
    QVERIFY(again);
    QVERIFY((*again)->identity()->mustChangePassword);
    taken(SignInService::changePassword(**again, reset.oneTimePassword, QStringLiteral("another horse battery")));
    const auto workspace = desk.organisation.signIn(asha, QStringLiteral("another horse battery"));
    QVERIFY(opens(*workspace, process));
    QVERIFY(!workspace->identity()->writerKey.isEmpty());
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM person_past_key WHERE person_id = 2")), 1);
    QCOMPARE(faultOf(people.reset(QStringLiteral("admin"))), Fault::OwnPerson);
}

void AccessServiceTest::changesARole()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    auto workspace = desk.hire(asha, Role::Administrator);
    taken(PeopleService(*desk.admin).change(asha, {Role::ProfessionalAgent, true, {}}));
    workspace = desk.organisation.signIn(asha);
    QCOMPARE(workspace->identity()->permissions, QSet<Permission>{Permission::ViewCallLog});
    QVERIFY(workspace->identity()->writerKey.isEmpty());
    if (engine == Engine::PostgreSql)
        QVERIFY(!holdsFor(*workspace,
            QStringLiteral("pg_has_role('cv_%1_users', 'member')").arg(desk.organisation.address().database)));
    taken(PeopleService(*desk.admin).change(asha, {Role::Analyst, true, {}}));
    workspace = desk.organisation.signIn(asha);
    QVERIFY(workspace->identity()->may(Permission::Import) && !workspace->identity()->writerKey.isEmpty());
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'person.change'")), 2);
}

void AccessServiceTest::endsASignIn()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto workspace = desk.hire(asha, Role::Analyst);
    PeopleService people(*desk.admin);
    const auto open = taken(people.signIns());
    QCOMPARE(open.size(), 2U);
    for (const OpenSignIn &signIn : open)
        if (signIn.name == asha) {
            QCOMPARE(signIn.id.value, workspace->identity()->signInId);
            taken(people.endSignIn(signIn.id));
        }
    QCOMPARE(taken(people.signIns()).size(), 1U);
}

void AccessServiceTest::rawSqlHandsOnNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all rights on it
    Desk desk(engine);
    const ProcessId process = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const auto analyst = desk.hire(asha, Role::Analyst);
    const auto refused = [&](const QString &sql) {
        const auto done = runWithDeed(*analyst, sql);
        return !done && done.error().code == ErrorCode::Denied;
    };
    QVERIFY(refused(QStringLiteral("INSERT INTO cv.actual_grant VALUES (2, 0, cv_api.me(), 0)")));
    QVERIFY(refused(QStringLiteral("DELETE FROM cv.actual_grant")));
    QVERIFY(refused(QStringLiteral("INSERT INTO cv.role_permission VALUES (2, 9)")));
    QVERIFY(refused(QStringLiteral("SELECT cv_api.seal_give(0, %1, 1, 2, '\\x00')").arg(process.value)));
    QVERIFY(refused(QStringLiteral("SELECT cv_api.seal_give(2, 0, 0, 2, '\\x00')")));
    QVERIFY(refused(QStringLiteral("SELECT cv_api.person_rekey(1, '', '', '', 3, 67108864, '')")));
    QVERIFY(refused(QStringLiteral("SELECT cv_api.sign_in_end(1)")));
    QVERIFY(refused(QStringLiteral("SELECT cv_api.may_view(1, 1)")));
    QVERIFY(refused(QStringLiteral("SELECT sealed FROM cv_vault.vault_seal")));
    // Whoever manages users grants no more than he sees, and nothing without an entry in the record.
    const auto plain = runAs(*desk.admin, QStringLiteral("INSERT INTO cv.actual_grant VALUES (2, 0, cv_api.me(), 0)"));
    QVERIFY(!plain && plain.error().code == ErrorCode::Denied);
    const auto forged = runWithDeed(*desk.admin, QStringLiteral("INSERT INTO cv.actual_grant VALUES (2, 0, 2, 0)"));
    QVERIFY(!forged && forged.error().code == ErrorCode::Denied);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::AccessServiceTest)
#include "tst_access_service.moc"
