// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/call_outcome.h"

#include <QTest>

namespace callveil {

/// The order in which a call is judged, and the choice of a carrier. That a server judges alike is tested on one.
class CallOutcomeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmergencyComesBeforeAll();
    void onlyNumbersInServiceAreLookedUp();
    void aPartnerIsPutThrough();
    void whoOptedOutIsNotCalled();
    void withoutRoutesNobodyIsReached();
    void aLateCallbackHearsThePoolsAnswer();
    void anotherProcessIsNotToldOf();
    void theLongestPrefixChoosesTheCarrier();
    void knowsCallingCodes();
    void aCalledNumberIsSharedAndNotCopied();

private:
    static CalledDid number()
    {
        CalledDid did;
        did.id = {7};
        did.number = QStringLiteral("+442079460100");
        did.pool = {3};
        did.poolName = QStringLiteral("London");
        return did;
    }
    static CallFacts bound()
    {
        CallFacts facts;
        facts.did = number();
        facts.way.kind = CallWay::Kind::Partner;
        facts.way.binding = {5};
        facts.way.session = QStringLiteral("a-b");
        facts.way.calleeText = QStringLiteral("+44xxxxxxxx11");
        facts.way.expiresAt = 5999;
        facts.carrier = CallCarrier{QStringLiteral("G"), QStringLiteral("sip:g"), QStringLiteral("+44")};
        return facts;
    }
    static QList<CallFinding> findings(const CallFacts &facts)
    {
        QList<CallFinding> found;
        for (const CallStep &step : outcomeOf(facts).steps)
            found.append(step.finding);
        return found;
    }
};

void CallOutcomeTest::anEmergencyComesBeforeAll()
{
    CallFacts facts = bound();
    facts.isEmergency = true;
    const RouteAnswer answer = outcomeOf(facts).answer;
    QCOMPARE(answer.action, RouteAction::Native);
    QCOMPARE(answer.sipCode, 0);
    QCOMPARE(answer.cli, QString()); // no proxy stands for the caller
    QCOMPARE(findings(facts), QList<CallFinding>{CallFinding::IsEmergency});
}

void CallOutcomeTest::onlyNumbersInServiceAreLookedUp()
{
    const auto last = [](const std::optional<CalledDid> &did) {
        CallFacts facts = bound();
        facts.did = did;
        const CallOutcome outcome = outcomeOf(facts);
        return outcome.answer.action == RouteAction::Reject && outcome.answer.sipCode == 404
            ? outcome.steps.back().finding
            : CallFinding::Bound;
    };
    QCOMPARE(last(std::nullopt), CallFinding::NotOurs);
    CalledDid did = number();
    did.state = DidState::Suspended;
    QCOMPARE(last(did), CallFinding::Suspended);
    did.state = DidState::Retired;
    QCOMPARE(last(did), CallFinding::Retired);
    did = number();
    did.voice = false;
    QCOMPARE(last(did), CallFinding::WithoutVoice);
    did = number();
    did.pool = {};
    QCOMPARE(last(did), CallFinding::InNoPool);
    CallFacts facts = bound();
    facts.did->state = DidState::Draining; // what is bound goes on
    QCOMPARE(outcomeOf(facts).answer.action, RouteAction::Bridge);
}

void CallOutcomeTest::aPartnerIsPutThrough()
{
    CallFacts facts = bound();
    QCOMPARE(findings(facts),
        QList<CallFinding>({CallFinding::NoEmergency, CallFinding::InService, CallFinding::Bound,
            CallFinding::TakesCalls, CallFinding::CarrierByPrefix}));
    facts.did->records = true;
    const RouteAnswer answer = outcomeOf(facts).answer;
    QCOMPARE(answer.sipCode, 0);
    QCOMPARE(answer.reason, QString());
    QCOMPARE(answer.cli, facts.did->number);
    QCOMPARE(answer.target, QStringLiteral("sip:g"));
    QCOMPARE(answer.expiresAt, 5);
    QVERIFY(answer.records && !answer.callee);
    facts.way.recording = RecordingChoice::No;
    QVERIFY(!outcomeOf(facts).answer.records);
}

void CallOutcomeTest::whoOptedOutIsNotCalled()
{
    CallFacts facts = bound();
    facts.way.optedOut = true;
    const CallOutcome outcome = outcomeOf(facts);
    QCOMPARE(outcome.answer.action, RouteAction::Reject);
    QCOMPARE(outcome.answer.sipCode, 480);
    QCOMPARE(outcome.answer.binding, facts.way.binding);
    QCOMPARE(outcome.answer.cli, QString());
    QCOMPARE(outcome.steps.back().finding, CallFinding::HasOptedOut);
    facts.way.optedOut.reset(); // nobody knows: the test says so
    QVERIFY(findings(facts).contains(CallFinding::OptOutNotKnown));
    QCOMPARE(outcomeOf(facts).answer.action, RouteAction::Bridge);
}

