// SPDX-License-Identifier: GPL-3.0-or-later
#include "service_scene.h"

#include "services/access/access_service.h"
#include "services/bindings/binding_service.h"

#include <QTemporaryDir>

namespace callveil {

/// The identity of a service: made once, signs in like a person, and is changed by nobody.
class ServiceEnrolmentTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void signsInWithItsSecret();
    void mayWhatAServiceMay();
    void isRecordedWithoutTheSecret();
    void refusesATakenName();
    void refusesANameThatIsNone();
    void isForWhoeverManagesUsers();
    void isNeverChangedOrReset();
    void isDisabledAndEnabled();
    void neverViewsNumbers();
    void nobodyIsMadeAServiceOtherwise();
    void isWrittenToANewFileForItsOwner();
    void leavesNoFileWhenItIsRefused();
    void enrolsNobodyWhoseFileCannotBeWritten();

private:
    [[nodiscard]] static qint64 services(const Desk &desk)
    {
        return scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM person WHERE role = 6"));
    }
};

void ServiceEnrolmentTest::signsInWithItsSecret()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ServiceFile file = taken(ServiceEnrolment(*desk.admin).enrol(QStringLiteral("callveild")));
    QCOMPARE(file.address.place(), desk.organisation.address().place());
    QCOMPARE(file.organisation, QStringLiteral("Test organisation"));
    QCOMPARE(file.fingerprint, desk.admin->identity()->fingerprint);
    QCOMPARE(file.password().size(), ServiceFile::secretLetters);
    QByteArray bytes = file.text();
    const auto again = ServiceFile::parse(bytes, QStringLiteral("x"));
    QVERIFY(again);
    const auto workspace = desk.organisation.signIn(again->user, again->password());
    const Identity &me = *workspace->identity();
    QCOMPARE(me.role, Role::Service);
    QVERIFY(!me.mustChangePassword);
    QVERIFY(me.allProcesses);
    QVERIFY(!me.writerKey.isEmpty());
    QVERIFY(!desk.organisation.trySignIn(file.user, TestOrganisation::password()));
}

void ServiceEnrolmentTest::mayWhatAServiceMay()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    QCOMPARE(service->identity()->permissions, QSet<Permission>({Permission::ManagePools, Permission::Import}));
    QVERIFY(service->identity()->actual.isEmpty());
    QCOMPARE(taken(BindingService(*service).tidy()), 0);
    QCOMPARE(faultOf(PeopleService(*service).roster()), Fault::NotPermitted);
    QCOMPARE(faultOf(ServiceEnrolment(*service).enrol(QStringLiteral("another"))), Fault::NotPermitted);
}

void ServiceEnrolmentTest::isRecordedWithoutTheSecret()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ServiceFile file = taken(ServiceEnrolment(*desk.admin).enrol(QStringLiteral("callveild")));
    const DatabaseLook look(desk.organisation);
    const auto deeds = look.run(QStringLiteral("SELECT after FROM deed WHERE action = 'service.enrol'"));
    QCOMPARE(deeds.size(), 1);
    QCOMPARE(deeds.front().front().toString(), QStringLiteral("role service; processes all"));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'person.create'")), 0);
    QVERIFY(!look.dump().contains(file.password().toLatin1()));
}

void ServiceEnrolmentTest::refusesATakenName()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ServiceEnrolment enrolment(*desk.admin);
    static_cast<void>(taken(enrolment.enrol(QStringLiteral("callveild"))));
    const Error error = errorOf(enrolment.enrol(QStringLiteral("callveild")));
    QCOMPARE(error.fault, Fault::NameTaken);
    QCOMPARE(error.args, QStringList({QStringLiteral("user"), QStringLiteral("callveild")}));
    // Services and people have names apart: a certificate tells by the name what it is of.
    QCOMPARE(faultOf(enrolment.enrol(QStringLiteral("another"))), Fault::ChoiceUnknown);
    NewPerson person;
    person.name = QStringLiteral("callveild3");
    QCOMPARE(faultOf(PeopleService(*desk.admin).create(person)), Fault::NameTaken);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM person")), 2);
    const ServiceFile second = taken(enrolment.enrol(QStringLiteral("callveild2"))); // several may run
    QVERIFY(desk.organisation.trySignIn(second.user, second.password()));
}

void ServiceEnrolmentTest::refusesANameThatIsNone()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    for (const char *name : {"", "Callveild", "a b", "x'; --", "a-name-that-is-far-too-long-for-this"})
        QCOMPARE(faultOf(ServiceEnrolment(*desk.admin).enrol(QLatin1String(name))), Fault::UserNameInvalid);
}

