// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/call_test_text.h"

#include "ui/texts/isolated_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <limits>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("CallTest", text);
}

/// What was found and what it means; %1 and further are the step's names.
struct Words {
    const char *found;
    const char *meaning;
};

Words numberWords(CallFinding finding)
{
    switch (finding) {
    case CallFinding::IsEmergency:
        return {QT_TRANSLATE_NOOP("CallTest", "Yes"),
            QT_TRANSLATE_NOOP("CallTest", "The call goes out as it is: the caller's own number is shown.")};
    case CallFinding::NoEmergency:
        return {QT_TRANSLATE_NOOP("CallTest", "No"), QT_TRANSLATE_NOOP("CallTest", "The call may be masked.")};
    case CallFinding::NotOurs:
        return {QT_TRANSLATE_NOOP("CallTest", "None of your proxy numbers"),
            QT_TRANSLATE_NOOP("CallTest", "The call is refused. Check the number under Number Pools.")};
    case CallFinding::InNoPool:
        return {QT_TRANSLATE_NOOP("CallTest", "%1 is in no pool"),
            QT_TRANSLATE_NOOP("CallTest", "The call is refused. Only numbers of pools are bound.")};
    case CallFinding::Suspended:
        return {QT_TRANSLATE_NOOP("CallTest", "%1 of pool %2, suspended"),
            QT_TRANSLATE_NOOP("CallTest", "The call is refused until the number is put back into service.")};
    case CallFinding::Retired:
        return {QT_TRANSLATE_NOOP("CallTest", "%1 of pool %2, retired"),
            QT_TRANSLATE_NOOP("CallTest", "The call is refused: the number was given up.")};
    case CallFinding::WithoutVoice:
        return {QT_TRANSLATE_NOOP("CallTest", "%1 of pool %2, which carries no calls"),
            QT_TRANSLATE_NOOP("CallTest", "The call is refused. Voice is a setting of the pool.")};
    case CallFinding::Draining:
        return {QT_TRANSLATE_NOOP("CallTest", "%1 of pool %2, draining"),
            QT_TRANSLATE_NOOP("CallTest", "Its bindings go on; new ones get other numbers.")};
    default:
        return {QT_TRANSLATE_NOOP("CallTest", "%1 of pool %2, in service"),
            QT_TRANSLATE_NOOP("CallTest", "Whom the call reaches is looked up.")};
    }
}

Words bindingWords(CallFinding finding)
{
    switch (finding) {
    case CallFinding::BoundElsewhere:
        return {QT_TRANSLATE_NOOP("CallTest", "Bound for another process"),
            QT_TRANSLATE_NOOP("CallTest", "You do not belong to that process, so that no more is told.")};
    case CallFinding::NotStanding:
        return {QT_TRANSLATE_NOOP("CallTest", "Bound, but the switches do not know it yet"),
            QT_TRANSLATE_NOOP("CallTest",
                "Nobody is reached. The service tells the switches of a new binding within seconds: look whether it "
                "runs, and test again.")};
    case CallFinding::WithoutCopy:
        return {QT_TRANSLATE_NOOP("CallTest", "Bound, but the service cannot open its numbers"),
            QT_TRANSLATE_NOOP("CallTest",
                "Nobody is reached. It was bound before the service was enrolled. Seal what is missing: Voice "
                "Platform, Service, or callveilctl service seal.")};
    case CallFinding::WithoutAgentCopy:
        return {QT_TRANSLATE_NOOP("CallTest", "Bound, but the service cannot open the agent's number"),
            QT_TRANSLATE_NOOP("CallTest",
                "Nobody is reached. The agent's number was entered before the service was enrolled. Seal what is "
                "missing: Voice Platform, Service, or callveilctl service seal. An agent without a number needs one "
                "first.")};
    case CallFinding::WithoutService:
        return {QT_TRANSLATE_NOOP("CallTest", "Bound, but there is no service to put calls through"),
            QT_TRANSLATE_NOOP("CallTest",
                "Nobody is reached. Enrol a service, or enable one that is disabled: Voice Platform, Service, or "
                "callveilctl service enrol. Then seal what is missing.")};
    case CallFinding::WasReleased:
        return {QT_TRANSLATE_NOOP("CallTest", "Released"),
            QT_TRANSLATE_NOOP("CallTest", "The binding has ended: nobody is reached.")};
    case CallFinding::HasExpired:
        return {QT_TRANSLATE_NOOP("CallTest", "Expired"),
            QT_TRANSLATE_NOOP("CallTest", "The binding has ended: nobody is reached.")};
    case CallFinding::WasReassigned:
        return {QT_TRANSLATE_NOOP("CallTest", "Bound with somebody else by now"),
            QT_TRANSLATE_NOOP(
                "CallTest", "The caller was part of a binding that another agent has: nobody is reached.")};
    case CallFinding::CallerWithheld:
        return {QT_TRANSLATE_NOOP("CallTest", "The caller's number is withheld"),
            QT_TRANSLATE_NOOP("CallTest", "Nobody can tell which binding he means: nobody is reached.")};
    default:
        return {QT_TRANSLATE_NOOP("CallTest", "The caller has no binding over this number"),
            QT_TRANSLATE_NOOP("CallTest", "Nobody is reached.")};
    }
}

