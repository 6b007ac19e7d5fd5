// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_scene.h"

#include "services/records/record_service.h"

#include <QDateTime>

namespace callveil {

namespace {

constexpr qint64 minuteMs = 60000;
constexpr qint64 hourMs = 60 * minuteMs;

void idleForAnHour(Pool &pool)
{
    pool.idleMinutes = 60;
    pool.coolDownMinutes = 0;
}

void own(BindingOrder &order)
{
    order.model = BindingModel::Agent;
}

/// Whether both are the same but for the time that a test takes.
bool isNear(qint64 one, qint64 other)
{
    return qAbs(one - other) < minuteMs;
}

} // namespace

/// Bindings that end because nobody calls over them, and that calls keep.
class BindingEndsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void anIdleEndIsJudgedAtTheMoment();
    void aCallPutsTheEndOff();
    void aCallThatCannotBeYetCountsUntilNow();
    void aCallRevivesNobody();
    void anExplicitEndCounts();
    void aCallChangesNoCoolDown();
    void anEndlessBindingEndsWhenIdle();
    void anExtensionTakesThePoolsTimeOutAnew();
    void anotherAgentBeginsAnew();
    void anOwnNumberStaysWhileOneIsCalled();
    void withoutTimeOutCallsChangeNothing();

private:
    /// Hands in the record of a call over the binding that ended so many ms ago; on a server the service notes it.
    static void call(RecordScene &scene, const Binding &binding, qint64 agoMs)
    {
        static int calls = 0;
        const qint64 ended = QDateTime::currentMSecsSinceEpoch() - agoMs;
        NewCallRecord record;
        record.callRef = QStringLiteral("call %1").arg(++calls);
        record.did = binding.number;
        record.session = binding.publicId;
        record.startedAt = ended - 30000;
        record.answeredAt = ended - 20000;
        record.endedAt = ended;
        record.billableSeconds = 20;
        record.disposition = Disposition::Answered;
        QVERIFY(taken(RecordService(*scene.service).add(record, QStringLiteral("key 1"))));
        static_cast<void>(scene.project());
    }
};

void BindingEndsTest::anIdleEndIsJudgedAtTheMoment()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::Exclusive, 1, [](Pool &p) {
        p.idleMinutes = 60;
        p.coolDownMinutes = 30;
    });
    const Binding first = scene.bind(pool, 1, 1).binding;
    QCOMPARE(first.idleMs.value_or(0), hourMs);
    QCOMPARE(*first.expiresAt, first.createdAt + hourMs);
    QCOMPARE(first.freeAt, *first.expiresAt + 30 * minuteMs);
    QVERIFY(isNear(first.endsBy.value_or(0), first.createdAt + qint64(Pool::usualExpiry) * minuteMs));
    QVERIFY(!first.lastCallAt && endsWhenIdle(first));
    scene.pass(59);
    QCOMPARE(int(scene.stateOf(first.id)), int(BindingState::Active));
    scene.pass(2);
    // Nobody tidied: it cools since then.
    QCOMPARE(int(scene.stateOf(first.id)), int(BindingState::Cooling));
    QCOMPARE(int(causeOf(scene.find(first.id))), int(EndCause::Idle));
    QCOMPARE(scene.refusal(pool, 2, 2).fault, Fault::PoolExhausted);
    scene.pass(30);
    QCOMPARE(scene.bind(pool, 2, 2).binding.did, first.did);
    QVERIFY(taken(scene.bindings.tidy()) >= 1);
    const Binding after = scene.find(first.id);
    QCOMPARE(int(after.endCause), int(EndCause::Idle));
    QVERIFY(after.endedAt && after.endedAt == after.expiresAt);
}

