// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/calls/call_log_service.h"
#include "services/imports/import_service.h"
#include "services/masking/masking_service.h"

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");

NewPerson personOf(const QString &name, Role role)
{
    NewPerson person;
    person.name = name;
    person.role = role;
    person.password = TestOrganisation::password();
    return person;
}

bool isDenied(const Result<void> &answer)
{
    return !answer && answer.error().code == ErrorCode::Denied;
}

} // namespace

/// Creating and disabling people, and what a role or a choice of processes lets them see.
class PeopleServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void givesEachRoleItsPermissionsAndKeys();
    void makesAOneTimePassword();
    void refusesAFormThatBreaksARule();
    void aRefusedPersonLeavesNothing();
    void limitsAPersonToChosenProcesses();
    void limitsRawSqlToChosenProcesses();
    void disablesAndEnablesAPerson();
    void aDisabledPersonsSessionSeesNothing();
    void nobodyDisablesHimself();
    void tellsWhoBelongsWhere();
    void anAnalystMayNotManagePeople();
    void rawSqlMakesNobodyAnAdministrator();
    void changesLoginsOfThisDatabaseOnly();
    void countsWhoIsSignedIn();

private:
    static void addCalls(Desk &desk, ProcessId process, const QByteArray &number);
};

void PeopleServiceTest::addCalls(Desk &desk, ProcessId process, const QByteArray &number)
{
    ImportOrder order;
    order.process = process;
    order.file = desk.organisation.writeFile(QStringLiteral("calls-%1.csv").arg(process.value),
        "Call ID,Caller Number,Called Number,Start Time,Talk Time,Status\n"
        "c1,"
            + number + ",+442079460100,2026-03-05 14:00:00,30,Completed\n");
    QCOMPARE(taken(ImportService(*desk.admin).run(order, std::make_shared<ImportProgress>())).legs, 1);
}

void PeopleServiceTest::givesEachRoleItsPermissionsAndKeys()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    for (const Role role : allRoles) {
        const auto workspace = desk.hire(roleKey(role), role);
        const Identity &person = *workspace->identity();
        const QList<Permission> expected = defaultPermissions(role);
        QCOMPARE(person.role, role);
        QCOMPARE(person.permissions, QSet<Permission>(expected.begin(), expected.end()));
        QCOMPARE(person.actual.contains(ProcessId{}), role == Role::Administrator);
        const bool writes = role != Role::Executive && role != Role::ProfessionalAgent;
        QCOMPARE(!person.writerKey.isEmpty(), writes);
    }
    QCOMPARE(taken(PeopleService(*desk.admin).list()).size(), allRoles.size() + 1);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'person.create'")),
        qint64(allRoles.size()));
}

void PeopleServiceTest::makesAOneTimePassword()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    NewPerson person = personOf(asha, Role::Analyst);
    person.password.clear();
    const CreatedPerson made = taken(PeopleService(*desk.admin).create(person));
    QVERIFY(made.oneTimePassword.size() >= 20);
    person.name = QStringLiteral("ben");
    QVERIFY(taken(PeopleService(*desk.admin).create(person)).oneTimePassword != made.oneTimePassword);
    for (const Person &listed : taken(PeopleService(*desk.admin).list()))
        QCOMPARE(listed.state,
            listed.name == QLatin1String("admin") ? PersonState::Active : PersonState::MustChangePassword);
    QVERIFY(!DatabaseLook(desk.organisation).dump().contains(made.oneTimePassword.toUtf8()));
    QVERIFY(desk.organisation.trySignIn(asha, made.oneTimePassword));
    QVERIFY(taken(PeopleService(*desk.admin).create(personOf(QStringLiteral("cora"), Role::Analyst)))
                .oneTimePassword.isEmpty());
}

void PeopleServiceTest::refusesAFormThatBreaksARule()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    PeopleService people(*desk.admin);
    for (const char *name :
        {"", "Asha", "asha k", "-asha", "asha'; DROP TABLE person; --", "a234567890123456789012345"})
        QCOMPARE(faultOf(people.create(personOf(QLatin1String(name), Role::Analyst))), Fault::UserNameInvalid);
    NewPerson person = personOf(asha, Role::Analyst);
    person.password = QStringLiteral("short");
    QCOMPARE(faultOf(people.create(person)), Fault::PasswordTooShort);
    person = personOf(asha, Role::Analyst);
    person.displayName = QStringLiteral("Asha, +44 20 7946 0123");
    const Error holds = errorOf(people.create(person));
    QCOMPARE(holds.fault, Fault::TextHoldsNumber);
    QVERIFY(!holds.args.join(u' ').contains(QLatin1String("7946")) && !holds.detail.contains(QLatin1String("7946")));
    taken(people.create(personOf(asha, Role::Analyst)));
    const Error takenName = errorOf(people.create(personOf(asha, Role::Executive)));
    QCOMPARE(takenName.fault, Fault::NameTaken);
    QCOMPARE(takenName.args, QStringList({QStringLiteral("user"), asha}));
}

