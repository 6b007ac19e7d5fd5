// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_scene.h"
#include "service_scene.h"

#include "services/duty/service_duty.h"

#include <QSignalSpy>

namespace callveil {

using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 30000;

/// A duty that counts its runs, and fails while it is told to.
struct Counter {
    int runs = 0;
    bool fails = false;
    Fault fault = Fault::DatabaseBusy;

    [[nodiscard]] Duty duty(const QString &name, std::chrono::milliseconds pause = 20ms)
    {
        return {name, pause, [this]() -> QFuture<Result<qint64>> {
                    ++runs;
                    QPromise<Result<qint64>> promise;
                    promise.start();
                    promise.addResult(fails ? Result<qint64>(fail(ErrorCode::Busy, fault)) : Result<qint64>(1));
                    promise.finish();
                    return promise.future();
                }};
    }
};

/// Stops it and waits for the end: it works with the workspace.
bool stopped(ServiceDuty &duty)
{
    QSignalSpy spy(&duty, &ServiceDuty::stopped);
    duty.stop();
    return !spy.isEmpty() || spy.wait(patienceMs);
}

ServiceInstance instance()
{
    return LeaseService::newInstance(QStringLiteral("1"));
}

} // namespace

/// What the service does with its sign-in.
class ServiceDutyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void waitsLongerAfterEachFailure();
    void doesItsDutiesWhileItLeads();
    void tidiesExpiredBindingsAndSamplesPools();
    void waitsWhileAnotherLeads();
    void tellsAFailureOnce();
    void finishesWhatRunsBeforeItStops();
    void signsOutAndGivesUpTheLease();
    void stopsForWhoeverIsDisabled();
    void doesEverythingOnce();
    void doesNothingOnceWhileAnotherLeads();
    void survivesALostDatabase();
};

void ServiceDutyTest::waitsLongerAfterEachFailure()
{
    QCOMPARE(DutyTimer::waitAfter(0, 60s), 60s);
    QCOMPARE(DutyTimer::waitAfter(0, 20ms), 20ms);
    QCOMPARE(DutyTimer::waitAfter(1, 60s), 1s);
    QCOMPARE(DutyTimer::waitAfter(2, 60s), 2s);
    QCOMPARE(DutyTimer::waitAfter(5, 1s), 16s);
    QCOMPARE(DutyTimer::waitAfter(6, 1s), 30s);
    QCOMPARE(DutyTimer::waitAfter(20, 0s), 30s);
    QCOMPARE(DutyTimer::waitAfter(20, 300s), 300s);
}

void ServiceDutyTest::doesItsDutiesWhileItLeads()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    ServiceDuty duty(*service, instance());
    Counter often, seldom;
    duty.add(often.duty(QStringLiteral("often")));
    duty.add(seldom.duty(QStringLiteral("seldom"), 1h));
    QSignalSpy lead(&duty, &ServiceDuty::leadChanged);
    duty.start();
    QTRY_VERIFY_WITH_TIMEOUT(duty.leads(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(often.runs > 3, patienceMs);
    QCOMPARE(seldom.runs, 1);
    QCOMPARE(lead, QList<QVariantList>({{true}}));
    QVERIFY(taken(LeaseService(*desk.admin).state()).running);
    QVERIFY(stopped(duty));
    const int runs = often.runs;
    QCoreApplication::processEvents(QEventLoop::AllEvents, 100);
    QCOMPARE(often.runs, runs);
}

void ServiceDutyTest::tidiesExpiredBindingsAndSamplesPools()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 2);
    const BindingId id =
        scene.bind(pool, 1, 1,
                 [](BindingOrder &order) {
                     order.expiry = {ExpiryOrder::Kind::Minutes, 10, {}};
                 })
            .binding.id;
    scene.pass(60);
    const auto service = enrolService(scene.desk);
    ServiceDuty duty(*service, instance());
    for (Duty &one : ServiceDuty::usualDuties(*service))
        duty.add(std::move(one));
    duty.start();
    const DatabaseLook look(scene.desk.organisation);
    QTRY_COMPARE_WITH_TIMEOUT(
        look.number(QStringLiteral("SELECT COUNT(*) FROM binding WHERE id = %1 AND keeps_numbers = 0").arg(id.value)),
        1, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(look.number(QStringLiteral("SELECT COUNT(*) FROM pool_sample")), 1, patienceMs);
    QCOMPARE(look.number(QStringLiteral("SELECT actor_id FROM deed WHERE action = 'binding.tidy'")),
        service->identity()->id.value);
    QVERIFY(stopped(duty));
}

void ServiceDutyTest::waitsWhileAnotherLeads()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto one = enrolService(desk), two = enrolService(desk, QStringLiteral("callveild-other"));
    ServiceDuty first(*one, instance()), second(*two, instance());
    Counter counter;
    second.add(counter.duty(QStringLiteral("work")));
    first.start();
    QTRY_VERIFY_WITH_TIMEOUT(first.leads(), patienceMs);
    QSignalSpy lead(&second, &ServiceDuty::leadChanged);
    second.start();
    QTRY_COMPARE_WITH_TIMEOUT(lead.size(), 1, patienceMs);
    QCOMPARE(lead.front(), QVariantList({false}));
    QCOMPARE(counter.runs, 0);
    QVERIFY(stopped(first));
    QTRY_VERIFY_WITH_TIMEOUT(second.leads() && counter.runs > 0, patienceMs);
    QVERIFY(stopped(second));
}

