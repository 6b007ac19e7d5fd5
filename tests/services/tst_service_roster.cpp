// SPDX-License-Identifier: GPL-3.0-or-later
#include "service_scene.h"

#include "services/duty/lease_service.h"
#include "services/platform/service_roster.h"

#include <QDateTime>

namespace callveil {

/// The list of services: what each is doing, told to whoever may know it.
class ServiceRosterTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void isEmptyAtFirst();
    void tellsWhoEnrolledThemAndWhen();
    void tellsWhoLeadsAndWhoWaits();
    void tellsWhoIsDisabled();
    void tellsSignInsToWhoeverManagesUsers();
    void isForWhoeverManagesPoolsOrSecurity();

private:
    using State = EnrolledService::State;

    [[nodiscard]] static ServiceOverview read(Workspace &workspace)
    {
        return taken(ServiceRoster(workspace).overview());
    }
    [[nodiscard]] static QList<State> states(Workspace &workspace)
    {
        QList<State> states;
        for (const EnrolledService &service : read(workspace).services)
            states.append(service.state);
        return states;
    }
    [[nodiscard]] static bool isNow(qint64 ms) { return qAbs(ms - QDateTime::currentMSecsSinceEpoch()) < 60000; }
};

void ServiceRosterTest::isEmptyAtFirst()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    static_cast<void>(desk.hire(QStringLiteral("asha"), Role::Analyst)); // people are no services
    const ServiceOverview overview = read(*desk.admin);
    QVERIFY(overview.services.empty());
    QVERIFY(!overview.lead.seen && !overview.lead.running);
}

void ServiceRosterTest::tellsWhoEnrolledThemAndWhen()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    static_cast<void>(taken(ServiceEnrolment(*desk.admin).enrol(QStringLiteral("callveild"))));
    const ServiceOverview overview = read(*desk.admin);
    QCOMPARE(overview.services.size(), size_t(1));
    const EnrolledService &service = overview.services.front();
    QCOMPARE(service.name, QStringLiteral("callveild"));
    QCOMPARE(service.state, State::Stopped);
    QVERIFY(!service.seenAt);
    QVERIFY(service.host.isEmpty());
    QCOMPARE(service.enrolledBy, desk.admin->identity()->displayName);
    QVERIFY(isNow(service.enrolledAt));
}

void ServiceRosterTest::tellsWhoLeadsAndWhoWaits()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto first = enrolService(desk), second = enrolService(desk, QStringLiteral("callveild-2"));
    QCOMPARE(states(*desk.admin), QList<State>({State::Stopped, State::Stopped})); // nobody to wait for
    const ServiceInstance instance = LeaseService::newInstance(QStringLiteral("1.2"));
    QVERIFY(taken(LeaseService(*second).lead(instance)));
    const ServiceOverview overview = read(*desk.admin);
    QVERIFY(overview.lead.running);
    QCOMPARE(overview.lead.host, instance.host);
    QCOMPARE(overview.services[0].state, State::Waits);
    QVERIFY(overview.services[0].seenAt && isNow(*overview.services[0].seenAt));
    QVERIFY(overview.services[0].host.isEmpty());
    QCOMPARE(overview.services[1].state, State::Leads);
    QCOMPARE(overview.services[1].host, instance.host);
    // Whoever was not seen for a while waits no more, whether he signed out or not.
    DatabaseLook(desk.organisation)
        .run(QStringLiteral("UPDATE sign_in SET last_seen_at = last_seen_at - 200000 WHERE person_id = %1")
                 .arg(first->identity()->id.value));
    QCOMPARE(states(*desk.admin), QList<State>({State::Stopped, State::Leads}));
    ageLease(desk.organisation, 10000);
    QCOMPARE(states(*desk.admin), QList<State>({State::Stopped, State::Stopped}));
    QCOMPARE(read(*desk.admin).services[1].host, instance.host); // it led last
}

void ServiceRosterTest::tellsWhoIsDisabled()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    QVERIFY(taken(LeaseService(*service).lead(LeaseService::newInstance(QStringLiteral("1.2")))));
    PeopleService people(*desk.admin);
    taken(people.setDisabled(ServiceEnrolment::usualName(), true));
    QCOMPARE(states(*desk.admin), QList<State>({State::Disabled}));
    QVERIFY(!read(*desk.admin).lead.running); // its lead went with it
    taken(people.setDisabled(ServiceEnrolment::usualName(), false));
    QCOMPARE(states(*desk.admin), QList<State>({State::Stopped}));
}

void ServiceRosterTest::tellsSignInsToWhoeverManagesUsers()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto first = enrolService(desk), second = enrolService(desk, QStringLiteral("callveild-2"));
    const auto sue = desk.hire(QStringLiteral("sue"), Role::Supervisor);
    QVERIFY(taken(LeaseService(*first).lead(LeaseService::newInstance(QStringLiteral("1.2")))));
    const ServiceOverview overview = read(*sue);
    QCOMPARE(overview.services[0].state, State::Leads); // everybody may know that
    QVERIFY(overview.services[0].seenAt);
    QCOMPARE(overview.services[1].state, State::Stopped);
    QVERIFY(!overview.services[1].seenAt);
    QCOMPARE(states(*desk.admin), QList<State>({State::Leads, State::Waits}));
}

void ServiceRosterTest::isForWhoeverManagesPoolsOrSecurity()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    for (const Role role : {Role::Analyst, Role::Executive, Role::ProfessionalAgent}) {
        const auto person = desk.hire(roleKey(role), role);
        QCOMPARE(faultOf(ServiceRoster(*person).overview()), Fault::NotPermitted);
    }
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ServiceRosterTest)
#include "tst_service_roster.moc"
