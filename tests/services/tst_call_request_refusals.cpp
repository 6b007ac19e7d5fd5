// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking_scene.h"

#include "services/platform/opt_out_service.h"

namespace callveil {

/// Nobody is called against his will, over a number that leads nowhere, or by whoever may not ask.
class CallRequestRefusalsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoOptedOutIsNotCalled();
    void refusesWhatCannotBeCalled();
    void anAgentWithoutALineIsNotCalled();
    void ofAnOwnNumberTheNewestBindingIsCalled();
    void aNewerBindingTakesAnOwnNumberOver();
    void nobodyElseAsksOrLooks();
    void aFileHasNone();
};

void CallRequestRefusalsTest::whoOptedOutIsNotCalled()
{
    AskingScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 2, [](Pool &made) { made.brand = QStringLiteral("Acme"); });
    const Binding binding = scene.bound(pool, 1, 1), other = scene.bound(pool, 2, 2);
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    OptOutService optOuts(*scene.desk.admin);
    QVERIFY(taken(optOuts.add(QStringLiteral("Acme"), scene.customer(1))));
    const Error refused = errorOf(scene.calls.request({binding.id, PartySide::Agent, {}}));
    QCOMPARE(refused.fault, Fault::PartyOptedOut);
    QCOMPARE(refused.args, QStringList(QStringLiteral("Acme")));
    const AskedCall call = scene.ask(other.id);
    QVERIFY(taken(optOuts.add(QStringLiteral("Acme"), scene.customer(2))));
    QVERIFY(dialer.claim().isEmpty());
    QCOMPARE(scene.now(call).state, CallRequestState::Failed);
    QCOMPARE(scene.now(call).cause, CallRequestCause::OptedOut);
    taken(optOuts.remove(QStringLiteral("Acme"), scene.customer(1)));
    QVERIFY(scene.ask(binding.id).isNew);
    QCOMPARE(DatabaseLook(scene.desk.organisation).number(QStringLiteral("SELECT count(*) FROM late_tally")), 0);
}

void CallRequestRefusalsTest::refusesWhatCannotBeCalled()
{
    AskingScene scene;
    const Pool pool = scene.pool(Sharing::Exclusive, 4);
    const Binding ended = scene.bound(pool, 1, 1), suspended = scene.bound(pool, 2, 2),
                  drained = scene.bound(pool, 3, 3), silent = scene.bound(pool, 4, 4);
    taken(scene.bindings.release(ended));
    scene.setState(suspended.did, DidState::Suspended);
    scene.setState(drained.did, DidState::Draining);
    QCOMPARE(scene.refusal(ended.id), Fault::BindingChanged);
    QCOMPARE(scene.refusal(suspended.id), Fault::DidStateRefused);
    QCOMPARE(scene.refusal(BindingId{999}), Fault::BindingUnknown);
    const AskedCall call = scene.ask(drained.id); // what is bound goes on
    scene.setState(drained.did, DidState::Suspended);
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    QVERIFY(dialer.claim().isEmpty());
    QCOMPARE(scene.now(call).cause, CallRequestCause::NotInService);
    scene.tampered({QStringLiteral("UPDATE pool SET voice = 0")});
    const Error error = errorOf(scene.calls.request({silent.id, PartySide::Agent, {}}));
    QCOMPARE(error.fault, Fault::ChoiceUnknown); // its state is none that could be changed
    QCOMPARE(error.args.value(1), silent.number);
}

void CallRequestRefusalsTest::anAgentWithoutALineIsNotCalled()
{
    AskingScene scene;
    AgentForm form;
    form.code = QStringLiteral("a1");
    form.name = QStringLiteral("Ann");
    form.processes = {QStringLiteral("Sales")};
    form.number = scene.line(1);
    form.id = taken(AgentService(*scene.desk.admin).save(form));
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding binding = scene.bind(pool, 1, 1, [&](BindingOrder &order) { order.agent = {form.id, {}}; }).binding;
    static_cast<void>(scene.project());
    scene.tampered({QStringLiteral("UPDATE agent SET disabled_at = 1")});
    QCOMPARE(scene.refusal(binding.id), Fault::AgentWithoutNumber);
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM call_request")), 0);
    QCOMPARE(scene.deeds("binding.call-request"), 0);
    scene.tampered({QStringLiteral("UPDATE agent SET disabled_at = NULL")});
    QVERIFY(scene.ask(binding.id).isNew);
}