void BindingEndsTest::aCallPutsTheEndOff()
{
    QFETCH_GLOBAL(Engine, engine);
    RecordScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2, idleForAnHour);
    const Binding first = scene.bound(pool, 1, 1);
    scene.pass(50);
    call(scene, first, 5 * minuteMs);
    const Binding called = scene.find(first.id);
    QVERIFY(called.lastCallAt && isNear(*called.lastCallAt, QDateTime::currentMSecsSinceEpoch() - 5 * minuteMs));
    QCOMPARE(*called.expiresAt, *called.lastCallAt + hourMs);
    QCOMPARE(called.revision, first.revision); // whoever has seen it may still change it
    QCOMPARE(scene.faults(), QString()); // its sides and its number are taken until then
    scene.pass(54);
    QCOMPARE(int(scene.stateOf(first.id)), int(BindingState::Active));
    call(scene, first, 70 * minuteMs); // a record that comes late moves nothing back
    QVERIFY(isNear(*scene.find(first.id).expiresAt, *called.expiresAt - 54 * minuteMs));
    scene.pass(2);
    QVERIFY(scene.stateOf(first.id) != BindingState::Active);
    static_cast<void>(taken(scene.bindings.tidy()));
    QCOMPARE(int(scene.find(first.id).endCause), int(EndCause::Idle));
}

void BindingEndsTest::aCallThatCannotBeYetCountsUntilNow()
{
    QFETCH_GLOBAL(Engine, engine);
    RecordScene scene(engine);
    const Binding first = scene.bound(scene.pool(Sharing::PairUnique, 1, idleForAnHour), 1, 1);
    call(scene, first, -5 * hourMs);
    const Binding called = scene.find(first.id);
    QVERIFY(called.lastCallAt && isNear(*called.lastCallAt, QDateTime::currentMSecsSinceEpoch()));
    QCOMPARE(*called.expiresAt, *called.lastCallAt + hourMs);
}

void BindingEndsTest::aCallRevivesNobody()
{
    QFETCH_GLOBAL(Engine, engine);
    RecordScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2, idleForAnHour);
    const Binding idle = scene.bound(pool, 1, 1), released = scene.bound(pool, 2, 2);
    taken(scene.bindings.release(released));
    scene.pass(61);
    for (const Binding &binding : {idle, released}) {
        const Binding before = scene.find(binding.id);
        call(scene, binding, minuteMs);
        const Binding after = scene.find(binding.id);
        QVERIFY(!after.lastCallAt && after.expiresAt == before.expiresAt && after.freeAt == before.freeAt);
        QVERIFY(scene.stateOf(binding.id) != BindingState::Active);
    }
}

void BindingEndsTest::anExplicitEndCounts()
{
    QFETCH_GLOBAL(Engine, engine);
    RecordScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1, idleForAnHour);
    const auto ninety = [](BindingOrder &order) { order.expiry = {ExpiryOrder::Kind::Minutes, 90, {}}; };
    const Binding first = scene.bind(pool, 1, 1, ninety).binding;
    QVERIFY(endsWhenIdle(first));
    scene.pass(50);
    call(scene, first, 0);
    const Binding called = scene.find(first.id);
    QVERIFY(called.expiresAt == called.endsBy && !endsWhenIdle(called));
    scene.pass(41);
    QVERIFY(scene.stateOf(first.id) != BindingState::Active);
    QCOMPARE(int(causeOf(scene.find(first.id))), int(EndCause::Expired));
    static_cast<void>(taken(scene.bindings.tidy()));
    QCOMPARE(int(scene.find(first.id).endCause), int(EndCause::Expired));
}

void BindingEndsTest::aCallChangesNoCoolDown()
{
    QFETCH_GLOBAL(Engine, engine);
    RecordScene scene(engine);
    Pool pool = scene.pool(Sharing::PairUnique, 1, [](Pool &p) {
        p.idleMinutes = 60;
        p.coolDownMinutes = 30;
    });
    const Binding first = scene.bound(pool, 1, 1);
    pool.coolDownMinutes = 90;
    static_cast<void>(taken(scene.pools.save(pool)));
    scene.pass(50);
    call(scene, first, 0);
    const Binding called = scene.find(first.id);
    QVERIFY(called.lastCallAt);
    QCOMPARE(called.freeAt, *called.expiresAt + 30 * minuteMs); // as long as when it was made
}

void BindingEndsTest::anEndlessBindingEndsWhenIdle()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1, idleForAnHour);
    const Binding first = scene
                              .bind(pool, 1, 1,
                                  [](BindingOrder &order) {
                                      order.expiry = {ExpiryOrder::Kind::Never, 0, QStringLiteral("As he asked")};
                                  })
                              .binding;
    QVERIFY(!first.endsBy && endsWhenIdle(first));
    QCOMPARE(*first.expiresAt, first.createdAt + hourMs);
    QCOMPARE(scene.faults(), QString());
    scene.pass(61);
    static_cast<void>(taken(scene.bindings.tidy()));
    QCOMPARE(int(scene.find(first.id).endCause), int(EndCause::Idle));
}

