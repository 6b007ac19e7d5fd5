// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/callbacks/callback_payload.h"

#include "domain/base/public_name.h"
#include "domain/calls/call_keys.h"
#include "domain/rating/money.h"
#include "services/calls/call_log_service.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace callveil {

namespace {

QString timeText(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue orNull(std::optional<qint64> ms)
{
    return ms ? QJsonValue(timeText(*ms)) : QJsonValue();
}

/// The amount as text, with all its decimals: many readers of JSON make floating point of numbers. One of which nobody
/// knows the currency tells nothing.
QJsonValue moneyOrNull(const std::optional<qint64> &micros, const QString &currency)
{
    constexpr int decimals = 6;
    if (!micros || currency.isEmpty())
        return {};
    return QJsonObject{
        {QStringLiteral("amount"), decimalText(*micros, decimals)}, {QStringLiteral("currency"), currency}};
}

QJsonObject documentOf(const CallbackLeg &leg)
{
    return {{QStringLiteral("leg"), leg.leg}, {QStringLiteral("kind"), legKey(leg.kind)},
        {QStringLiteral("medium"), mediumKey(leg.medium)}, {QStringLiteral("direction"), directionKey(leg.direction)},
        {QStringLiteral("started_at"), timeText(leg.startedAt)},
        {QStringLiteral("answered_at"), orNull(leg.answeredAt)}, {QStringLiteral("ended_at"), orNull(leg.endedAt)},
        {QStringLiteral("billable_seconds"), leg.billableSeconds},
        {QStringLiteral("disposition"), dispositionKey(leg.disposition)},
        {QStringLiteral("customer"), orNull(leg.customer)}, {QStringLiteral("agent"), orNull(leg.agent)},
        {QStringLiteral("agent_number"), orNull(leg.agentNumber)}, {QStringLiteral("proxy_number"), orNull(leg.proxy)},
        {QStringLiteral("presented_number"), orNull(leg.presented)}, {QStringLiteral("country"), orNull(leg.country)},
        {QStringLiteral("account"), orNull(leg.account)}, {QStringLiteral("rate_zone"), orNull(leg.rateZone)},
        {QStringLiteral("cost"), moneyOrNull(leg.costMicros, leg.currency)},
        {QStringLiteral("recharge"), moneyOrNull(leg.rechargeMicros, leg.rechargeCurrency)},
        {QStringLiteral("recording_id"), orNull(leg.recordingId)},
        {QStringLiteral("consent"), consentKey(leg.consent)}};
}

QJsonObject countsOf(const TaskCounts &counts)
{
    QJsonObject document;
    for (const char *name : taskCountNames) {
        const auto count = counts.find(QLatin1String(name));
        document.insert(QLatin1String(name), count == counts.end() ? QJsonValue() : QJsonValue(count->second));
    }
    return document;
}

QByteArray message(CallbackType type, qint64 at, const QJsonObject &data)
{
    const QJsonObject members{{QStringLiteral("type"), callbackTypeKey(type)},
        {QStringLiteral("timestamp"), timeText(at)}, {QStringLiteral("data"), data}};
    return QJsonDocument(members).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray callPayload(const CallbackCall &call, qint64 at)
{
    QJsonArray legs;
    for (const CallbackLeg &leg : call.legs)
        legs.append(documentOf(leg));
    return message(CallbackType::Cdr, at,
        {{QStringLiteral("session"), CallLogService::sessionName(call.publicId)},
            {QStringLiteral("process"), orNull(call.process)}, {QStringLiteral("campaign"), orNull(call.campaign)},
            {QStringLiteral("direction"), directionKey(call.direction)},
            {QStringLiteral("disposition"), dispositionKey(call.disposition)},
            {QStringLiteral("started_at"), timeText(call.startedAt)},
            {QStringLiteral("ended_at"), orNull(call.endedAt)}, {QStringLiteral("talk_seconds"), call.talkSeconds},
            {QStringLiteral("billable_seconds"), call.billableSeconds}, {QStringLiteral("agent"), orNull(call.agent)},
            {QStringLiteral("proxy_number"), orNull(call.proxy)}, {QStringLiteral("case_id"), orNull(call.caseRef)},
            {QStringLiteral("recording_id"), orNull(call.recordingId)},
            {QStringLiteral("cost"), moneyOrNull(call.costMicros, call.currency)},
            {QStringLiteral("recharge"), moneyOrNull(call.rechargeMicros, call.rechargeCurrency)},
            {QStringLiteral("legs"), legs}});
}

QByteArray recordingPayload(const CallbackCall &call, const CallbackLeg &leg, qint64 at)
{
    return message(CallbackType::RecordingAvailable, at,
        {{QStringLiteral("session"), CallLogService::sessionName(call.publicId)},
            {QStringLiteral("process"), orNull(call.process)}, {QStringLiteral("leg"), leg.leg},
            {QStringLiteral("kind"), legKey(leg.kind)}, {QStringLiteral("proxy_number"), orNull(leg.proxy)},
            {QStringLiteral("started_at"), timeText(leg.startedAt)},
            {QStringLiteral("recording_id"), orNull(leg.recordingId)},
            {QStringLiteral("consent"), consentKey(leg.consent)}});
}

QByteArray statusPayload(const CallbackStatus &status, qint64 at)
{
    const QString call = publicName(QStringLiteral("ref_"), status.callKey);
    const QJsonValue session =
        status.session.isEmpty() ? QJsonValue() : QJsonValue(CallLogService::sessionName(status.session));
    return message(CallbackType::CallStatus, at,
        {{QStringLiteral("call"), call}, {QStringLiteral("session"), session},
            {QStringLiteral("process"), orNull(status.process)}, {QStringLiteral("proxy_number"), orNull(status.proxy)},
            {QStringLiteral("state"), callStateKey(status.state)}, {QStringLiteral("at"), timeText(status.at)}});
}

QByteArray taskPayload(const CallbackTask &task, qint64 at)
{
    return message(CallbackType::TaskStatus, at,
        {{QStringLiteral("task"), task.task}, {QStringLiteral("state"), taskStateKey(task.state)},
            {QStringLiteral("counts"), countsOf(task.counts)}, {QStringLiteral("at"), timeText(task.at)}});
}

QByteArray testPayload(CallbackKind kind, qint64 at)
{
    return message(CallbackType::Test, at, {{QStringLiteral("endpoint"), callbackKindKey(kind)}});
}

} // namespace callveil
