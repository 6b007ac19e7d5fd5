// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_scene.h"

#include "services/retention/retention_service.h"
#include "services/reveal/reveal_service.h"

namespace callveil {

/// Who may bind, see and end bindings, also past the program; what the record says of it; and how long numbers stay.
class BindingRightsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void keepsToThePersonsProcesses();
    void needsThePermission();
    void rawSqlGetsNoFurther();
    void everyChangeIsRecorded();
    void findsByTheRealNumber();
    void revealsWhileItHolds();
    void aLegalHoldKeepsNumbers();
    void releasesWhatIsStale();
};

void BindingRightsTest::keepsToThePersonsProcesses()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5);
    const auto ofSupport = [&](BindingOrder &order) { order.process = scene.support; };
    const Binding sales = scene.bind(pool, 1, 1).binding, support = scene.bind(pool, 2, 2, ofSupport).binding;
    const auto gus = scene.desk.hire(QStringLiteral("gus"), Role::GroupManager, {scene.sales});
    BindingService his(*gus);
    const BindingPage page = taken(his.list({}));
    QCOMPARE(page.bindings.size(), size_t(1));
    QCOMPARE(page.bindings.front().id, sales.id);
    BindingFilter one;
    one.most = 1; // the page is full of his, whatever lies between
    QCOMPARE(taken(his.list({one, {}})).bindings.size(), size_t(1));
    QCOMPARE(faultOf(his.release(support)), Fault::BindingUnknown);
    QCOMPARE(faultOf(his.extend(support, {})), Fault::BindingUnknown);
    QCOMPARE(faultOf(his.record(support, RecordingChoice::No)), Fault::BindingUnknown);
    QCOMPARE(faultOf(his.reassign(support, {{}, scene.line(9)})), Fault::BindingUnknown);
    BindingOrder order = scene.order(pool, 5, 5);
    order.process = scene.support;
    QCOMPARE(faultOf(his.make(std::move(order))), Fault::ProcessUnknown);
    static_cast<void>(taken(his.make(scene.order(pool, 5, 5))));
    QCOMPARE(int(scene.stateOf(support.id)), int(BindingState::Active));
    QCOMPARE(taken(his.stale({0, false, {}, {}})).bindings.size(), size_t(2));
}

void BindingRightsTest::needsThePermission()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5);
    const Binding binding = scene.bind(pool, 1, 1).binding;
    const auto ana = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    BindingService hers(*ana);
    QCOMPARE(faultOf(hers.list({})), Fault::NotPermitted);
    QCOMPARE(faultOf(hers.make(scene.order(pool, 2, 2))), Fault::NotPermitted);
    QCOMPARE(faultOf(hers.release(binding)), Fault::NotPermitted);
    QCOMPARE(faultOf(hers.stale({})), Fault::NotPermitted);
    QCOMPARE(faultOf(hers.releaseAll({binding}, std::make_shared<ReleaseProgress>())), Fault::NotPermitted);
    QCOMPARE(faultOf(hers.tidy()), Fault::NotPermitted);
    QCOMPARE(faultOf(hers.noteExport(1)), Fault::NotPermitted);
    // Who manages pools and may not search, does not find by number.
    const auto gus = scene.desk.hire(QStringLiteral("gus"), Role::GroupManager);
    QCOMPARE(faultOf(BindingService(*gus).search(scene.customer(1))), Fault::NotPermitted);
}