Words laterWords(CallFinding finding)
{
    switch (finding) {
    case CallFinding::NoRoutesMade:
        return {QT_TRANSLATE_NOOP("CallTest", "None since the server started"),
            QT_TRANSLATE_NOOP("CallTest", "Every masked call is refused until the service runs. Start callveild.")};
    case CallFinding::TakesCalls:
        return {QT_TRANSLATE_NOOP("CallTest", "No"), QT_TRANSLATE_NOOP("CallTest", "The called party may be called.")};
    case CallFinding::HasOptedOut:
        return {QT_TRANSLATE_NOOP("CallTest", "Yes"),
            QT_TRANSLATE_NOOP(
                "CallTest", "The call is refused: the called party wants none over this brand's numbers.")};
    case CallFinding::OptOutNotKnown:
        return {QT_TRANSLATE_NOOP("CallTest", "Not known here"),
            QT_TRANSLATE_NOOP(
                "CallTest", "Only the service can open the number. If it opted out, the call is refused.")};
    case CallFinding::HearsTarget:
        return {
            QT_TRANSLATE_NOOP("CallTest", "Pool %1: %2"), QT_TRANSLATE_NOOP("CallTest", "The caller is sent there.")};
    case CallFinding::HearsNotActive:
        return {QT_TRANSLATE_NOOP("CallTest", "Pool %1: this number is not active"),
            QT_TRANSLATE_NOOP("CallTest", "The call is refused.")};
    case CallFinding::CarrierByPrefix:
        return {QT_TRANSLATE_NOOP("CallTest", "%1, by the prefix %2"), QT_TRANSLATE_NOOP("CallTest", "It goes to %3.")};
    case CallFinding::CarrierOfAll:
        return {QT_TRANSLATE_NOOP("CallTest", "%1, which takes all numbers"),
            QT_TRANSLATE_NOOP("CallTest", "It goes to %2.")};
    case CallFinding::NoCarrier:
        return {QT_TRANSLATE_NOOP("CallTest", "None takes this number"),
            QT_TRANSLATE_NOOP("CallTest", "The switch is told none, and uses its own. Gateways are listed beside.")};
    default:
        return {QT_TRANSLATE_NOOP("CallTest", "It depends on the number"),
            QT_TRANSLATE_NOOP("CallTest", "Only the service can open the number that is called.")};
    }
}

/// The two findings that say who calls whom: the languages may need another sentence for each.
Words partyWords(const CallStep &step, bool isCustomer)
{
    if (step.finding == CallFinding::Bound)
        return isCustomer ? Words{QT_TRANSLATE_NOOP("CallTest", "Bound: session %1, the customer calls"),
                   QT_TRANSLATE_NOOP("CallTest", "The call reaches the agent, %3.")}
                          : Words{QT_TRANSLATE_NOOP("CallTest", "Bound: session %1, the agent calls"),
                              QT_TRANSLATE_NOOP("CallTest", "The call reaches the customer, %3.")};
    return isCustomer ? Words{QT_TRANSLATE_NOOP("CallTest", "A customer's own number"),
               QT_TRANSLATE_NOOP("CallTest", "Anybody reaches the customer, %2.")}
                      : Words{QT_TRANSLATE_NOOP("CallTest", "An agent's own number"),
                          QT_TRANSLATE_NOOP("CallTest", "Anybody reaches the agent, %2.")};
}