void ServiceEnrolmentTest::isForWhoeverManagesUsers()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    for (const Role role : {Role::Supervisor, Role::Analyst, Role::GroupManager}) {
        const auto person = desk.hire(roleKey(role), role);
        QCOMPARE(faultOf(ServiceEnrolment(*person).enrol(QStringLiteral("callveild"))), Fault::NotPermitted);
    }
    const ProcessId sales = desk.organisation.addProcess(*desk.admin, QStringLiteral("Sales"), QStringLiteral("GB"));
    const auto limited = desk.hire(QStringLiteral("lim"), Role::Administrator, {sales});
    QCOMPARE(faultOf(ServiceEnrolment(*limited).enrol(QStringLiteral("callveild"))), Fault::NotPermitted);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM person WHERE role = 6")), 0);
}

void ServiceEnrolmentTest::isNeverChangedOrReset()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ServiceFile file = taken(ServiceEnrolment(*desk.admin).enrol(QStringLiteral("callveild")));
    PeopleService people(*desk.admin);
    QCOMPARE(faultOf(people.change(file.user, {Role::Administrator, true, {}})), Fault::ServiceIdentity);
    QCOMPARE(faultOf(people.change(file.user, {Role::Service, false, {}})), Fault::ServiceIdentity);
    QCOMPARE(faultOf(people.reset(file.user)), Fault::ServiceIdentity);
    QCOMPARE(desk.organisation.signIn(file.user, file.password())->identity()->role, Role::Service);
}

void ServiceEnrolmentTest::isDisabledAndEnabled()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ServiceFile file = taken(ServiceEnrolment(*desk.admin).enrol(QStringLiteral("callveild")));
    PeopleService people(*desk.admin);
    taken(people.setDisabled(file.user, true));
    QVERIFY(!desk.organisation.trySignIn(file.user, file.password()));
    taken(people.setDisabled(file.user, false));
    QVERIFY(!desk.organisation.signIn(file.user, file.password())->identity()->writerKey.isEmpty());
}

void ServiceEnrolmentTest::neverViewsNumbers()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    AccessService access(*desk.admin);
    QCOMPARE(faultOf(access.grant(Role::Service, {})), Fault::ServiceIdentity);
    QCOMPARE(faultOf(access.setPermissions({{Role::Service, Permission::ManageUsers, true}})), Fault::ServiceIdentity);
    QCOMPARE(faultOf(access.setPermissions({{Role::Service, Permission::ManagePools, false}})), Fault::ServiceIdentity);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM actual_grant WHERE role = 6")), 0);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM role_permission WHERE role = 6")), 2);
    QCOMPARE(
        scalar(desk.organisation,
            QStringLiteral("SELECT COUNT(*) FROM vault_seal WHERE holder = %1").arg(service->identity()->id.value)),
        0);
}

void ServiceEnrolmentTest::nobodyIsMadeAServiceOtherwise()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    PeopleService people(*desk.admin);
    const NewPerson person{QStringLiteral("x"), {}, Role::Service, true, {}, TestOrganisation::password()};
    QCOMPARE(faultOf(people.create(person)), Fault::ServiceIdentity);
    static_cast<void>(desk.hire(QStringLiteral("asha"), Role::Analyst));
    QCOMPARE(faultOf(people.change(QStringLiteral("asha"), {Role::Service, true, {}})), Fault::ServiceIdentity);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM person WHERE role = 6")), 0);
}

void ServiceEnrolmentTest::isWrittenToANewFileForItsOwner()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("callveild.json"));
    const EnrolledFile enrolled = taken(ServiceEnrolment(*desk.admin).enrolInto(QStringLiteral("callveild"), path));
    QCOMPARE(enrolled.user, QStringLiteral("callveild"));
    QVERIFY(!enrolled.unwritten);
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(path) & others));
    const auto file = ServiceFile::read(path);
    QVERIFY(file);
    QCOMPARE(desk.organisation.signIn(file->user, file->password())->identity()->role, Role::Service);
}

void ServiceEnrolmentTest::leavesNoFileWhenItIsRefused()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.json"));
    QCOMPARE(faultOf(ServiceEnrolment(*desk.admin).enrolInto(QStringLiteral("bob"), path)), Fault::ChoiceUnknown);
    QVERIFY(!QFile::exists(path));
    QCOMPARE(services(desk), 0);
}

void ServiceEnrolmentTest::enrolsNobodyWhoseFileCannotBeWritten()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ServiceEnrolment enrolment(*desk.admin);
    const QString there = desk.organisation.writeFile(QStringLiteral("there.json"), "mine");
    QCOMPARE(faultOf(enrolment.enrolInto(QStringLiteral("callveild"), there)), Fault::FileExists);
    QFile file(there);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine"));
    const QTemporaryDir folder;
    QCOMPARE(faultOf(enrolment.enrolInto(QStringLiteral("callveild"), folder.filePath(QStringLiteral("none/x.json")))),
        Fault::FileUnwritable);
    QCOMPARE(services(desk), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ServiceEnrolmentTest)
#include "tst_service_enrolment.moc"