void BindingRightsTest::rawSqlGetsNoFurther()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all rights in it
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5);
    const Binding binding = scene.bind(pool, 2, 2, [&](BindingOrder &order) { order.process = scene.support; }).binding;
    const auto gus = scene.desk.hire(QStringLiteral("gus"), Role::GroupManager, {scene.sales});
    const auto ana = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    const QString id = QString::number(binding.id.value), did = QString::number(binding.did.value);
    const QString make = QStringLiteral(
        "SELECT cv_api.binding_make(decode(repeat('00', 16), 'hex'), decode(repeat('00', 16), 'hex'), %1, %1, %2, 0, "
        "0, "
        "'', 'x', 'x', (SELECT max(id) FROM cv.policy_revision WHERE process_id = %3), 1, 1, 'x', 2, 'b', 'x', 3, 'c', "
        "'x', 2, 4, 1, 1, NULL, decode(repeat('00', 16), 'hex'), decode(repeat('01', 16), 'hex'), '', "
        "ARRAY[%4]::bigint[], '{a}', '{b}')");
    const QStringList attacks{QStringLiteral("SELECT cv_api.binding_release(%1, 1)").arg(id),
        QStringLiteral("SELECT cv_api.binding_extend(%1, 1, NULL)").arg(id),
        QStringLiteral("SELECT cv_api.binding_record(%1, 1, 0)").arg(id),
        QStringLiteral("SELECT cv_api.binding_reassign(%1, 1, 0, 'x', 1, 1, 1, 'x', 2, 'b', 'x', decode(repeat('00', "
                       "16), 'hex'), 'p')")
            .arg(id),
        make.arg(QString::number(pool.id.value), QString::number(scene.support.value),
            QString::number(scene.support.value), did),
        make.arg(QString::number(pool.id.value), QStringLiteral("NULL"), QString::number(scene.sales.value), did),
        QStringLiteral("UPDATE cv.binding SET expires_at = NULL"), QStringLiteral("DELETE FROM cv.binding"),
        QStringLiteral("SELECT * FROM cv_vault.binding_side"), QStringLiteral("SELECT * FROM cv_vault.binding_party"),
        QStringLiteral("SELECT cv_api.number_unbind(1)"), QStringLiteral("SELECT cv_api.binding_forget(%1)").arg(id),
        QStringLiteral("SELECT cv_api.binding_erase(%1, '{1}', 'xxxxxx')").arg(id),
        QStringLiteral("UPDATE cv.did SET free_at = 0")};
    for (const QString &attack : attacks)
        for (const auto &person : {gus, ana}) {
            const auto done = runWithDeed(*person, attack);
            QVERIFY2(!done && done.error().code == ErrorCode::Denied, qPrintable(attack));
        }
    QVERIFY(holdsFor(*gus, QStringLiteral("(SELECT count(*) FROM cv.binding) = 0")));
    QVERIFY(holdsFor(*ana, QStringLiteral("(SELECT count(*) FROM cv.binding) = 0")));
    // What he may do still needs its entry, and numbers of other pools are none that he gives.
    const Binding own = scene.bind(pool, 3, 3).binding;
    const QString release = QStringLiteral("SELECT cv_api.binding_release(%1, 1)").arg(own.id.value);
    QVERIFY(!runAs(*gus, release));
    QCOMPARE(int(scene.stateOf(own.id)), int(BindingState::Active));
    QVERIFY(runWithDeed(*gus, release));
    const PoolId other = scene.add(QStringLiteral("Other"), {scene.support});
    const QString sales = QString::number(scene.sales.value);
    QVERIFY(!runWithDeed(*gus, make.arg(QString::number(other.value), sales, sales, did)));
}

void BindingRightsTest::everyChangeIsRecorded()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5);
    Binding binding = scene.bind(pool, 1, 1).binding;
    binding = taken(scene.bindings.extend(binding, {ExpiryOrder::Kind::Never, 0, QStringLiteral("As he asked")}));
    binding = taken(scene.bindings.record(binding, RecordingChoice::No));
    binding = taken(scene.bindings.reassign(binding, {{}, scene.line(2)}));
    binding = taken(scene.bindings.release(binding));
    taken(scene.bindings.noteExport(3));
    const auto deeds =
        DatabaseLook(scene.desk.organisation)
            .run(QStringLiteral("SELECT action, object, before, after, reason FROM deed WHERE action LIKE "
                                "'binding.%' ORDER BY seq"));
    QStringList actions, texts;
    for (const QVariantList &deed : deeds) {
        actions.append(deed[0].toString());
        for (const QVariant &text : deed)
            texts.append(text.toString());
    }
    QCOMPARE(actions.join(u' '),
        QStringLiteral("binding.create binding.extend binding.record binding.reassign binding.release binding.export"));
    QCOMPARE(deeds[1][4].toString(), QStringLiteral("As he asked"));
    QCOMPARE(deeds[1][3].toString(), QStringLiteral("expires never"));
    QVERIFY(!texts.join(u' ').contains(QLatin1String("+4477")));
}

