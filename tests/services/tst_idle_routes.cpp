// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_scene.h"

#include <QDateTime>

namespace callveil {

/// Calls over a server put the end of their binding off: its route goes on. A switch waits for nobody, nor anybody for
/// it.
class IdleRoutesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theRouteFollowsItsBinding();
    void aNumberOfOnesOwnFollowsToo();
    void aRecordComesWhileAPassHoldsTheBinding();
    void whatIsHeldKeepsNothingElseWaiting();
    void whatCannotCountIsNotKept();
    void nobodyWaitsForASwitch();
    void nobodyElseTouches();

private:
    /// The route's own end, as a switch would judge it.
    [[nodiscard]] qint64 routeEnd(const Binding &binding, const QString &caller) const
    {
        return m_scene->look.number(
            QStringLiteral("SELECT expires_at FROM cv_route.route WHERE did_id = %1 AND caller = '%2'")
                .arg(binding.did.value)
                .arg(caller));
    }
    /// As a switch hands it in; the call is over now.
    void handIn(const Binding &binding) const { handIn(binding, DatabaseLook(m_scene->desk.organisation)); }
    void handIn(const Binding &binding, const DatabaseLook &door) const
    {
        door.run(QStringLiteral("SET ROLE \"cv_%1_switch\"").arg(m_scene->desk.organisation.address().database));
        door.run(QStringLiteral(
            "INSERT INTO switch_v1.kam_cdr (start_time, end_time, duration, session_id, did, "
            "caller, sip_code, call_ref) VALUES ('%1', '%2', '30', '%3', '%4', '%5', '200', 'c' || '%3')")
                     .arg(QDateTime::currentSecsSinceEpoch() - 30)
                     .arg(QDateTime::currentSecsSinceEpoch())
                     .arg(RecordScene::session(binding), binding.number, RecordScene::customer(1)));
    }
    [[nodiscard]] qint64 waiting() const
    {
        return m_scene->look.number(QStringLiteral("SELECT count(*) FROM cv_route.late_touch"));
    }
    [[nodiscard]] Pool idlePool() const
    {
        return m_scene->pool(Sharing::PairUnique, 1, [](Pool &p) { p.idleMinutes = 60; });
    }
    /// What somebody does; fails when he is kept waiting.
    template <typename T>
    static void soon(QFuture<Result<T>> future)
    {
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 30000);
        QVERIFY(future.result());
    }
    [[nodiscard]] Binding bound(const std::function<void(BindingOrder &)> &edit = {})
    {
        const Pool pool = idlePool();
        const Binding binding = m_scene->bind(pool, 1, 1, edit).binding;
        static_cast<void>(m_scene->project());
        m_scene->pass(50);
        m_scene->look.run(QStringLiteral("UPDATE cv_route.route SET expires_at = expires_at - 3000000"));
        return m_scene->find(binding.id);
    }

    std::unique_ptr<RecordScene> m_scene;
};

void IdleRoutesTest::init()
{
    m_scene = std::make_unique<RecordScene>(Engine::PostgreSql);
}

void IdleRoutesTest::cleanup()
{
    m_scene.reset();
}

void IdleRoutesTest::theRouteFollowsItsBinding()
{
    const Binding before = bound();
    QCOMPARE(routeEnd(before, m_scene->customer(1)), *before.expiresAt);
    handIn(before);
    QCOMPARE(m_scene->look.number(QStringLiteral("SELECT count(*) FROM cv_route.due")), 0); // nothing is made anew
    static_cast<void>(m_scene->project());
    const Binding after = m_scene->find(before.id);
    QVERIFY(*after.expiresAt > *before.expiresAt + 49 * 60000);
    QCOMPARE(routeEnd(after, m_scene->customer(1)), *after.expiresAt);
    QCOMPARE(routeEnd(after, m_scene->line(1)), *after.expiresAt);
    m_scene->pass(30);
    m_scene->look.run(QStringLiteral("UPDATE cv_route.route SET expires_at = expires_at - 1800000"));
    static_cast<void>(m_scene->project());
    QVERIFY(SwitchLook(*m_scene).route(after.number, m_scene->customer(1)).startsWith(QLatin1String("bridge")));
}

void IdleRoutesTest::aNumberOfOnesOwnFollowsToo()
{
    const Binding before = bound([](BindingOrder &order) { order.model = BindingModel::Agent; });
    QCOMPARE(routeEnd(before, {}), *before.expiresAt);
    handIn(before);
    static_cast<void>(m_scene->project());
    const Binding after = m_scene->find(before.id);
    QVERIFY(*after.expiresAt > *before.expiresAt);
    QCOMPARE(routeEnd(after, {}), *after.expiresAt);
}

