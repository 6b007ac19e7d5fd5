// SPDX-License-Identifier: GPL-3.0-or-later
#include "service_scene.h"

#include "services/duty/lease_service.h"

namespace callveil {

/// One instance of the service leads at a time.
class ServiceLeaseTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void oneLeadsAndKeepsIt();
    void isTakenOverWhenItRanOut();
    void isFreeWhenItsHolderLeaves();
    void onlyItsHolderGivesItUp();
    void tellsWhoLeads();
    void isForServicesAlone();

private:
    [[nodiscard]] static ServiceInstance instance() { return LeaseService::newInstance(QStringLiteral("1.2")); }
};

void ServiceLeaseTest::oneLeadsAndKeepsIt()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto first = enrolService(desk), second = enrolService(desk, QStringLiteral("callveild-other"));
    const ServiceInstance one = instance(), two = instance(), sibling = instance();
    QCOMPARE(one.mark.size(), 16);
    QVERIFY(one.mark != two.mark);
    LeaseService a(*first), b(*second);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(taken(a.lead(one)));
        QVERIFY(!taken(b.lead(two)));
        QVERIFY(!taken(a.lead(sibling))); // of the same identity, and another instance all the same
    }
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM service_lease")), 1);
}

void ServiceLeaseTest::isTakenOverWhenItRanOut()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto first = enrolService(desk), second = enrolService(desk, QStringLiteral("callveild-other"));
    const ServiceInstance one = instance(), two = instance();
    LeaseService a(*first), b(*second);
    QVERIFY(taken(a.lead(one)));
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT until - seen_at FROM service_lease")), 6000);
    ageLease(desk.organisation, 1000); // of six seconds: a busy computer takes some of them
    QVERIFY(!taken(b.lead(two)));
    ageLease(desk.organisation, 6000);
    QVERIFY(!taken(a.state()).running);
    QVERIFY(taken(b.lead(two)));
    QVERIFY(!taken(a.lead(one))); // too late
    QVERIFY(taken(b.state()).running);
}

void ServiceLeaseTest::isFreeWhenItsHolderLeaves()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto first = enrolService(desk), second = enrolService(desk, QStringLiteral("callveild-other"));
    const ServiceInstance one = instance(), two = instance();
    LeaseService a(*first), b(*second);
    QVERIFY(taken(a.lead(one)));
    taken(a.leave(one.mark));
    const ServiceState left = taken(a.state());
    QVERIFY(left.seen && !left.running && left.seenAt > 0);
    QTRY_VERIFY(taken(b.lead(two))); // within a millisecond of the database's clock
    QVERIFY(!taken(a.lead(one)));
}

void ServiceLeaseTest::onlyItsHolderGivesItUp()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto first = enrolService(desk), second = enrolService(desk, QStringLiteral("callveild-other"));
    const ServiceInstance one = instance(), two = instance();
    QVERIFY(taken(LeaseService(*first).lead(one)));
    taken(LeaseService(*second).leave(two.mark));
    QVERIFY(taken(LeaseService(*first).state()).running);
    QVERIFY(!taken(LeaseService(*second).lead(two)));
}

void ServiceLeaseTest::tellsWhoLeads()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto analyst = desk.hire(QStringLiteral("asha"), Role::Analyst);
    const ServiceState never = taken(LeaseService(*analyst).state());
    QVERIFY(!never.seen && !never.running);
    const auto service = enrolService(desk);
    LeaseService lease(*service);
    const ServiceInstance one = instance();
    QVERIFY(taken(lease.lead(one)));
    const ServiceState state = taken(LeaseService(*analyst).state());
    QVERIFY(state.seen && state.running);
    QCOMPARE(state.host, one.host);
    QCOMPARE(state.version, QStringLiteral("1.2"));
    QVERIFY(qAbs(state.seenAt - QDateTime::currentMSecsSinceEpoch()) < 60000);
    QCOMPARE(state.since, state.seenAt);
    QTRY_VERIFY(taken(lease.lead(one)) && taken(lease.state()).seenAt > state.seenAt);
    QCOMPARE(taken(lease.state()).since, state.since);
}

void ServiceLeaseTest::isForServicesAlone()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    QCOMPARE(faultOf(LeaseService(*desk.admin).lead(instance())), Fault::NotPermitted);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    QVERIFY(
        !runAs(*desk.admin, QStringLiteral("SELECT cv_api.service_lead(decode(repeat('00', 16), 'hex'), 'h', '1')")));
    QVERIFY(!runAs(*desk.admin, QStringLiteral("UPDATE cv.service_lease SET until = 0")));
    QVERIFY(!taken(LeaseService(*desk.admin).state()).seen);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ServiceLeaseTest)
#include "tst_service_lease.moc"
