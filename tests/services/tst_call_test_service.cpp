// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_scene.h"

#include "services/platform/opt_out_service.h"
#include "services/reveal/reveal_service.h"

namespace callveil {

/// What people are told of a call that would be made, and who may ask.
class CallTestServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void tellsWhoIsReachedAndWhy();
    void ownNumbersAreReachedByAnybody();
    void saysWhyNobodyIsReached();
    void saysWhatHasEnded();
    void saysWhatTheServiceLacks();
    void saysWhichCopyIsMissing();
    void aStandbyWithoutTheLineIsNoHint();
    void aRetiredNumberOfARemovedPoolIsRefused();
    void tellsOfOptOuts();
    void readsWhatWasTyped();
    void isRecordedAndLimited();
    void isForThoseWhoMay();
    void otherProcessesStayUnknown();
    void keepsNoNumber();
    void aServerRefusesWhatWasNotRecorded();
};

void CallTestServiceTest::tellsWhoIsReachedAndWhy()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const CallOutcome outcome = scene.tested(binding.number, scene.customer(1));
    QCOMPARE(outcome.answer.action, RouteAction::Bridge);
    QCOMPARE(outcome.answer.binding, binding.id);
    QCOMPARE(outcome.answer.cli, binding.number);
    QCOMPARE(outcome.answer.side, std::optional(PartySide::Customer));
    QCOMPARE(outcome.answer.expiresAt, *binding.expiresAt / 1000);
    QVERIFY(!outcome.answer.callee);
    QCOMPARE(outcome.calleeText, binding.agentText);
    QList<CallFinding> findings;
    for (const CallStep &step : outcome.steps) {
        findings.append(step.finding);
        QVERIFY(!step.names.join(u' ').contains(scene.line(1).mid(1)));
        QVERIFY(!step.names.join(u' ').contains(scene.customer(1).mid(1)));
    }
    QCOMPARE(findings,
        QList<CallFinding>({CallFinding::NoEmergency, CallFinding::InService, CallFinding::Bound,
            CallFinding::TakesCalls, CallFinding::NoCarrier}));
    const CallOutcome back = scene.tested(binding.number, scene.line(1));
    QCOMPARE(back.answer.side, std::optional(PartySide::Agent));
    QCOMPARE(back.calleeText, binding.customerText);
    QCOMPARE(back.answer.session, outcome.answer.session);
    const CallOutcome emergency = scene.tested(QStringLiteral(" 9 9 9"), scene.customer(1));
    QCOMPARE(emergency.answer.action, RouteAction::Native);
    QVERIFY(!emergency.answer.callee);
}

void CallTestServiceTest::ownNumbersAreReachedByAnybody()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding first = scene.bind(pool, 1, 1, scene.of(BindingModel::Agent)).binding;
    const Binding second = scene.bind(pool, 2, 1, scene.of(BindingModel::Agent)).binding;
    const Binding own = scene.bind(pool, 5, 5, scene.of(BindingModel::Customer)).binding;
    static_cast<void>(scene.project());
    QCOMPARE(first.number, second.number);
    const CallOutcome any = scene.tested(first.number, scene.customer(9));
    QCOMPARE(scene.stepOf(any, CallCheck::Binding).finding, CallFinding::OwnersNumber);
    QCOMPARE(any.answer.action, RouteAction::Bridge);
    QCOMPARE(any.calleeText, second.agentText);
    QVERIFY(!any.answer.binding.isSet() && any.answer.session.isEmpty()); // nobody's session
    QCOMPARE(scene.binding(first.number, {}), CallFinding::OwnersNumber);
    QCOMPARE(scene.tested(first.number, scene.customer(1)).answer.binding, first.id);
    const CallOutcome owner = scene.tested(first.number, scene.line(1));
    QCOMPARE(owner.answer.binding, second.id); // the newest
    QCOMPARE(owner.answer.side, std::optional(PartySide::Agent));
    QCOMPARE(scene.binding(own.number, scene.line(7)), CallFinding::OwnersNumber);
    QCOMPARE(scene.tested(own.number, scene.line(5)).answer.binding, own.id);
    QCOMPARE(scene.tested(own.number, scene.customer(5)).calleeText, own.agentText);
}

