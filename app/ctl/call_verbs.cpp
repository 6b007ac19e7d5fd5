// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "domain/calls/call_keys.h"
#include "domain/number/free_text.h"
#include "domain/rating/money.h"
#include "services/agents/agent_service.h"
#include "services/calls/call_export_service.h"
#include "services/calls/call_log_service.h"
#include "services/processes/process_service.h"
#include "sheet_options.h"
#include "stop_signals.h"
#include "tables/calls/shown_call_sheet.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/value_text.h"

#include <QJsonArray>

#include <limits>

namespace callveil {

namespace {

/// The id by which a number can be revealed; null when the vault keeps none. As text: many readers of JSON round
/// numbers of 63 bits.
QJsonValue idOf(NumberId number)
{
    return number.isSet() ? QJsonValue(QString::number(number.value)) : QJsonValue(QJsonValue::Null);
}

QString keyText(const CallLine &line)
{
    return QStringLiteral("%1-%2").arg(line.startedAt).arg(line.id.value);
}

Result<CallKey> keyFrom(const QString &text)
{
    if (text.isEmpty())
        return CallLogService::newest();
    bool first = false;
    bool second = false;
    const CallKey key{text.section(u'-', 0, 0).toLongLong(&first), text.section(u'-', 1).toLongLong(&second)};
    if (!first || !second)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("after"), quotable(text), QStringLiteral("the \"next\" of the page before")});
    return key;
}

Result<std::optional<qint64>> timeOption(const Command &command, const char *option)
{
    if (!command.isSet(option))
        return std::optional<qint64>();
    const auto time = timeFrom(command.value(option));
    if (!time)
        return fail(ErrorCode::Invalid, Fault::TimeNotUnderstood, {QLatin1String(option)});
    return time;
}

Result<CallFilter> filterFrom(Command &command, Workspace &workspace)
{
    CallFilter filter;
    const auto from = timeOption(command, "from");
    if (!from)
        return failed(from);
    const auto to = timeOption(command, "to");
    if (!to)
        return failed(to);
    if (*from && *to && **to < **from)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("to"), isoTime(**to), QStringLiteral("%1 …").arg(isoTime(**from))});
    filter.from = *from;
    filter.to = *to;
    filter.proxy = command.value("proxy");
    filter.recording = command.value("recording");
    filter.tag = command.value("tag").simplified();
    if (command.isSet("process")) {
        const auto process = processNamed(workspace, command.value("process"));
        if (!process)
            return failed(process);
        filter.process = *process;
    }
    if (command.isSet("session")) {
        filter.session = CallLogService::sessionId(command.value("session"));
        if (filter.session.isEmpty())
            return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                {QStringLiteral("session"), quotable(command.value("session")), QStringLiteral("sess_…")});
    }
    if (command.isSet("agent")) {
        const auto agents = AgentService(workspace).list().result();
        if (!agents)
            return failed(agents);
        for (const Agent &agent : *agents)
            if (nameKey(agent.code) == nameKey(command.value("agent")))
                filter.agent = agent.id;
        if (!filter.agent.isSet())
            return fail(ErrorCode::NotFound, Fault::AgentUnknown, {quotable(command.value("agent"))});
    }
    return filter;
}

/// An amount as text: many readers of JSON make floating point of numbers.
QJsonValue amount(const std::optional<qint64> &micros)
{
    return micros ? QJsonValue(decimalText(*micros)) : QJsonValue(QJsonValue::Null);
}

QString costOf(const std::optional<qint64> &micros, const QString &currency)
{
    return micros ? QStringLiteral("%1 %2").arg(decimalText(*micros), currency) : QString();
}

QJsonObject jsonOf(const CallLine &line)
{
    return {{QStringLiteral("session"), CallLogService::sessionName(line.publicId)},
        {QStringLiteral("started_at"), isoTime(line.startedAt)}, {QStringLiteral("process"), line.processName},
        {QStringLiteral("campaign"), line.campaign}, {QStringLiteral("direction"), directionKey(line.direction)},
        {QStringLiteral("agent"), line.agentCode}, {QStringLiteral("customer"), line.customer.text},
        {QStringLiteral("agent_number"), line.agentParty.text}, {QStringLiteral("proxy_number"), line.proxy},
        {QStringLiteral("billable_seconds"), line.billableSeconds}, {QStringLiteral("legs"), line.legs},
        {QStringLiteral("disposition"), dispositionKey(line.disposition)},
        {QStringLiteral("cost"), amount(line.costMicros)}, {QStringLiteral("currency"), line.currency},
        {QStringLiteral("recharge"), amount(line.rechargeMicros)},
        {QStringLiteral("recharge_currency"), line.rechargeCurrency},
        {QStringLiteral("unrated_legs"), line.legs - line.ratedLegs}, {QStringLiteral("recording"), line.recordingId}};
}

