// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_scene.h"

namespace callveil {

namespace {

const QString seven = QStringLiteral("Order 7");

/// What somebody else is doing to a binding, and has not committed.
class OthersChange final {
public:
    OthersChange(const BindingScene &scene, const QString &change, const Binding &binding)
        : m_onServer(scene.desk.organisation.engine() == Engine::PostgreSql), m_look(scene.desk.organisation),
          m_watch(scene.desk.organisation)
    {
        if (m_onServer)
            m_look.run(QStringLiteral("SET session_replication_role = replica")); // it leaves no entry
        m_look.run(m_onServer ? QStringLiteral("BEGIN") : QStringLiteral("BEGIN IMMEDIATE"));
        m_look.run(QStringLiteral("UPDATE binding SET %1 WHERE id = %2").arg(change).arg(binding.id.value));
    }
    void commitOnceItIsWaitedFor() const
    {
        const auto isWaitedFor = [this] { // nobody tells who waits for a file
            return m_onServer && m_watch.number(QStringLiteral("SELECT count(*) FROM pg_locks WHERE NOT granted")) > 0;
        };
        const bool waited = QTest::qWaitFor(isWaitedFor, m_onServer ? 20000 : 500);
        m_look.run(QStringLiteral("COMMIT"));
        QCOMPARE(waited, m_onServer);
    }

private:
    const bool m_onServer;
    DatabaseLook m_look, m_watch;
};

} // namespace

/// Closing a case ends its live bindings, and nobody else's.
class ClosedCasesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void endsTheLiveBindingsOfTheCase();
    void readsAgainWhatSomebodyJustChanged();
    void countsNotWhatOthersEnded();
    void stopsWhenItIsCancelled();
    void saysThatACaseHasNone();
    void needsAProcessAndACase();
    void isForWhoeverManagesPools();

private:
    static std::function<void(BindingOrder &)> of(const QString &caseRef, ProcessId process = {})
    {
        return [caseRef, process](BindingOrder &order) {
            order.caseRef = caseRef;
            if (process.isSet())
                order.process = process;
        };
    }
    /// Entries of the record that a case was closed.
    [[nodiscard]] static qint64 entries(const BindingScene &scene)
    {
        return DatabaseLook(scene.desk.organisation)
            .number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'binding.close-case'"));
    }
};

void ClosedCasesTest::endsTheLiveBindingsOfTheCase()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5, [](Pool &p) { p.coolDownMinutes = 30; });
    const Binding one = scene.bind(pool, 1, 1, of(seven)).binding, two = scene.bind(pool, 2, 2, of(seven)).binding,
                  gone = scene.bind(pool, 3, 3, of(seven)).binding,
                  other = scene.bind(pool, 4, 4, of(QStringLiteral("Order 77"))).binding,
                  elsewhere = scene.bind(pool, 5, 5, of(seven, scene.support)).binding;
    taken(scene.bindings.release(gone));
    taken(scene.bindings.record(two, RecordingChoice::No)); // nobody has to know its newest revision
    QCOMPARE(taken(scene.bindings.closeCase(scene.sales, QStringLiteral(" Order  7 "))), 2);
    for (const Binding &ended : {one, two}) {
        const Binding after = scene.find(ended.id);
        QCOMPARE(int(after.endCause), int(EndCause::CaseClosed));
        QVERIFY(after.endedAt);
        QCOMPARE(after.freeAt, *after.endedAt + 30 * 60000);
        QCOMPARE(int(scene.stateOf(ended.id)), int(BindingState::Cooling));
    }
    QCOMPARE(int(scene.find(gone.id).endCause), int(EndCause::Released));
    for (const Binding &live : {other, elsewhere})
        QCOMPARE(int(scene.stateOf(live.id)), int(BindingState::Active));
    QCOMPARE(entries(scene), 2);
}