void CallOutcomeTest::withoutRoutesNobodyIsReached()
{
    CallFacts facts = bound();
    facts.routesAreMade = false;
    QCOMPARE(outcomeOf(facts).answer.action, RouteAction::Bridge); // what stands, stands
    facts.way.stands = false;
    QCOMPARE(outcomeOf(facts).answer.sipCode, 503);
    QCOMPARE(outcomeOf(facts).steps.back().finding, CallFinding::NoRoutesMade);
    facts.routesAreMade = true;
    QVERIFY(findings(facts).contains(CallFinding::NotStanding));
    facts.way.hasCopies = false;
    QVERIFY(findings(facts).contains(CallFinding::WithoutCopy));
    facts.way.lack = CallWay::Lack::OfAgent;
    QVERIFY(findings(facts).contains(CallFinding::WithoutAgentCopy));
    facts.way.lack = CallWay::Lack::OfService;
    QVERIFY(findings(facts).contains(CallFinding::WithoutService));
    QCOMPARE(outcomeOf(facts).answer.sipCode, 404);
    QCOMPARE(outcomeOf(facts).answer.session, QString());
}

void CallOutcomeTest::aLateCallbackHearsThePoolsAnswer()
{
    CallFacts facts;
    facts.did = number();
    facts.now = 100;
    facts.past = PastBinding{PastBinding::End::Released, 50, 200};
    CallOutcome outcome = outcomeOf(facts);
    QCOMPARE(outcome.answer.sipCode, 404);
    QCOMPARE(outcome.steps[2].finding, CallFinding::WasReleased);
    QCOMPARE(outcome.steps[2].at.value_or(0), 50);
    QCOMPARE(outcome.steps[2].until.value_or(0), 200);
    facts.now = 300; // it has cooled
    QVERIFY(!outcomeOf(facts).steps[2].until);
    facts.did->lateAnswer = LateAnswer::Ivr;
    facts.did->lateTarget = QStringLiteral("sip:late");
    outcome = outcomeOf(facts);
    QCOMPARE(outcome.answer.action, RouteAction::Ivr);
    QCOMPARE(outcome.answer.sipCode, 0);
    QCOMPARE(outcome.answer.target, QStringLiteral("sip:late"));
}

void CallOutcomeTest::anotherProcessIsNotToldOf()
{
    CallFacts facts;
    facts.did = number();
    facts.way.kind = CallWay::Kind::Partner;
    facts.way.elsewhere = true;
    const CallOutcome outcome = outcomeOf(facts);
    QVERIFY(outcome.isElsewhere);
    QCOMPARE(outcome.steps.size(), 3U);
    QCOMPARE(outcome.steps.back().finding, CallFinding::BoundElsewhere);
    QVERIFY(outcome.steps.back().names.isEmpty() && outcome.calleeText.isEmpty() && outcome.answer.session.isEmpty());
}

void CallOutcomeTest::theLongestPrefixChoosesTheCarrier()
{
    const auto gateway = [](qint64 id, const QStringList &prefixes, int priority, bool enabled = true) {
        Gateway made;
        made.id = {id};
        made.name = QString::number(id);
        made.prefixes = prefixes;
        made.priority = priority;
        made.enabled = enabled;
        return made;
    };
    const QString callee = QStringLiteral("+447700900001");
    QCOMPARE(carrierFor({}, callee).name, QString());
    std::vector<Gateway> all{gateway(1, {}, 1)};
    QCOMPARE(carrierFor(all, callee).name, QStringLiteral("1"));
    all.push_back(gateway(2, {QStringLiteral("+33"), QStringLiteral("+44")}, 9));
    QCOMPARE(carrierFor(all, callee).prefix, QStringLiteral("+44"));
    all.push_back(gateway(3, {QStringLiteral("+44")}, 2));
    all.push_back(gateway(4, {QStringLiteral("+44")}, 2));
    all.push_back(gateway(5, {QStringLiteral("+447")}, 0, false));
    QCOMPARE(carrierFor(all, callee).name, QStringLiteral("3"));
    QCOMPARE(carrierFor({gateway(1, {QStringLiteral("+1")}, 0)}, callee).name, QString());
}

void CallOutcomeTest::knowsCallingCodes()
{
    QCOMPARE(callingCodeOf(QStringLiteral("+447700900001")), QStringLiteral("44"));
    QCOMPARE(callingCodeOf(QStringLiteral("+12125550100")), QStringLiteral("1"));
    QCOMPARE(callingCodeOf(QStringLiteral("+353201234567")), QStringLiteral("353"));
    for (const char *none : {"", "+", "447700900001", "+4", "anonymous"})
        QCOMPARE(callingCodeOf(QString::fromLatin1(none)), QString());
}

void CallOutcomeTest::aCalledNumberIsSharedAndNotCopied()
{
    RouteAnswer answer;
    QCOMPARE(answer.calleeText(), QString());
    answer.callee = std::make_shared<const CalledNumber>(QStringLiteral("+447700900001"));
    const RouteAnswer other = answer;
    QCOMPARE(other.callee.get(), answer.callee.get());
    answer = {};
    QCOMPARE(other.calleeText(), QStringLiteral("+447700900001"));
}

} // namespace callveil

QTEST_APPLESS_MAIN(callveil::CallOutcomeTest)
#include "tst_call_outcome.moc"