QJsonObject jsonOf(const LegLine &leg)
{
    return {{QStringLiteral("leg"), leg.leg}, {QStringLiteral("kind"), legKey(leg.kind)},
        {QStringLiteral("direction"), directionKey(leg.direction)},
        {QStringLiteral("started_at"), isoTime(leg.startedAt)}, {QStringLiteral("customer"), leg.customer.text},
        {QStringLiteral("agent"), leg.agentCode}, {QStringLiteral("agent_number"), leg.agentParty.text},
        {QStringLiteral("customer_number_id"), idOf(leg.customer.number)},
        {QStringLiteral("agent_number_id"), idOf(leg.agentParty.number)}, {QStringLiteral("proxy_number"), leg.proxy},
        {QStringLiteral("country"), leg.country}, {QStringLiteral("billable_seconds"), leg.billableSeconds},
        {QStringLiteral("disposition"), dispositionKey(leg.disposition)}, {QStringLiteral("rate_zone"), leg.rateZone},
        {QStringLiteral("cost"), amount(leg.costMicros)}, {QStringLiteral("currency"), leg.currency},
        {QStringLiteral("recharge"), amount(leg.rechargeMicros)},
        {QStringLiteral("recharge_currency"), leg.rechargeCurrency}, {QStringLiteral("recording"), leg.recordingId},
        {QStringLiteral("consent"), consentKey(leg.consent)}, {QStringLiteral("policy_revision"), leg.revision}};
}

/// Of all calls of a session, in their order.
Result<std::vector<LegLine>> legsOf(CallLogService &service, const CallFilter &filter)
{
    constexpr int callsAtOnce = 500;
    std::vector<LegLine> legs;
    CallKey last;
    while (true) {
        const auto page = service.page(filter, last, false, callsAtOnce).result();
        if (!page)
            return failed(page);
        for (const CallLine &call : page->calls) {
            auto some = service.legs(call.id).result();
            if (!some)
                return some;
            std::move(some->begin(), some->end(), std::back_inserter(legs));
            last = {call.startedAt, call.id.value};
        }
        if (page->ends)
            return legs;
    }
}

QString exportText(const CallExportReport &report)
{
    QStringList parts{QStringLiteral("Calls written: %1.").arg(report.rows)};
    if (report.clear > 0)
        parts.append(QStringLiteral("Numbers in clear, of processes whose masking was off: %1. Keep the file where "
                                    "only you can read it.")
                         .arg(report.clear));
    if (report.numbers > 0 || report.unread > 0)
        parts.append(QStringLiteral("Actual numbers of the vault: %1; others that stayed masked: %2.")
                         .arg(report.numbers)
                         .arg(report.unread));
    if (parts.size() == 1)
        parts.append(QStringLiteral("All numbers are masked."));
    return parts.join(u' ');
}

void addFilterOptions(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("process"), QStringLiteral("only this process"), QStringLiteral("NAME")},
        {QStringLiteral("from"), QStringLiteral("started at this time or later, ISO 8601"), QStringLiteral("TIME")},
        {QStringLiteral("to"), QStringLiteral("started before this time"), QStringLiteral("TIME")},
        {QStringLiteral("proxy"), QStringLiteral("over this proxy number"), QStringLiteral("NUMBER")},
        {QStringLiteral("session"), QStringLiteral("only this session"), QStringLiteral("SESSION")},
        {QStringLiteral("agent"), QStringLiteral("of this agent"), QStringLiteral("AGENT")},
        {QStringLiteral("tag"), QStringLiteral("of sessions with this tag"), QStringLiteral("TAG")},
        {QStringLiteral("recording"), QStringLiteral("only the calls with this recording"), QStringLiteral("ID")},
    });
}

} // namespace

int runExport(Command &command)
{
    addFilterOptions(command);
    command.options().addOptions({
        {QStringLiteral("actual-numbers"), QStringLiteral("with the real numbers that you may view")},
        {QStringLiteral("reason"), QStringLiteral("why real numbers are needed; it is recorded"),
            QStringLiteral("TEXT")},
        {QStringLiteral("ticket"), QStringLiteral("the ticket that they are needed for"), QStringLiteral("TEXT")},
    });
    addSheetOptions(command);
    command.describe(
        QStringLiteral(
            "FILE [filters] [--format xlsx|csv|pdf] [--actual-numbers --reason TEXT [--ticket TEXT]] [--force]"),
        QStringLiteral(
            "Writes calls to a file that only you can read, newest first, masked as the call log shows "
            "them; times are UTC. The suffix of FILE says whether it is a workbook, a CSV file or a document "
            "of pages. Exports are recorded with their counts."));
    if (const auto ends = command.parse(1, 1))
        return *ends;
    CallExportOrder order;
    order.file = command.arguments().front();
    order.actualNumbers = command.isSet("actual-numbers");
    order.reason = command.value("reason");
    order.ticket = command.value("ticket");
    if (order.actualNumbers && order.reason.trimmed().isEmpty())
        return command.misuse(QStringLiteral("--actual-numbers needs --reason TEXT"));
    const auto format = sheetFormatOf(command, order.file);
    if (!format)
        return format.error();
    order.format = *format;
    if (order.format == SheetFormat::Pdf) // for people
        order.sheet = shownCallSheet({&directionText, &dispositionText, &legKindText, &mediumText, &consentText,
            &durationText, &rowFaultText, &displayNumber, order.zone});
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const auto filter = filterFrom(command, **workspace);
    if (!filter)
        return command.refuse(filter.error());
    order.filter = *filter;
    const auto progress = std::make_shared<CallExportProgress>();
    StopSignals stop(command.err());
    const auto report = stop.answerOf(CallExportService(**workspace).run(std::move(order), progress), *progress->stop);
    if (!report)
        return command.refuse(report.error());
    command.tell({{QStringLiteral("rows"), report->rows}, {QStringLiteral("actual_numbers"), report->numbers},
                     {QStringLiteral("clear_numbers"), report->clear}, {QStringLiteral("unread"), report->unread}},
        exportText(*report));
    return Done;
}

