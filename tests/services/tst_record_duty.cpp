// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake_scene.h"

#include "services/duty/service_duty.h"

#include <QSignalSpy>

namespace callveil {

namespace {

constexpr int soonMs = 30000; // it takes two or three seconds; a computer that is busy with other things, more
constexpr int patienceMs = 30000;

} // namespace

/// That a service which works takes call records in by itself, and soon.
class RecordDutyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void aRecordBecomesLegsSoon();
};

void RecordDutyTest::aRecordBecomesLegsSoon()
{
    QFETCH_GLOBAL(Engine, engine);
    IntakeScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1).binding;
    ServiceDuty duty(*scene.service, LeaseService::newInstance(QStringLiteral("1")));
    for (Duty &each : ServiceDuty::usualDuties(*scene.service))
        duty.add(std::move(each));
    duty.start();
    QTRY_VERIFY_WITH_TIMEOUT(duty.leads(), patienceMs);
    const QString legs = QStringLiteral("SELECT COUNT(*) FROM call_leg");
    for (const int call : {1, 2}) { // the first, and one that comes while nothing waits
        scene.call(binding, QString::number(call), scene.customer(1), scene.now + (call - 1) * 60000);
        QTRY_COMPARE_WITH_TIMEOUT(scene.look.number(legs), 2 * call, soonMs);
    }
    QCOMPARE(scene.calls(binding).size(), size_t(2));
    QSignalSpy stopped(&duty, &ServiceDuty::stopped);
    duty.stop();
    QVERIFY(!stopped.isEmpty() || stopped.wait(patienceMs));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RecordDutyTest)
#include "tst_record_duty.moc"