void CallTestServiceTest::saysWhyNobodyIsReached()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1, [](Pool &made) {
        made.lateAnswer = LateAnswer::Ivr;
        made.lateTarget = QStringLiteral("sip:late@ivr.example.com");
    });
    const Binding binding = scene.bound(pool, 1, 1);
    QCOMPARE(scene.binding(binding.number, scene.customer(2)), CallFinding::CallerUnknown);
    const CallOutcome withheld = scene.tested(binding.number, {});
    QCOMPARE(scene.stepOf(withheld, CallCheck::Binding).finding, CallFinding::CallerWithheld);
    QCOMPARE(withheld.answer.action, RouteAction::Ivr);
    QCOMPARE(withheld.answer.target, pool.lateTarget);
    QCOMPARE(scene.tested(scene.customer(1), scene.line(1)).steps.back().finding, CallFinding::NotOurs);
    scene.setState(binding.did, DidState::Suspended);
    const CallOutcome suspended = scene.tested(binding.number, scene.customer(1));
    QCOMPARE(suspended.steps.back().finding, CallFinding::Suspended);
    QCOMPARE(suspended.answer.sipCode, 404);
    scene.setState(binding.did, DidState::Draining);
    QCOMPARE(scene.tested(binding.number, scene.customer(1)).answer.action, RouteAction::Bridge);
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM ") // nobody called
                 + (engine == Engine::Sqlite ? QStringLiteral("late_call") : QStringLiteral("late_tally"))),
        0);
}

void CallTestServiceTest::saysWhatHasEnded()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding released = scene.bound(pool, 1, 1);
    taken(scene.bindings.release(released));
    const CallStep step = scene.stepOf(scene.tested(released.number, scene.customer(1)), CallCheck::Binding);
    QCOMPARE(step.finding, CallFinding::WasReleased);
    QVERIFY(step.at && step.until && *step.until > *step.at);
    const Binding reassigned = scene.bound(pool, 2, 2);
    taken(scene.bindings.reassign(reassigned, {{}, scene.line(3)}));
    static_cast<void>(scene.project());
    QCOMPARE(scene.binding(reassigned.number, scene.line(2)), CallFinding::WasReassigned);
    QCOMPARE(scene.binding(reassigned.number, scene.line(3)), CallFinding::Bound);
    const Binding expired = scene.bound(pool, 4, 4);
    const qint64 past = QDateTime::currentMSecsSinceEpoch() - 60000;
    QStringList changes{
        QStringLiteral("UPDATE binding SET expires_at = %1 WHERE id = %2").arg(past).arg(expired.id.value)};
    if (engine == Engine::PostgreSql)
        changes.append(QStringLiteral("UPDATE cv_route.route SET expires_at = %1 WHERE binding_id = %2")
                           .arg(past)
                           .arg(expired.id.value));
    scene.tampered(changes);
    const CallStep over = scene.stepOf(scene.tested(expired.number, scene.line(4)), CallCheck::Binding);
    QCOMPARE(over.finding, CallFinding::HasExpired);
    QCOMPARE(over.at.value_or(0), past);
}

void CallTestServiceTest::saysWhatTheServiceLacks()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    QStringList changes{QStringLiteral("DELETE FROM route_copy")};
    if (engine == Engine::PostgreSql)
        changes.append(QStringLiteral("DELETE FROM cv_route.route"));
    scene.tampered(changes);
    const CallOutcome outcome = scene.tested(binding.number, scene.customer(1));
    QCOMPARE(scene.stepOf(outcome, CallCheck::Binding).finding, CallFinding::WithoutCopy);
    QCOMPARE(outcome.answer.sipCode, 404);
    if (engine == Engine::Sqlite)
        return;
    scene.tampered({QStringLiteral("DELETE FROM cv_route.standing")});
    QCOMPARE(scene.tested(binding.number, scene.customer(1)).answer.sipCode, 503);
}

