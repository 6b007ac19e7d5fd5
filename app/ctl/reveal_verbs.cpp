// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/calls/call_log_service.h"
#include "services/reveal/reveal_service.h"

#include <QJsonArray>

namespace callveil {

int runFind(Command &command)
{
    command.describe(QStringLiteral("< NUMBER"),
        QStringLiteral("Finds the sessions of exactly one number, newest first, at most 1000. The number is read from "
                       "standard input, never from the command line. It is not printed; the search is recorded and "
                       "limited."));
    if (const auto ends = command.parse(0, 0))
        return *ends;
    QString number = QTextStream(stdin).readLine().trimmed();
    if (number.isEmpty())
        return command.misuse(QStringLiteral("standard input gives no number"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const auto outcome = RevealService(**workspace).search(std::move(number)).result();
    if (!outcome)
        return command.refuse(outcome.error());
    CallFilter filter;
    filter.found = outcome->calls();
    const auto page =
        CallLogService(**workspace).page(filter, CallLogService::newest(), true, RevealService::mostSessions).result();
    if (!page)
        return command.refuse(page.error());
    QJsonArray sessions;
    QList<QStringList> rows;
    for (const CallLine &line : page->calls) {
        const QString name = CallLogService::sessionName(line.publicId);
        sessions.append(QJsonObject{{QStringLiteral("session"), name},
            {QStringLiteral("started_at"), isoTime(line.startedAt)}, {QStringLiteral("process"), line.processName}});
        rows.append({isoTime(line.startedAt), line.processName, name});
    }
    if (command.wantsJson()) {
        command.printJson({{QStringLiteral("sessions"), sessions}, {QStringLiteral("more"), outcome->more}});
        return Done;
    }
    printTable(
        command.out(), {QStringLiteral("Started (UTC)"), QStringLiteral("Process"), QStringLiteral("Session")}, rows);
    if (outcome->more)
        command.out() << "there are older ones\n";
    command.out().flush();
    return Done;
}

int runReveal(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("reason"), QStringLiteral("why the number is needed; it is recorded"), QStringLiteral("TEXT")},
        {QStringLiteral("ticket"), QStringLiteral("the ticket that it is needed for"), QStringLiteral("TEXT")},
    });
    command.describe(QStringLiteral("NUMBER_ID --reason TEXT [--ticket TEXT]"),
        QStringLiteral("Prints a real number. NUMBER_ID is what \"legs SESSION --json\" tells as customer_number_id "
                       "or agent_number_id. Whoever asks, when and why is recorded; reveals are limited."));
    if (const auto ends = command.parse(1, 1))
        return *ends;
    bool isNumber = false;
    const NumberId id{command.arguments().front().toLongLong(&isNumber)};
    if (!isNumber || !id.isSet())
        return command.misuse(QStringLiteral("NUMBER_ID is a whole number"));
    if (command.value("reason").trimmed().isEmpty())
        return command.misuse(QStringLiteral("--reason says why the number is needed"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const auto answer =
        RevealService(**workspace).reveal({id, command.value("reason"), command.value("ticket")}).result();
    if (!answer && answer.error().fault == Fault::NumberGone) {
        command.err()
            << "callveilctl: the vault has no number with this id. Compare it with what \"legs SESSION --json\" "
               "tells; if it is right, the number's retention has ended, or it was erased\n";
        command.err().flush();
        return Refused;
    }
    if (!answer)
        return command.refuse(answer.error());
    command.tell({{QStringLiteral("number"), (*answer)->text()}}, (*answer)->text());
    return Done;
}

} // namespace callveil