void BindingRightsTest::findsByTheRealNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5);
    const Binding first = scene.bind(pool, 1, 1).binding, second = scene.bind(pool, 1, 2).binding;
    static_cast<void>(scene.bind(pool, 3, 3));
    QSet<BindingId> found;
    for (const Binding &binding : taken(scene.bindings.search(QStringLiteral("077 009 00001"))).bindings)
        found.insert(binding.id);
    QCOMPARE(found, QSet<BindingId>({first.id, second.id}));
    QCOMPARE(taken(scene.bindings.search(scene.line(2))).bindings.front().id, second.id);
    QVERIFY(taken(scene.bindings.search(scene.customer(8))).bindings.empty());
    // A proxy number is no secret: no search.
    QCOMPARE(taken(scene.bindings.search(first.number)).bindings.front().id, first.id);
    taken(scene.bindings.release(second));
    QCOMPARE(taken(scene.bindings.search(scene.customer(1))).bindings.size(), size_t(1)); // what has ended keeps none
    QCOMPARE(DatabaseLook(scene.desk.organisation)
                 .number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'number.search'")),
        4);
}

void BindingRightsTest::revealsWhileItHolds()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5);
    const Binding binding = scene.bind(pool, 1, 1).binding;
    RevealService reveal(*scene.desk.admin);
    const auto shown = [&](NumberId number) {
        return reveal.reveal({number, QStringLiteral("He asked to be called"), {}}).result();
    };
    QCOMPARE((*shown(binding.customerNumber))->text(), scene.customer(1));
    QCOMPARE((*shown(binding.agentNumber))->text(), scene.line(1));
    taken(scene.bindings.release(binding));
    QCOMPARE(shown(binding.customerNumber).error().fault, Fault::NumberGone);
}

void BindingRightsTest::aLegalHoldKeepsNumbers()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 5);
    const Binding binding = scene.bind(pool, 1, 1).binding, expiring = scene.bind(pool, 2, 2).binding;
    RetentionService retention(*scene.desk.admin);
    const auto rule = [&](const QString &hold) {
        for (const RetentionLine &line : taken(retention.states()))
            if (line.state.process == scene.sales)
                taken(retention.change(scene.sales, line.state.rule, {line.state.rule.days, hold}));
    };
    rule(QStringLiteral("Court order"));
    QVERIFY(taken(scene.bindings.release(binding)).customerNumber.isSet());
    scene.pass(25 * 60);
    taken(scene.bindings.tidy());
    QVERIFY(scene.find(expiring.id).customerNumber.isSet());
    rule({});
    QCOMPARE(taken(scene.bindings.tidy()), 2);
    QVERIFY(!scene.find(expiring.id).customerNumber.isSet() && !scene.find(binding.id).customerNumber.isSet());
    QCOMPARE(DatabaseLook(scene.desk.organisation).number(QStringLiteral("SELECT COUNT(*) FROM number")), 0);
}

void BindingRightsTest::releasesWhatIsStale()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 9, [](Pool &p) { p.expiryMinutes = 10 * 24 * 60; });
    for (int i = 0; i < 4; ++i)
        static_cast<void>(scene.bind(pool, i, i));
    const Binding endless = scene
                                .bind(pool, 8, 8,
                                    [](BindingOrder &order) {
                                        order.expiry = {ExpiryOrder::Kind::Never, 0, QStringLiteral("As he asked")};
                                    })
                                .binding;
    scene.pass(49 * 60);
    const Binding fresh = scene.bind(pool, 9, 9).binding;
    QCOMPARE(taken(scene.bindings.stale({48, true, {}, {}})).bindings.size(), size_t(1));
    QCOMPARE(taken(scene.bindings.stale({48, false, {}, scene.support})).bindings.size(), size_t(0));
    BindingPage page = taken(scene.bindings.stale({48, false, pool.id, scene.sales}));
    QCOMPARE(page.bindings.size(), size_t(5));
    taken(scene.bindings.record(scene.find(endless.id), RecordingChoice::No)); // somebody works on this one
    const auto progress = std::make_shared<ReleaseProgress>();
    QCOMPARE(taken(scene.bindings.releaseAll(page.bindings, progress)), 4);
    QCOMPARE(progress->done.load(), 5);
    QCOMPARE(int(scene.stateOf(endless.id)), int(BindingState::Active));
    QCOMPARE(int(scene.stateOf(fresh.id)), int(BindingState::Active));
    progress->cancelled = true;
    QCOMPARE(taken(scene.bindings.releaseAll({scene.find(fresh.id)}, progress)), 0);
    QCOMPARE(int(scene.stateOf(fresh.id)), int(BindingState::Active));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::BindingRightsTest)
#include "tst_binding_rights.moc"