void CallTestServiceTest::saysWhichCopyIsMissing()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const AgentId ann = scene.ann(7).id;
    const auto ofAnn = [ann](BindingOrder &order) { order.agent = {ann, {}}; };
    const Binding first = scene.bind(pool, 1, 0, ofAnn).binding;
    RouteService people(*scene.desk.admin), machine(*scene.service);
    QVERIFY(!taken(people.lacksLine(first)) && !taken(machine.lacksLine(first)));
    const auto forget = [&](const QString &copies) {
        QStringList changes{QStringLiteral("DELETE FROM ") + copies};
        if (engine == Engine::PostgreSql)
            changes.append(QStringLiteral("DELETE FROM cv_route.route"));
        scene.tampered(changes);
    };
    forget(QStringLiteral("agent_copy")); // as when her number was entered before the service was enrolled
    const Binding second = scene.bind(pool, 2, 0, ofAnn).binding;
    for (const Binding &binding : {first, second}) {
        QCOMPARE(scene.binding(binding.number, scene.customer(binding.id == first.id ? 1 : 2)),
            CallFinding::WithoutAgentCopy);
        QVERIFY(taken(people.lacksLine(binding)) && taken(machine.lacksLine(binding)));
    }
    const Binding typed = scene.bind(pool, 3, 3).binding; // of no listed agent
    QVERIFY(!taken(people.lacksLine(typed)) && !taken(machine.lacksLine(typed)));
    QCOMPARE(taken(RouteService(*scene.desk.admin).fillGaps()).missing, 0);
    static_cast<void>(scene.project());
    QCOMPARE(scene.binding(second.number, scene.customer(2)), CallFinding::Bound);
    QVERIFY(!taken(people.lacksLine(second)) && !taken(machine.lacksLine(second)));
    forget(QStringLiteral("route_copy"));
    QCOMPARE(scene.binding(second.number, scene.customer(2)), CallFinding::WithoutCopy);
    scene.tampered({QStringLiteral("UPDATE person SET state = 2 WHERE role = 6")});
    QCOMPARE(scene.binding(second.number, scene.customer(2)), CallFinding::WithoutService);
}

/// Only when no service in force has the agent's line do calls reach nobody.
void CallTestServiceTest::aStandbyWithoutTheLineIsNoHint()
{
    QFETCH_GLOBAL(Engine, engine);
    std::shared_ptr<Workspace> leader; // outlives what the scene asks over it
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const AgentId ann = scene.ann(7).id;
    leader = scene.service;
    scene.enrol(QStringLiteral("callveild-standby")); // her line was sealed before
    const Binding binding = scene.bind(pool, 1, 0, [ann](BindingOrder &order) { order.agent = {ann, {}}; }).binding;
    RouteService people(*scene.desk.admin), leading(*leader), waiting(*scene.service);
    QCOMPARE(taken(people.missing()), 1);
    for (RouteService *each : {&people, &leading, &waiting})
        QVERIFY(!taken(each->lacksLine(binding)));
    scene.tampered({QStringLiteral("UPDATE person SET state = 2 WHERE name = 'callveild'")});
    QVERIFY(taken(people.lacksLine(binding)) && taken(waiting.lacksLine(binding)));
    scene.tampered({QStringLiteral("UPDATE person SET state = 2 WHERE role = 6")});
    QVERIFY(!taken(people.lacksLine(binding))); // nothing can be sealed to anybody
    Binding foreign = binding;
    foreign.process = scene.support;
    const auto sue = scene.desk.hire(QStringLiteral("sue"), Role::Supervisor, {scene.sales});
    QCOMPARE(faultOf(RouteService(*sue).lacksLine(foreign)), Fault::NotPermitted);
}

void CallTestServiceTest::aRetiredNumberOfARemovedPoolIsRefused()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const QString number = taken(scene.pools.numbers(pool.id)).numbers.front().number;
    taken(scene.pools.setState(scene.seen(pool.id), DidState::Retired));
    for (const bool isRemoved : {false, true}) {
        if (isRemoved)
            taken(scene.pools.remove(scene.get(pool.id)));
        const CallOutcome outcome = scene.tested(number, scene.customer(1));
        QCOMPARE(outcome.answer.action, RouteAction::Reject);
        QCOMPARE(outcome.answer.sipCode, 404);
        QCOMPARE(outcome.steps.back().check, CallCheck::Number);
        QCOMPARE(scene.routed(number, scene.customer(1)), QStringLiteral("reject 404"));
    }
}