int runCalls(Command &command)
{
    addFilterOptions(command);
    command.options().addOptions({
        {QStringLiteral("limit"), QStringLiteral("at most so many"), QStringLiteral("N"), QStringLiteral("50")},
        {QStringLiteral("after"), QStringLiteral("go on behind the page that gave this \"next\""),
            QStringLiteral("KEY")},
    });
    command.describe(
        QStringLiteral("[filters] [--limit N] [--after KEY]"), QStringLiteral("Lists masked calls, newest first."));
    if (const auto ends = command.parse(0, 0))
        return *ends;
    bool limitFits = false;
    const int limit = command.value("limit").toInt(&limitFits);
    if (!limitFits || limit < 1 || limit > 100000)
        return command.misuse(QStringLiteral("--limit is from 1 to 100000 calls"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const auto key = keyFrom(command.value("after"));
    if (!key)
        return command.refuse(key.error());
    const auto filter = filterFrom(command, **workspace);
    if (!filter)
        return command.refuse(filter.error());
    const auto page = CallLogService(**workspace).page(*filter, *key, true, limit).result();
    if (!page)
        return command.refuse(page.error());
    QJsonArray calls;
    QList<QStringList> rows;
    for (const CallLine &line : page->calls) {
        calls.append(jsonOf(line));
        rows.append({isoTime(line.startedAt), line.processName, directionText(line.direction), line.agentCode,
            line.customer.text, line.agentParty.text, line.proxy, durationText(line.talkSeconds),
            QString::number(line.legs), costOf(line.costMicros, line.currency),
            CallLogService::sessionName(line.publicId)});
    }
    const QString next = page->ends || page->calls.empty() ? QString() : keyText(page->calls.back());
    if (command.wantsJson()) {
        command.printJson({{QStringLiteral("calls"), calls},
            {QStringLiteral("next"), next.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(next)}});
        return Done;
    }
    printTable(command.out(),
        {QStringLiteral("Started (UTC)"), QStringLiteral("Process"), QStringLiteral("Direction"),
            QStringLiteral("Agent"), QStringLiteral("Customer"), QStringLiteral("Agent number"),
            QStringLiteral("Proxy number"), QStringLiteral("Duration"), QStringLiteral("Legs"), QStringLiteral("Cost"),
            QStringLiteral("Session")},
        rows);
    if (!next.isEmpty())
        command.out() << "more: --after " << next << '\n';
    command.out().flush();
    return Done;
}

int runLegs(Command &command)
{
    command.describe(
        QStringLiteral("SESSION"), QStringLiteral("Lists the legs of all calls of a session (sess_…), oldest first."));
    if (const auto ends = command.parse(1, 1))
        return *ends;
    const QByteArray id = CallLogService::sessionId(command.arguments().front());
    if (id.isEmpty())
        return command.misuse(QStringLiteral("SESSION is a name like sess_…"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    CallLogService service(**workspace);
    CallFilter filter;
    filter.session = id;
    const auto legs = legsOf(service, filter);
    if (!legs)
        return command.refuse(legs.error());
    if (legs->empty())
        return command.refuse({ErrorCode::NotFound, Fault::SessionUnknown, {command.arguments().front()}, {}});
    QJsonArray documents;
    QList<QStringList> rows;
    for (const LegLine &leg : *legs) {
        documents.append(jsonOf(leg));
        rows.append({legKindText(leg.kind), isoTime(leg.startedAt), leg.customer.text, leg.agentParty.text, leg.proxy,
            durationText(leg.billableSeconds), dispositionText(leg.disposition), costOf(leg.costMicros, leg.currency),
            leg.recordingId, consentText(leg.consent)});
    }
    if (command.wantsJson())
        command.printJson(
            {{QStringLiteral("session"), command.arguments().front()}, {QStringLiteral("legs"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Leg"), QStringLiteral("Started (UTC)"), QStringLiteral("Customer"),
                QStringLiteral("Agent number"), QStringLiteral("Proxy number"), QStringLiteral("Duration"),
                QStringLiteral("Disposition"), QStringLiteral("Cost"), QStringLiteral("Recording"),
                QStringLiteral("Consent")},
            rows);
    return Done;
}

} // namespace callveil
