// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/calls/call_log_service.h"
#include "services/leaks/leak_audit_service.h"
#include "stop_signals.h"
#include "ui/texts/leak_text.h"

#include <QJsonArray>

namespace callveil {

namespace {

QJsonValue orNothing(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject documentOf(const Leak &leak)
{
    return {{QStringLiteral("id"), leak.id.value}, {QStringLiteral("severity"), leakSeverityKey(leak.severity)},
        {QStringLiteral("finding"), leakKindKey(leak.key.kind)}, {QStringLiteral("state"), leakStateKey(leak.state)},
        {QStringLiteral("process"), orNothing(leak.processName)}, {QStringLiteral("pool"), orNothing(leak.poolName)},
        {QStringLiteral("proxy_number"), orNothing(leak.number)},
        {QStringLiteral("canary"), orNothing(leak.canaryName)}, {QStringLiteral("place"), orNothing(leak.key.place)},
        {QStringLiteral("session"),
            leak.session.isEmpty() ? QJsonValue() : QJsonValue(CallLogService::sessionName(leak.session))},
        {QStringLiteral("rows"), leak.rows}, {QStringLiteral("since"), isoTime(leak.oldestAt)},
        {QStringLiteral("first_seen"), isoTime(leak.firstSeen)}, {QStringLiteral("last_seen"), isoTime(leak.lastSeen)},
        {QStringLiteral("remedy"), leakRemedyText(leak.key.kind)}};
}

QStringList rowOf(const Leak &leak)
{
    return {QString::number(leak.id.value), leakSeverityText(leak.severity), leakKindText(leak.key.kind),
        harmless(leakWhereText(leak)), isoTime(leak.oldestAt), leakRemedyText(leak.key.kind)};
}

/// Every open finding, the worst first.
Result<std::vector<Leak>> openLeaks(LeakAuditService &service)
{
    std::vector<Leak> leaks;
    LeakFilter filter;
    filter.open = true;
    for (;;) {
        const auto page = service.list(filter).result();
        if (!page)
            return failed(page);
        leaks.insert(leaks.end(), page->leaks.begin(), page->leaks.end());
        if (page->ends)
            return leaks;
        filter.after = {page->leaks.back().severity, page->leaks.back().id};
    }
}

void print(Command &command, const LeakReport &report, const std::vector<Leak> &leaks)
{
    QJsonArray documents;
    QList<QStringList> rows;
    for (const Leak &leak : leaks) {
        documents.append(documentOf(leak));
        rows.append(rowOf(leak));
    }
    if (command.wantsJson())
        return command.printJson({{QStringLiteral("whole"), report.whole}, {QStringLiteral("open"), report.open},
            {QStringLiteral("open_before"), report.before},
            {QStringLiteral("canaries_in_texts"), report.canariesInTexts}, {QStringLiteral("findings"), documents}});
    if (leaks.empty())
        command.out() << "No finding is open.\n";
    else
        printTable(command.out(),
            {QStringLiteral("Id"), QStringLiteral("Severity"), QStringLiteral("Finding"), QStringLiteral("Where"),
                QStringLiteral("Since (UTC)"), QStringLiteral("Remedy")},
            rows);
    command.out().flush();
    if (!report.canariesInTexts)
        command.err()
            << "callveilctl: texts were not searched for canary numbers: that takes a permission to search or "
               "write numbers\n";
}

} // namespace

int runLeaks(Command &command)
{
    command.options().addOption({QStringLiteral("since-last"),
        QStringLiteral("of calls, cases and the record only what is new since the last scan")});
    command.describe(QStringLiteral("[--since-last]"),
        QStringLiteral(
            "Scans for leaks: numbers that show where they should be hidden, and calls past the masking, in the "
            "processes of whoever signs in. Prints the findings that are open, the worst first; the console's page "
            "Leak Audit explains, resolves and accepts them. For schedules: the exit code is 0 when no finding is "
            "open, 3 when there are open ones, 1 when the scan was refused or failed, and 2 for wrong usage."));
    if (const auto ends = command.parse(0, 0))
        return *ends;
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    LeakAuditService service(**workspace);
    const auto progress = std::make_shared<LeakProgress>();
    StopSignals stop(command.err());
    const auto report = stop.answerOf(service.scan(command.isSet("since-last"), progress), progress->cancelled);
    if (!report)
        return command.refuse(report.error());
    const auto leaks = openLeaks(service);
    if (!leaks)
        return command.refuse(leaks.error());
    print(command, *report, *leaks);
    return leaks->empty() ? Done : OpenLeaks;
}

} // namespace callveil