void IdleRoutesTest::aRecordComesWhileAPassHoldsTheBinding()
{
    const Binding before = bound();
    {
        const DatabaseLook pass(m_scene->desk.organisation);
        pass.run(QStringLiteral("BEGIN"));
        pass.run(QStringLiteral("SELECT id FROM binding WHERE id = %1 FOR SHARE").arg(before.id.value));
        handIn(before); // which would wait for ever
        QCOMPARE(waiting(), 1);
        static_cast<void>(m_scene->project());
        QCOMPARE(waiting(), 1);
        QVERIFY(!m_scene->find(before.id).lastCallAt);
        pass.run(QStringLiteral("ROLLBACK"));
    }
    static_cast<void>(m_scene->project());
    QCOMPARE(waiting(), 0);
    const Binding after = m_scene->find(before.id);
    QVERIFY(after.lastCallAt && *after.expiresAt > *before.expiresAt + 49 * 60000);
    QCOMPARE(routeEnd(after, m_scene->customer(1)), *after.expiresAt);
    QCOMPARE(m_scene->look.number(QStringLiteral("SELECT count(*) FROM cv_route.cdr_spool")), 1);
}

void IdleRoutesTest::whatIsHeldKeepsNothingElseWaiting()
{
    const Pool pool = idlePool();
    const Binding held = m_scene->bound(pool, 1, 1), other = m_scene->bound(pool, 2, 2);
    const DatabaseLook holder(m_scene->desk.organisation);
    holder.run(QStringLiteral("BEGIN"));
    holder.run(QStringLiteral("SELECT id FROM binding WHERE id = %1 FOR UPDATE").arg(held.id.value));
    m_scene->look.run(QStringLiteral("INSERT INTO cv_route.late_touch (binding_id, at_ms) "
                                     "SELECT %1, cv_api.now_ms() + n FROM generate_series(1, 3000) n")
                          .arg(held.id.value));
    handIn(held);
    handIn(other);
    static_cast<void>(m_scene->project());
    QCOMPARE(waiting(), 3001);
    QVERIFY(m_scene->find(other.id).lastCallAt);
    holder.run(QStringLiteral("ROLLBACK"));
    static_cast<void>(m_scene->project());
    QCOMPARE(waiting(), 0);
    QVERIFY(m_scene->find(held.id).lastCallAt);
}

void IdleRoutesTest::whatCannotCountIsNotKept()
{
    const Binding endless = m_scene->bound(m_scene->pool(Sharing::PairUnique, 1), 1, 1);
    handIn(endless); // its pool has no time-out
    QCOMPARE(waiting(), 0);
    const Binding released = m_scene->bound(idlePool(), 2, 2);
    handIn(released);
    QCOMPARE(waiting(), 1);
    taken(m_scene->bindings.release(released));
    static_cast<void>(m_scene->project());
    QCOMPARE(waiting(), 0);
    QVERIFY(!m_scene->find(released.id).lastCallAt);
}

void IdleRoutesTest::nobodyWaitsForASwitch()
{
    const Pool pool = idlePool();
    const Binding called = m_scene->bound(pool, 1, 1), released = m_scene->bound(pool, 2, 2),
                  extended = m_scene->bound(pool, 3, 3);
    QCOMPARE(called.did, released.did);
    const DatabaseLook open(m_scene->desk.organisation);
    open.run(QStringLiteral("BEGIN"));
    handIn(called, open);
    soon(m_scene->bindings.release(released));
    soon(m_scene->bindings.extend(extended, {ExpiryOrder::Kind::Minutes, 600, {}}));
    soon(m_scene->bindings.record(called, RecordingChoice::No));
    soon(m_scene->pools.setState(m_scene->seen(pool.id), DidState::Suspended));
    soon(PeopleService(*m_scene->desk.admin).setDisabled(ServiceEnrolment::usualName(), true));
    QCOMPARE(m_scene->look.number(QStringLiteral("SELECT count(*) FROM cv_route.route")), 0);
    open.run(QStringLiteral("COMMIT"));
    QCOMPARE(waiting(), 1); // for the next service
}

void IdleRoutesTest::nobodyElseTouches()
{
    const DatabaseLook door(m_scene->desk.organisation);
    for (const char *group : {"switch", "person"})
        for (const char *function : {"binding_touch(bigint, bigint)", "binding_called(bigint, bigint)"})
            QCOMPARE(
                door.number(QStringLiteral("SELECT has_function_privilege('cv_%1_%2', 'cv_api.%3', 'execute')::int")
                                .arg(m_scene->desk.organisation.address().database, QLatin1String(group),
                                    QLatin1String(function))),
                0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::IdleRoutesTest)
#include "tst_idle_routes.moc"