void PeopleServiceTest::aRefusedPersonLeavesNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto before = DatabaseLook(desk.organisation).counts();
    NewPerson person = personOf(asha, Role::Analyst);
    person.allProcesses = false;
    person.processes = {ProcessId{4711}}; // fails after person, keys and login were made
    QVERIFY(errorOf(PeopleService(*desk.admin).create(person)).code == ErrorCode::Conflict);
    QCOMPARE(DatabaseLook(desk.organisation).counts(), before);
    taken(PeopleService(*desk.admin).create(personOf(asha, Role::Analyst))); // on a server the login is free too
}

void PeopleServiceTest::limitsAPersonToChosenProcesses()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId mine = desk.organisation.addProcess(*desk.admin, QStringLiteral("Mine"), QStringLiteral("GB"));
    const ProcessId other = desk.organisation.addProcess(*desk.admin, QStringLiteral("Other"), QStringLiteral("GB"));
    addCalls(desk, mine, "+447700900111");
    addCalls(desk, other, "+447700900222");
    const auto workspace = desk.hire(asha, Role::Analyst, {mine});
    CallLogService log(*workspace);
    const auto all = taken(CallLogService(*desk.admin).page({}, CallLogService::newest(), true, 10)).calls;
    QCOMPARE(all.size(), 2U);

    const auto processes = taken(ProcessService(*workspace).list());
    QCOMPARE(processes.size(), 1U);
    QCOMPARE(processes[0].process.id, mine);
    const auto policies = taken(MaskingService(*workspace).overview());
    QCOMPARE(policies.size(), 1U);
    QCOMPARE(policies[0].process.id, mine);
    QCOMPARE(faultOf(MaskingService(*workspace).history(other)), Fault::ProcessUnknown);
    QCOMPARE(faultOf(MaskingService(*workspace).shapes(other)), Fault::ProcessUnknown);
    QVERIFY(!taken(MaskingService(*workspace).history(mine)).empty());

    const auto page = taken(log.page({}, CallLogService::newest(), true, 10));
    QCOMPARE(page.calls.size(), 1U);
    QCOMPARE(page.calls[0].process, mine);
    QCOMPARE(taken(log.extent({})).total, 1);
    QCOMPARE(taken(log.extent(other)).total, 0);
    for (const CallLine &call : all) {
        const bool visible = call.process == mine;
        CallFilter bySession;
        bySession.session = call.publicId;
        CallFilter byProcess;
        byProcess.process = call.process;
        QCOMPARE(!taken(log.page(bySession, CallLogService::newest(), true, 10)).calls.empty(), visible);
        QCOMPARE(!taken(log.page(byProcess, CallLogService::newest(), true, 10)).calls.empty(), visible);
        QCOMPARE(!taken(log.legs(call.id)).empty(), visible);
    }
    ImportOrder order;
    order.process = other;
    order.file = desk.organisation.writeFile(
        QStringLiteral("more.csv"), "Caller Number,Start Time\n+447700900333,2026-03-05 14:00:00\n");
    QCOMPARE(faultOf(ImportService(*workspace).run(order, std::make_shared<ImportProgress>())), Fault::ProcessUnknown);
    QCOMPARE(faultOf(ImportService(*workspace).preview(order)), Fault::ProcessUnknown);
}

