// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/calls/call_sheet.h"

#include "domain/calls/call_keys.h"
#include "domain/number/free_text.h"
#include "domain/rating/money.h"
#include "services/calls/call_log_service.h"

#include <algorithm>

namespace callveil {

namespace {

std::vector<SheetColumn> plainColumns(const QTimeZone &zone)
{
    const auto figures = [](const char *title) { return SheetColumn{QLatin1String(title), true}; };
    const auto text = [](const char *title) { return SheetColumn{QLatin1String(title)}; };
    return {{QStringLiteral("started (%1)").arg(QString::fromLatin1(zone.id()))}, text("process"), text("campaign"),
        text("direction"), text("agent"), text("agent_name"), text("customer"), text("agent_number"),
        text("proxy_number"), figures("talk_seconds"), figures("billable_seconds"), figures("legs"),
        text("disposition"), text("recording"), text("case"), figures("cost"), text("currency"), text("session")};
}

QStringList plainCells(const CallLine &line, const QTimeZone &zone)
{
    return {QDateTime::fromMSecsSinceEpoch(line.startedAt, zone).toString(Qt::ISODateWithMs), line.processName,
        line.campaign, directionKey(line.direction), line.agentCode, line.agentName, line.customer.text,
        line.agentParty.text, line.proxy, QString::number(line.talkSeconds), QString::number(line.billableSeconds),
        QString::number(line.legs), dispositionKey(line.disposition), line.recordingId, line.caseRef,
        line.costMicros ? decimalText(*line.costMicros) : QString(), line.currency,
        CallLogService::sessionName(line.publicId)};
}

bool isDigit(QChar c)
{
    return c.isDigit();
}

} // namespace

CallSheet plainCallSheet(const QTimeZone &zone)
{
    const QString note = QStringLiteral("Times: %1").arg(QString::fromLatin1(zone.id()));
    return {{QStringLiteral("Calls"), note, plainColumns(zone)},
        [zone](const CallLine &line) { return plainCells(line, zone); }};
}

bool isClear(const ShownParty &party)
{
    if (party.kind == NumberKind::E164)
        return party.text.startsWith(u'+') && std::all_of(party.text.begin() + 1, party.text.end(), isDigit);
    return party.kind == NumberKind::Text
        && std::count_if(party.text.begin(), party.text.end(), isDigit) >= leastFreeDigits;
}

} // namespace callveil
