// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/routes/call_test_service.h"
#include "ui/texts/call_test_text.h"

#include <QJsonArray>

namespace callveil {

namespace {

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject documentOf(const CallOutcome &outcome)
{
    const RouteAnswer &answer = outcome.answer;
    QJsonArray steps;
    for (const CallStep &step : outcome.steps)
        steps.append(QJsonObject{{QStringLiteral("step"), callCheckText(step.check)},
            {QStringLiteral("found"), callFindingText(step, QTimeZone::utc(), NameMarks::Without)},
            {QStringLiteral("meaning"), callMeaningText(step, QTimeZone::utc(), NameMarks::Without)}});
    return {{QStringLiteral("action"), routeActionKey(answer.action)}, {QStringLiteral("sip_code"), answer.sipCode},
        {QStringLiteral("callee"), orNull(outcome.calleeText)}, {QStringLiteral("caller_id"), orNull(answer.cli)},
        {QStringLiteral("session"), orNull(answer.session)},
        {QStringLiteral("binding"), answer.binding.isSet() ? QJsonValue(answer.binding.value) : QJsonValue()},
        {QStringLiteral("caller_is"), orNull(sideKey(answer.side))}, {QStringLiteral("target"), orNull(answer.target)},
        {QStringLiteral("records"), answer.records},
        {QStringLiteral("expires_at"), answer.expiresAt == 0 ? QJsonValue() : isoTime(answer.expiresAt * 1000)},
        {QStringLiteral("other_process"), outcome.isElsewhere}, {QStringLiteral("steps"), steps}};
}

} // namespace

int runCallTest(Command &command)
{
    command.options().addOption(
        {QStringLiteral("withheld"), QStringLiteral("the caller's number is withheld; nothing is read")});
    command.describe(QStringLiteral("DID < CALLER | DID --withheld"),
        QStringLiteral(
            "Tells what would become of a call to DID, and why; no call is made. The caller's number is read from "
            "standard input, never from the command line. It is not printed; each test is recorded and limited like a "
            "search by number. Times are UTC."));
    if (const auto ends = command.parse(1, 1))
        return *ends;
    QString caller;
    if (!command.isSet("withheld")) {
        caller = QTextStream(stdin).readLine().trimmed();
        if (caller.isEmpty())
            return command.misuse(QStringLiteral("standard input gives no number; --withheld says that there is none"));
    }
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const auto outcome = CallTestService(**workspace).test(command.arguments().front(), std::move(caller)).result();
    if (!outcome)
        return command.refuse(outcome.error());
    if (command.wantsJson()) {
        command.printJson(documentOf(*outcome));
        return Done;
    }
    QList<QStringList> rows;
    for (const CallStep &step : outcome->steps)
        rows.append({callCheckText(step.check), callFindingText(step, QTimeZone::utc(), NameMarks::Without),
            callMeaningText(step, QTimeZone::utc(), NameMarks::Without)});
    command.out() << callHeadline(*outcome) << '\n';
    printTable(command.out(), {QStringLiteral("Step"), QStringLiteral("Found"), QStringLiteral("Meaning")}, rows);
    return Done;
}

} // namespace callveil