void CallTestServiceTest::tellsOfOptOuts()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1, [](Pool &made) { made.brand = QStringLiteral("Acme"); });
    const Binding binding = scene.bound(pool, 1, 1);
    QVERIFY(taken(OptOutService(*scene.desk.admin).add(QStringLiteral("Acme"), scene.customer(1))));
    const CallOutcome outcome = scene.tested(binding.number, scene.line(1));
    const CallFinding finding = scene.stepOf(outcome, CallCheck::OptOut).finding;
    if (engine == Engine::Sqlite) { // a file does not know the number, and says so
        QCOMPARE(finding, CallFinding::OptOutNotKnown);
        return;
    }
    QCOMPARE(finding, CallFinding::HasOptedOut);
    QCOMPARE(outcome.answer.sipCode, 480);
    QCOMPARE(scene.tested(binding.number, scene.customer(1)).answer.action, RouteAction::Bridge); // he may call
}

void CallTestServiceTest::readsWhatWasTyped()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const QString national = u'0' + scene.customer(1).mid(3);
    QCOMPARE(scene.tested(u'0' + binding.number.mid(3), national).answer.binding, binding.id);
    const Error caller = errorOf(scene.people.test(binding.number, QStringLiteral("12")));
    QCOMPARE(caller.fault, Fault::NumberNotPossible);
    QCOMPARE(caller.args, QStringList(QStringLiteral("caller")));
    QCOMPARE(faultOf(scene.people.test(binding.number, QStringLiteral("letters"))), Fault::NumberCharacters);
    const Error did = errorOf(scene.people.test(QStringLiteral("x"), scene.customer(1)));
    QCOMPARE(did.fault, Fault::NumberNotPossible);
    QCOMPARE(did.args, QStringList(QStringLiteral("proxy")));
    QCOMPARE(faultOf(scene.people.test({}, scene.customer(1))), Fault::NameEmpty);
}

void CallTestServiceTest::isRecordedAndLimited()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const DatabaseLook look(scene.desk.organisation);
    look.run(QStringLiteral("INSERT INTO setting VALUES ('searches_per_hour', '2', 1, 0)"));
    const auto deeds = [&](const QString &after) {
        return look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'number.search' AND object = "
                                          "'numbers' AND reason = 'Test of a call (did %1)' AND after = '%2'")
                               .arg(binding.did.value)
                               .arg(after));
    };
    static_cast<void>(scene.tested(QStringLiteral("999"), scene.customer(1))); // nobody is looked up
    static_cast<void>(scene.tested(scene.line(9), scene.customer(1)));
    QCOMPARE(deeds(QStringLiteral("granted")), 0);
    static_cast<void>(scene.tested(binding.number, scene.customer(1)));
    static_cast<void>(scene.tested(binding.number, {}));
    QCOMPARE(deeds(QStringLiteral("granted")), 2);
    const Error over = errorOf(scene.people.test(binding.number, scene.customer(1)));
    QCOMPARE(over.fault, Fault::SearchLimit);
    QCOMPARE(over.args, QStringList(QStringLiteral("2")));
    QCOMPARE(deeds(QStringLiteral("refused: limit")), 1);
    // The searches of the call log are counted with them.
    QCOMPARE(faultOf(RevealService(*scene.desk.admin).search(scene.customer(1))), Fault::SearchLimit);
}

void CallTestServiceTest::isForThoseWhoMay()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const auto manager = scene.desk.hire(QStringLiteral("gita"), Role::GroupManager); // searches for no number
    const auto analyst = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    for (const auto &who : {manager, analyst})
        QCOMPARE(faultOf(CallTestService(*who).test(binding.number, scene.customer(1))), Fault::NotPermitted);
    for (const auto &who : {manager, scene.desk.admin})
        QCOMPARE(faultOf(CallTestService(*who).route(binding.number, scene.customer(1))), Fault::NotPermitted);
    QCOMPARE(faultOf(scene.machine.test(binding.number, scene.customer(1))), Fault::NotPermitted);
}