void ClosedCasesTest::readsAgainWhatSomebodyJustChanged()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Binding one = scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1, of(seven)).binding;
    const OthersChange other(scene, QStringLiteral("revision = revision + 1"), one);
    const auto closed = scene.bindings.closeCase(scene.sales, seven);
    other.commitOnceItIsWaitedFor();
    QCOMPARE(taken(closed), 1);
    QCOMPARE(int(scene.find(one.id).endCause), int(EndCause::CaseClosed));
    QCOMPARE(entries(scene), 1);
}

void ClosedCasesTest::countsNotWhatOthersEnded()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Binding one = scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1, of(seven)).binding;
    const OthersChange other(scene,
        QStringLiteral("revision = revision + 1, ended_at = created_at, end_cause = 1, free_at = created_at"), one);
    const auto closed = scene.bindings.closeCase(scene.sales, seven);
    other.commitOnceItIsWaitedFor();
    QCOMPARE(taken(closed), 0); // it is as it should be, and no error
    QCOMPARE(int(scene.find(one.id).endCause), int(EndCause::Released));
}

void ClosedCasesTest::stopsWhenItIsCancelled()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding one = scene.bind(pool, 1, 1, of(seven)).binding, two = scene.bind(pool, 2, 2, of(seven)).binding;
    const auto progress = std::make_shared<ReleaseProgress>();
    progress->cancelled = true;
    QCOMPARE(taken(scene.bindings.closeCase(scene.sales, seven, progress)), 0);
    for (const Binding &binding : {one, two})
        QCOMPARE(int(scene.stateOf(binding.id)), int(BindingState::Active));
    progress->cancelled = false;
    QCOMPARE(taken(scene.bindings.closeCase(scene.sales, seven, progress)), 2);
    QCOMPARE(progress->done.load(), 2);
}

void ClosedCasesTest::saysThatACaseHasNone()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding other = scene.bind(pool, 1, 1, of(seven)).binding;
    QCOMPARE(taken(scene.bindings.closeCase(scene.sales, QStringLiteral("Order"))), 0);
    QCOMPARE(taken(scene.bindings.closeCase(scene.sales, QStringLiteral("order 7"))), 0);
    QCOMPARE(taken(scene.bindings.closeCase(scene.sales, scene.customer(1))), 0); // and nobody is asked about a number
    QCOMPARE(taken(scene.bindings.closeCase(scene.sales, seven)), 1);
    QCOMPARE(taken(scene.bindings.closeCase(scene.sales, seven)), 0);
    QCOMPARE(entries(scene), 1);
    QCOMPARE(int(scene.find(other.id).endCause), int(EndCause::CaseClosed));
}

void ClosedCasesTest::needsAProcessAndACase()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1)); // of no case
    const Error nameless = errorOf(scene.bindings.closeCase(scene.sales, QStringLiteral("  ")));
    QCOMPARE(nameless.fault, Fault::NameEmpty);
    QCOMPARE(nameless.args.value(0), QStringLiteral("case"));
    QCOMPARE(faultOf(scene.bindings.closeCase({}, seven)), Fault::ProcessUnknown);
    QCOMPARE(faultOf(scene.bindings.closeCase({99}, seven)), Fault::ProcessUnknown);
    QCOMPARE(entries(scene), 0);
}

void ClosedCasesTest::isForWhoeverManagesPools()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding binding = scene.bind(pool, 1, 1, of(seven)).binding;
    const auto analyst = scene.desk.hire(QStringLiteral("ann"), Role::Analyst);
    QCOMPARE(faultOf(BindingService(*analyst).closeCase(scene.sales, seven)), Fault::NotPermitted);
    const auto stranger = scene.desk.hire(QStringLiteral("sue"), Role::Supervisor, {scene.support});
    QCOMPARE(faultOf(BindingService(*stranger).closeCase(scene.sales, seven)), Fault::ProcessUnknown);
    QCOMPARE(taken(BindingService(*stranger).closeCase(scene.support, seven)), 0);
    QCOMPARE(int(scene.stateOf(binding.id)), int(BindingState::Active));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ClosedCasesTest)
#include "tst_closed_cases.moc"