void PeopleServiceTest::limitsRawSqlToChosenProcesses()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    Desk desk(engine);
    const ProcessId mine = desk.organisation.addProcess(*desk.admin, QStringLiteral("Mine"), QStringLiteral("GB"));
    const ProcessId other = desk.organisation.addProcess(*desk.admin, QStringLiteral("Other"), QStringLiteral("GB"));
    addCalls(desk, other, "+447700900222");
    const auto workspace = desk.hire(asha, Role::Analyst, {mine});
    // Division by zero tells whether a row was there.
    for (const char *view : {"cv.call_row", "cv.shown_leg", "cv.shown_session"})
        QVERIFY(
            runAs(*workspace, QStringLiteral("SELECT 1 / (process_id - process_id) FROM %1").arg(QLatin1String(view))));
    addCalls(desk, mine, "+447700900111");
    for (const char *view : {"cv.call_row", "cv.shown_leg", "cv.shown_session"}) {
        QVERIFY(!runAs(
            *workspace, QStringLiteral("SELECT 1 / (process_id - process_id) FROM %1").arg(QLatin1String(view))));
        QVERIFY(runAs(*workspace,
            QStringLiteral("SELECT 1 / (process_id - %1) FROM %2").arg(other.value).arg(QLatin1String(view))));
    }
    QVERIFY(isDenied(runAs(*workspace, QStringLiteral("SELECT * FROM cv.call_session"))));
    QVERIFY(isDenied(
        runAs(*workspace, QStringLiteral("INSERT INTO cv.person_process VALUES (cv_api.me(), %1)").arg(other.value))));
    QVERIFY(isDenied(runAs(*workspace, QStringLiteral("UPDATE cv.person SET all_processes = 1"))));
}

void PeopleServiceTest::disablesAndEnablesAPerson()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    PeopleService people(*desk.admin);
    taken(people.create(personOf(asha, Role::Analyst)));
    taken(people.setDisabled(asha, true));
    QVERIFY(!desk.organisation.trySignIn(asha, TestOrganisation::password()));
    for (const Person &person : taken(people.list()))
        QCOMPARE(person.state, person.name == asha ? PersonState::Disabled : PersonState::Active);
    taken(people.setDisabled(asha, false));
    QVERIFY(desk.organisation.trySignIn(asha, TestOrganisation::password()));
    QCOMPARE(scalar(desk.organisation,
                 QStringLiteral("SELECT COUNT(*) FROM deed WHERE action IN ('person.disable', 'person.enable')")),
        2);
    const Error unknown = errorOf(people.setDisabled(QStringLiteral("nobody"), true));
    QCOMPARE(unknown.fault, Fault::PersonUnknown);
    QCOMPARE(unknown.args, QStringList(QStringLiteral("nobody")));
}

void PeopleServiceTest::aDisabledPersonsSessionSeesNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // the console's own check follows within its polling time
    Desk desk(engine);
    const ProcessId process = desk.organisation.addProcess(*desk.admin, QStringLiteral("Mine"), QStringLiteral("GB"));
    addCalls(desk, process, "+447700900111");
    const auto workspace = desk.hire(asha, Role::Analyst);
    QCOMPARE(taken(CallLogService(*workspace).page({}, CallLogService::newest(), true, 10)).calls.size(), 1U);
    taken(PeopleService(*desk.admin).setDisabled(asha, true));
    QCOMPARE(taken(CallLogService(*workspace).page({}, CallLogService::newest(), true, 10)).calls.size(), 0U);
}

void PeopleServiceTest::nobodyDisablesHimself()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    QCOMPARE(faultOf(PeopleService(*desk.admin).setDisabled(QStringLiteral("admin"), true)), Fault::OwnPerson);
    QVERIFY(desk.organisation.trySignIn(QStringLiteral("admin"), TestOrganisation::password()));
}

void PeopleServiceTest::tellsWhoBelongsWhere()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId one = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    const ProcessId two = desk.organisation.addProcess(*desk.admin, QStringLiteral("Two"), QStringLiteral("GB"));
    const auto limited = desk.hire(asha, Role::Administrator, {one});
    const Roster all = taken(PeopleService(*desk.admin).roster());
    QCOMPARE(all.people.size(), 2U);
    QCOMPARE(all.processes.size(), 2U);
    QCOMPARE(all.memberships, (QHash<PersonId, QSet<ProcessId>>{{limited->identity()->id, {one}}}));
    const Roster seen = taken(PeopleService(*limited).roster());
    QCOMPARE(seen.processes.size(), 1U);
    QVERIFY(seen.processes[0].id == one && two.isSet());
    const auto analyst = desk.hire(QStringLiteral("ben"), Role::Analyst);
    QCOMPARE(faultOf(PeopleService(*analyst).roster()), Fault::NotPermitted);
}

void PeopleServiceTest::anAnalystMayNotManagePeople()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto workspace = desk.hire(asha, Role::Analyst);
    PeopleService people(*workspace);
    const auto before = DatabaseLook(desk.organisation).counts();
    QCOMPARE(faultOf(people.create(personOf(QStringLiteral("ben"), Role::Administrator))), Fault::NotPermitted);
    QCOMPARE(faultOf(people.setDisabled(QStringLiteral("admin"), true)), Fault::NotPermitted);
    QCOMPARE(DatabaseLook(desk.organisation).counts(), before);
}