void CallRequestRefusalsTest::ofAnOwnNumberTheNewestBindingIsCalled()
{
    AskingScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding older = scene.bind(pool, 1, 1, scene.of(BindingModel::Agent)).binding;
    const Binding newer = scene.bind(pool, 2, 1, scene.of(BindingModel::Agent)).binding;
    static_cast<void>(scene.project());
    QCOMPARE(scene.refusal(older.id), Fault::ChoiceUnknown);
    static_cast<void>(scene.ask(newer.id));
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    const auto claims = dialer.claim();
    QCOMPARE(claims.size(), 1);
    QCOMPARE(claims.front().first, scene.line(1));
    QCOMPARE(claims.front().second, scene.customer(2));
}

void CallRequestRefusalsTest::aNewerBindingTakesAnOwnNumberOver()
{
    AskingScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    const Binding older = scene.bind(pool, 1, 1, scene.of(BindingModel::Agent)).binding;
    static_cast<void>(scene.project());
    const AskedCall call = scene.ask(older.id);
    static_cast<void>(scene.bind(pool, 2, 1, scene.of(BindingModel::Agent)));
    static_cast<void>(scene.project());
    QVERIFY(dialer.claim().isEmpty());
    QCOMPARE(scene.now(call).state, CallRequestState::Failed);
    QCOMPARE(scene.now(call).cause, CallRequestCause::OfNewerBinding);
}

void CallRequestRefusalsTest::nobodyElseAsksOrLooks()
{
    AskingScene scene;
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const auto ana = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    const auto gil = scene.desk.hire(QStringLiteral("gil"), Role::GroupManager, {scene.support});
    const CallOrder order{binding.id, PartySide::Agent, {}};
    QCOMPARE(faultOf(CallRequestService(*ana).request(order)), Fault::NotPermitted);
    QCOMPARE(faultOf(CallRequestService(*gil).request(order)), Fault::BindingUnknown);
    const AskedCall call = scene.ask(binding.id);
    QCOMPARE(faultOf(CallRequestService(*ana).state(call.request.publicId)), Fault::NotPermitted);
    QCOMPARE(faultOf(CallRequestService(*gil).state(call.request.publicId)), Fault::EntryUnknown);
    QCOMPARE(faultOf(CallRequestService(*gil).cancel(call.request.publicId)), Fault::EntryUnknown);
    QCOMPARE(scene.now(call).state, CallRequestState::Waiting);
    // Past the console neither, and nobody without an entry in the record.
    const QString id = QString::fromLatin1(call.request.publicId.toHex());
    const QString make = QStringLiteral("SELECT cv_api.call_request_make('\\x%1', '\\x%1', %2, 1)")
                             .arg(QString(32, u'a'))
                             .arg(binding.id.value);
    const QString cancel = QStringLiteral("SELECT cv_api.call_request_cancel('\\x%1')").arg(id);
    QVERIFY(!runWithDeed(*gil, make));
    QVERIFY(!runWithDeed(*ana, make));
    QVERIFY(!runAs(*scene.desk.admin, cancel));
    QVERIFY(runWithDeed(*gil, cancel)); // which answers false
    QCOMPARE(scene.now(call).state, CallRequestState::Waiting);
    QVERIFY(!runAs(*scene.desk.admin, QStringLiteral("SELECT switch_v1.call_requests_claim(1)")));
}

void CallRequestRefusalsTest::aFileHasNone()
{
    CallScene scene(Engine::Sqlite);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1).binding;
    CallRequestService calls(*scene.desk.admin);
    QCOMPARE(faultOf(calls.request({binding.id, PartySide::Agent, {}})), Fault::NeedsServer);
    QCOMPARE(faultOf(calls.state(QByteArray(16, 'x'))), Fault::NeedsServer);
    QCOMPARE(faultOf(calls.cancel(QByteArray(16, 'x'))), Fault::NeedsServer);
    QCOMPARE(taken(CallRequestService(*scene.service).thin()), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallRequestRefusalsTest)
#include "tst_call_request_refusals.moc"