void BindingEndsTest::anExtensionTakesThePoolsTimeOutAnew()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    Pool pool = scene.pool(Sharing::PairUnique, 1, idleForAnHour);
    const Binding first = scene.bind(pool, 1, 1).binding;
    scene.pass(50);
    const auto change = [&](std::optional<int> idle) {
        pool = scene.get(pool.id);
        pool.idleMinutes = idle;
        static_cast<void>(taken(scene.pools.save(pool)));
    };
    change(120);
    const Binding before = scene.find(first.id);
    QCOMPARE(before.idleMs.value_or(0), hourMs); // a change holds from then on
    const Binding longer = taken(scene.bindings.extend(before, {ExpiryOrder::Kind::Minutes, 600, {}}));
    QCOMPARE(longer.idleMs.value_or(0), 2 * hourMs);
    // What is extended, and recorded, is the explicit end.
    QCOMPARE(DatabaseLook(scene.desk.organisation)
                 .one(QStringLiteral("SELECT before FROM deed WHERE action = 'binding.extend'"))
                 .toString(),
        QStringLiteral("expires ") + QDateTime::fromMSecsSinceEpoch(*before.endsBy, Qt::UTC).toString(Qt::ISODate));
    QVERIFY(isNear(*longer.expiresAt, *before.expiresAt + 110 * minuteMs));
    QVERIFY(isNear(longer.endsBy.value_or(0), *longer.expiresAt + 480 * minuteMs));
    QCOMPARE(scene.faults(), QString());
    const Binding shorter = taken(scene.bindings.extend(longer, {ExpiryOrder::Kind::Minutes, 30, {}}));
    QVERIFY(shorter.expiresAt == shorter.endsBy);
    QCOMPARE(scene.faults(), QString());
    change(std::nullopt);
    const Binding endless =
        taken(scene.bindings.extend(shorter, {ExpiryOrder::Kind::Never, 0, QStringLiteral("As he asked")}));
    QVERIFY(!endless.idleMs && !endless.endsBy && !endless.expiresAt);
    QCOMPARE(scene.faults(), QString());
}

void BindingEndsTest::anotherAgentBeginsAnew()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1, idleForAnHour);
    const Binding first = scene.bind(pool, 1, 1).binding;
    scene.pass(50);
    const Binding before = scene.find(first.id);
    const Binding passed = taken(scene.bindings.reassign(before, {{}, scene.line(2)}));
    QVERIFY(isNear(*passed.expiresAt, *before.expiresAt + 50 * minuteMs));
    QCOMPARE(scene.faults(), QString());
    // Recording has nothing to do with it.
    scene.pass(10);
    const Binding quiet = scene.find(first.id);
    QCOMPARE(*taken(scene.bindings.record(quiet, RecordingChoice::No)).expiresAt, *quiet.expiresAt);
}

void BindingEndsTest::anOwnNumberStaysWhileOneIsCalled()
{
    QFETCH_GLOBAL(Engine, engine);
    RecordScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2, idleForAnHour);
    const Binding first = scene.bind(pool, 1, 1, own).binding, second = scene.bind(pool, 2, 1, own).binding;
    scene.pass(40);
    call(scene, first, 0);
    scene.pass(25);
    QCOMPARE(int(scene.stateOf(first.id)), int(BindingState::Active));
    QVERIFY(scene.stateOf(second.id) != BindingState::Active);
    QCOMPARE(scene.bind(pool, 3, 1, own).binding.did, first.did);
    QCOMPARE(scene.faults(), QString());
}

void BindingEndsTest::withoutTimeOutCallsChangeNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    RecordScene scene(engine);
    const Binding first = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const Binding before = scene.find(first.id);
    QVERIFY(before.expiresAt == before.endsBy && !before.idleMs && !endsWhenIdle(before));
    call(scene, first, 0);
    const Binding after = scene.find(first.id);
    QVERIFY(!after.lastCallAt && after.expiresAt == before.expiresAt);
    scene.pass(24 * 60 + 1);
    static_cast<void>(taken(scene.bindings.tidy()));
    QCOMPARE(int(scene.find(first.id).endCause), int(EndCause::Expired));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::BindingEndsTest)
#include "tst_binding_ends.moc"