void PeopleServiceTest::rawSqlMakesNobodyAnAdministrator()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    Desk desk(engine);
    const auto workspace = desk.hire(asha, Role::Analyst);
    const QString login = workspace->identity()->login;
    for (const QString &sql : {
             QStringLiteral("UPDATE cv.person SET role = 0"),
             QStringLiteral("INSERT INTO cv.role_permission VALUES (2, 0)"),
             QStringLiteral("INSERT INTO cv.actual_grant VALUES (2, 0, 1, 0)"),
             QStringLiteral("UPDATE cv.setting SET value = '0'"),
             QStringLiteral("SELECT cv_api.login_groups('%1', ARRAY['masking', 'users'])").arg(login),
             QStringLiteral("SELECT cv_api.login_enabled('%1', false)").arg(desk.admin->identity()->login),
             QStringLiteral("SELECT cv_api.root_seal_add(2, 'x')"),
             QStringLiteral("SELECT cv_api.writer_seal_add(2, 'x')"),
             QStringLiteral("SELECT cv_api.vault_seal_add(1, 1, 2, 'x')"),
             QStringLiteral("SELECT cv_api.key_store(1, 3, 67108864, 'x')"),
             QStringLiteral("SELECT * FROM cv_vault.person_key"),
             QStringLiteral("SELECT * FROM cv_audit.deed"),
             QStringLiteral("SET ROLE \"cv_%1_users\"").arg(desk.organisation.address().database),
             QStringLiteral("ALTER ROLE \"%1\" SUPERUSER").arg(login),
             QStringLiteral("CREATE TABLE cv.mine (a integer)"),
             QStringLiteral("CREATE TEMP TABLE mine (a integer)"),
         })
        QVERIFY2(isDenied(runAs(*workspace, sql)), qPrintable(sql));
}

void PeopleServiceTest::changesLoginsOfThisDatabaseOnly()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // there are no logins
    Desk desk(engine);
    // The other database's name begins with ours, so that a careless pattern takes its logins for ours.
    TestOrganisation other(engine, desk.organisation.address().database + QStringLiteral("_test"));
    const QString login = other.signIn()->identity()->login;
    taken(PeopleService(*desk.admin).create(personOf(asha, Role::Analyst)));
    DatabaseLook(desk.organisation)
        .run(QStringLiteral("CREATE ROLE \"cvu_%1.ghost\" LOGIN").arg(desk.organisation.address().database));
    for (const QString &name : {login, QStringLiteral("postgres"),
             QStringLiteral("cvu_%1.ghost").arg(desk.organisation.address().database), // nobody of this database
             QStringLiteral("cvu_x; DROP TABLE cv.person")}) {
        QVERIFY2(!runWithDeed(*desk.admin, QStringLiteral("SELECT cv_api.login_enabled('%1', false)").arg(name)),
            qPrintable(name));
        QVERIFY2(!runWithDeed(*desk.admin, QStringLiteral("SELECT cv_api.login_groups('%1', '{users}')").arg(name)),
            qPrintable(name));
    }
    QVERIFY(other.trySignIn(QStringLiteral("admin"), TestOrganisation::password()));
    const QString own = desk.admin->identity()->login;
    QVERIFY(runWithDeed(*desk.admin,
        QStringLiteral("SELECT cv_api.login_enabled('%1', false)")
            .arg(QString(own).replace(QStringLiteral("admin"), asha))));
    QVERIFY(!desk.organisation.trySignIn(asha, TestOrganisation::password()));
}

void PeopleServiceTest::countsWhoIsSignedIn()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto workspace = desk.hire(asha, Role::Analyst);
    const auto twice = desk.organisation.signIn(asha);
    QCOMPARE(taken(PeopleService(*desk.admin).signedIn()), 2);
    taken(SignInService::signOut(*workspace));
    QCOMPARE(taken(PeopleService(*desk.admin).signedIn()), 2);
    taken(SignInService::signOut(*twice));
    QCOMPARE(taken(PeopleService(*desk.admin).signedIn()), 1);
    DatabaseLook(desk.organisation).run(QStringLiteral("UPDATE sign_in SET last_seen_at = last_seen_at - 240000"));
    QCOMPARE(taken(PeopleService(*desk.admin).signedIn()), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::PeopleServiceTest)
#include "tst_people_service.moc"