Words wordsOf(const CallStep &step)
{
    const bool isCustomer = step.names.contains(QStringLiteral("customer"));
    if (step.finding == CallFinding::Bound || step.finding == CallFinding::OwnersNumber)
        return partyWords(step, isCustomer);
    switch (step.check) {
    case CallCheck::Emergency:
    case CallCheck::Number:
        return numberWords(step.finding);
    case CallCheck::Binding:
        return bindingWords(step.finding);
    default:
        return laterWords(step.finding);
    }
}

/// In one pass: what was filled in is not filled in again.
QString filled(const QString &text, const QStringList &names, NameMarks marks)
{
    QString all;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int place = text[i] == u'%' && i + 1 < text.size() ? text[i + 1].digitValue() : -1;
        if (place < 1 || place > names.size()) {
            all += text[i];
            continue;
        }
        const QString &name = names[place - 1];
        all += marks == NameMarks::With ? isolated(name) : name;
        ++i;
    }
    return all;
}

QString timeText(qint64 ms, const QTimeZone &zone)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms, zone), QLocale::ShortFormat);
}

} // namespace

QString callHeadline(const CallOutcome &outcome)
{
    switch (outcome.answer.action) {
    case RouteAction::Bridge:
        return outcome.isElsewhere ? say(QT_TRANSLATE_NOOP("CallTest", "Bound for another process"))
                                   : say(QT_TRANSLATE_NOOP("CallTest", "Put through"));
    case RouteAction::Ivr:
        return say(QT_TRANSLATE_NOOP("CallTest", "Sent to the late-callback answer"));
    case RouteAction::Native:
        return say(QT_TRANSLATE_NOOP("CallTest", "Emergency call, never masked"));
    case RouteAction::Reject:
        break;
    }
    return say(QT_TRANSLATE_NOOP("CallTest", "Refused (%1)")).arg(outcome.answer.sipCode);
}

QString callCheckText(CallCheck check)
{
    switch (check) {
    case CallCheck::Emergency:
        return say(QT_TRANSLATE_NOOP("CallTest", "Emergency number"));
    case CallCheck::Number:
        return say(QT_TRANSLATE_NOOP("CallTest", "Proxy number"));
    case CallCheck::Routes:
        return say(QT_TRANSLATE_NOOP("CallTest", "Routes"));
    case CallCheck::Binding:
        return say(QT_TRANSLATE_NOOP("CallTest", "Binding"));
    case CallCheck::OptOut:
        return say(QT_TRANSLATE_NOOP("CallTest", "Opted out"));
    case CallCheck::LateAnswer:
        return say(QT_TRANSLATE_NOOP("CallTest", "Late-callback answer"));
    case CallCheck::Carrier:
        break;
    }
    return say(QT_TRANSLATE_NOOP("CallTest", "Gateway"));
}

QString callFindingText(const CallStep &step, const QTimeZone &zone, NameMarks marks)
{
    const QString found = filled(say(wordsOf(step).found), step.names, marks);
    return step.at ? say(QT_TRANSLATE_NOOP("CallTest", "%1 at %2")).arg(found, timeText(*step.at, zone)) : found;
}

QString callMeaningText(const CallStep &step, const QTimeZone &zone, NameMarks marks)
{
    const QString meaning = filled(say(wordsOf(step).meaning), step.names, marks);
    if (!step.until || *step.until == std::numeric_limits<qint64>::max())
        return meaning;
    return say(QT_TRANSLATE_NOOP("CallTest", "%1 The number cools until %2."))
        .arg(meaning, timeText(*step.until, zone));
}

bool isHindrance(CallFinding finding)
{
    switch (finding) {
    case CallFinding::NotOurs:
    case CallFinding::InNoPool:
    case CallFinding::Suspended:
    case CallFinding::Retired:
    case CallFinding::WithoutVoice:
    case CallFinding::NoRoutesMade:
    case CallFinding::NotStanding:
    case CallFinding::WithoutCopy:
    case CallFinding::WithoutAgentCopy:
    case CallFinding::WithoutService:
    case CallFinding::WasReleased:
    case CallFinding::HasExpired:
    case CallFinding::WasReassigned:
    case CallFinding::CallerUnknown:
    case CallFinding::CallerWithheld:
    case CallFinding::HasOptedOut:
        return true;
    default:
        return false;
    }
}

} // namespace callveil