void CallTestServiceTest::otherProcessesStayUnknown()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 4);
    const auto ofSupport = [&](BindingOrder &order) { order.process = scene.support; };
    const Binding mine = scene.bind(pool, 1, 1).binding, other = scene.bind(pool, 2, 2, ofSupport).binding;
    const Binding own = scene
                            .bind(pool, 3, 3,
                                [&](BindingOrder &order) {
                                    order.process = scene.support;
                                    order.model = BindingModel::Agent;
                                })
                            .binding;
    static_cast<void>(scene.project());
    const auto sven = scene.desk.hire(QStringLiteral("sven"), Role::Supervisor, {scene.sales});
    CallTestService service(*sven);
    for (const auto &[did, caller] :
        {std::pair(other.number, scene.customer(2)), std::pair(other.number, scene.line(2)),
            std::pair(own.number, scene.customer(9)), std::pair(own.number, scene.customer(3))}) {
        const CallOutcome outcome = taken(service.test(did, QString(caller.constData(), caller.size())));
        QVERIFY(outcome.isElsewhere);
        const CallStep step = outcome.steps.back();
        QCOMPARE(step.finding, CallFinding::BoundElsewhere);
        QVERIFY(step.names.isEmpty() && outcome.calleeText.isEmpty() && outcome.answer.session.isEmpty());
        QVERIFY(!outcome.answer.binding.isSet() && outcome.answer.target.isEmpty() && outcome.answer.expiresAt == 0);
    }
    QCOMPARE(taken(service.test(mine.number, scene.customer(1))).answer.binding, mine.id);
    // What has ended there is not told of.
    taken(scene.bindings.release(other));
    QCOMPARE(scene.stepOf(taken(service.test(other.number, scene.customer(2))), CallCheck::Binding).finding,
        CallFinding::CallerUnknown);
    // Nor the numbers of a pool that serves others.
    const Pool theirs = scene.pool(Sharing::PairUnique, 1, [&](Pool &made) {
        made.allProcesses = false;
        made.processes = {scene.support};
    });
    const Binding hidden = scene.bind(theirs, 4, 4, ofSupport).binding;
    QCOMPARE(faultOf(service.test(hidden.number, scene.customer(4))), Fault::DidUnknown);
}

void CallTestServiceTest::keepsNoNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    static_cast<void>(scene.tested(binding.number, scene.customer(8)));
    static_cast<void>(scene.tested(binding.number, scene.customer(1)));
    static_cast<void>(scene.tested(scene.customer(7), scene.line(7)));
    const QByteArray dump = DatabaseLook(scene.desk.organisation).dump();
    for (const QString &number : {scene.customer(8), scene.customer(7), scene.line(7)})
        QVERIFY(!dump.contains(number.mid(1).toLatin1()));
}

void CallTestServiceTest::aServerRefusesWhatWasNotRecorded()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return;
    CallScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const QString ask =
        QStringLiteral("SELECT cv_api.call_test_request(%1, '', '{}', '{}', 'why')").arg(binding.did.value);
    QVERIFY(!runAs(*scene.desk.admin, ask));
    QVERIFY(!runWithDeed(*scene.desk.admin, ask)); // not just any entry will do
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM request")), 0);
    // What was granted for one caller answers of no other one.
    static_cast<void>(scene.tested(binding.number, {}));
    const QString token =
        QString::fromLatin1(look.one(QStringLiteral("SELECT token FROM request")).toByteArray().toHex());
    const QString fetch = QStringLiteral("SELECT cv_api.call_test('\\x%1', %2, '%3', '{}', '{}')");
    QVERIFY(runAs(*scene.desk.admin, fetch.arg(token).arg(binding.did.value).arg(QString())));
    QVERIFY(!runAs(*scene.desk.admin, fetch.arg(token).arg(binding.did.value).arg(QString(16, u'x'))));
    QVERIFY(!runAs(*scene.desk.admin, fetch.arg(token).arg(binding.did.value + 1).arg(QString())));
    const auto other = scene.desk.hire(QStringLiteral("sven"), Role::Supervisor);
    QVERIFY(!runAs(*other, fetch.arg(token).arg(binding.did.value).arg(QString())));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallTestServiceTest)
#include "tst_call_test_service.moc"