void ServiceDutyTest::tellsAFailureOnce()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    ServiceDuty duty(*service, instance());
    Counter counter;
    counter.fails = true;
    duty.add(counter.duty(QStringLiteral("work")));
    QSignalSpy troubled(&duty, &ServiceDuty::troubled), recovered(&duty, &ServiceDuty::recovered);
    duty.start();
    QTRY_VERIFY_WITH_TIMEOUT(counter.runs >= 2, patienceMs);
    QCOMPARE(troubled.size(), 1);
    QCOMPARE(troubled.front().front().toString(), QStringLiteral("work"));
    counter.fault = Fault::DatabaseFull;
    QTRY_COMPARE_WITH_TIMEOUT(troubled.size(), 2, patienceMs); // another reason is news
    QVERIFY(recovered.isEmpty());
    counter.fails = false;
    QTRY_COMPARE_WITH_TIMEOUT(recovered.size(), 1, patienceMs);
    QCOMPARE(recovered.front().front().toString(), QStringLiteral("work"));
    QVERIFY(stopped(duty));
    QCOMPARE(troubled.size(), 2);
}

void ServiceDutyTest::finishesWhatRunsBeforeItStops()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    ServiceDuty duty(*service, instance());
    QPromise<Result<qint64>> work;
    bool begun = false;
    duty.add({QStringLiteral("long"), 1h, [&] {
                  begun = true;
                  work.start();
                  return work.future();
              }});
    duty.start();
    QTRY_VERIFY_WITH_TIMEOUT(begun, patienceMs);
    QSignalSpy stopped(&duty, &ServiceDuty::stopped);
    duty.stop();
    QVERIFY(!stopped.wait(200));
    QVERIFY(taken(LeaseService(*desk.admin).state()).running); // nobody else begins meanwhile
    work.addResult(Result<qint64>(1));
    work.finish();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, patienceMs);
}

void ServiceDutyTest::signsOutAndGivesUpTheLease()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    ServiceDuty duty(*service, instance());
    duty.start();
    QTRY_VERIFY_WITH_TIMEOUT(duty.leads(), patienceMs);
    QVERIFY(stopped(duty));
    QTRY_VERIFY(!taken(LeaseService(*desk.admin).state()).running);
    QCOMPARE(scalar(desk.organisation,
                 QStringLiteral("SELECT COUNT(*) FROM sign_in WHERE person_id = %1 AND ended_at IS NULL")
                     .arg(service->identity()->id.value)),
        0);
}

void ServiceDutyTest::stopsForWhoeverIsDisabled()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    ServiceDuty duty(*service, instance());
    Counter counter;
    duty.add(counter.duty(QStringLiteral("work")));
    QSignalSpy expelled(&duty, &ServiceDuty::expelled);
    duty.start();
    QTRY_VERIFY_WITH_TIMEOUT(counter.runs > 0, patienceMs);
    taken(PeopleService(*desk.admin).setDisabled(service->identity()->name, true));
    QTRY_COMPARE_WITH_TIMEOUT(expelled.size(), 1, patienceMs);
    QVERIFY(!duty.leads());
    QVERIFY(stopped(duty));
    QTRY_VERIFY(!taken(LeaseService(*desk.admin).state()).running);
    QCOMPARE(expelled.size(), 1);
}

void ServiceDutyTest::doesEverythingOnce()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    ServiceDuty duty(*service, instance());
    Counter one, two;
    two.fails = true; // is tried once too
    duty.add(one.duty(QStringLiteral("one")));
    duty.add(two.duty(QStringLiteral("two")));
    QSignalSpy stopped(&duty, &ServiceDuty::stopped), troubled(&duty, &ServiceDuty::troubled);
    duty.startOnce();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, patienceMs);
    QCOMPARE(one.runs, 1);
    QCOMPARE(two.runs, 1);
    QCOMPARE(troubled.size(), 1);
    QTRY_VERIFY(!taken(LeaseService(*desk.admin).state()).running);
}

void ServiceDutyTest::doesNothingOnceWhileAnotherLeads()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto one = enrolService(desk), two = enrolService(desk, QStringLiteral("callveild-other"));
    const ServiceInstance leader = instance();
    QVERIFY(taken(LeaseService(*one).lead(leader)));
    ServiceDuty duty(*two, instance());
    Counter counter;
    duty.add(counter.duty(QStringLiteral("work")));
    QSignalSpy stopped(&duty, &ServiceDuty::stopped), lead(&duty, &ServiceDuty::leadChanged);
    duty.startOnce();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, patienceMs);
    QCOMPARE(lead, QList<QVariantList>({{false}}));
    QCOMPARE(counter.runs, 0);
    QVERIFY(taken(LeaseService(*one).lead(leader)));
}

void ServiceDutyTest::survivesALostDatabase()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // a file is not lost
    Desk desk(engine);
    const auto service = enrolService(desk);
    ServiceDuty duty(*service, instance());
    Counter counter;
    duty.add(counter.duty(QStringLiteral("work")));
    QSignalSpy troubled(&duty, &ServiceDuty::troubled), recovered(&duty, &ServiceDuty::recovered);
    duty.start();
    QTRY_VERIFY_WITH_TIMEOUT(duty.leads(), patienceMs);
    PostgresCluster::shared().stop();
    QTRY_COMPARE_WITH_TIMEOUT(troubled.size(), 1, patienceMs);
    QVERIFY(!duty.leads());
    QVERIFY(PostgresCluster::shared().start());
    QTRY_VERIFY_WITH_TIMEOUT(duty.leads(), patienceMs);
    QCOMPARE(recovered.size(), 1);
    const int runs = counter.runs;
    QTRY_VERIFY_WITH_TIMEOUT(counter.runs > runs, patienceMs);
    QVERIFY(stopped(duty));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ServiceDutyTest)
#include "tst_service_duty.moc"
