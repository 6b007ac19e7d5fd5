// SPDX-License-Identifier: GPL-3.0-or-later
#include "callback_output.h"

#include "command.h"

#include "domain/number/free_text.h"

#include <QDateTime>
#include <QJsonArray>

#include <limits>

namespace callveil {

namespace {

constexpr int usualLimit = 50, mostLimit = 1000;

QString eventId(const CallbackDelivery &delivery)
{
    return QStringLiteral("evt_") + QString::fromLatin1(delivery.publicId.toHex());
}

QString stateKey(CallbackState state)
{
    switch (state) {
    case CallbackState::Waiting:
        return QStringLiteral("waiting");
    case CallbackState::Delivered:
        return QStringLiteral("delivered");
    case CallbackState::Failed:
        return QStringLiteral("failed");
    }
    return {};
}

QString failureKey(CallbackFailure failure)
{
    switch (failure) {
    case CallbackFailure::None:
        return {};
    case CallbackFailure::NotResolved:
        return QStringLiteral("no such host");
    case CallbackFailure::NotAllowed:
        return QStringLiteral("target not allowed");
    case CallbackFailure::Unreachable:
        return QStringLiteral("unreachable");
    case CallbackFailure::Tls:
        return QStringLiteral("certificate or encryption");
    case CallbackFailure::TimedOut:
        return QStringLiteral("no answer in time");
    case CallbackFailure::Broken:
        return QStringLiteral("connection broke");
    case CallbackFailure::NoTarget:
        return QStringLiteral("address removed");
    case CallbackFailure::Gone:
        return QStringLiteral("call no longer there");
    }
    return {};
}

QJsonValue timeOrNull(const std::optional<qint64> &time)
{
    return time ? QJsonValue(isoTime(*time)) : QJsonValue();
}

QString timeOrNothing(const std::optional<qint64> &time)
{
    return time ? isoTime(*time) : QString();
}

QString stateOf(const CallbackEndpoint &endpoint)
{
    if (endpoint.url.isEmpty())
        return QStringLiteral("off");
    if (endpoint.disabledAt)
        return QStringLiteral("disabled: it answered 410");
    if (endpoint.pausedAt)
        return QStringLiteral("paused");
    return endpoint.failingSince ? QStringLiteral("failing") : QStringLiteral("active");
}

Result<CallbackState> stateFrom(const QString &key)
{
    for (const CallbackState state : {CallbackState::Waiting, CallbackState::Delivered, CallbackState::Failed})
        if (stateKey(state) == key)
            return state;
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
        {QStringLiteral("state"), quotable(key), QStringLiteral("waiting, delivered, failed")});
}

Result<qint64> wholeOption(const Command &command, const char *option, qint64 usual, qint64 most)
{
    if (!command.isSet(option))
        return usual;
    bool fits = false;
    const qint64 number = command.value(option).toLongLong(&fits);
    if (!fits || number < 1 || number > most)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QLatin1String(option), quotable(command.value(option)), QStringLiteral("a whole number from 1")});
    return number;
}

Result<CallbackFilter> filterFrom(const Command &command)
{
    CallbackFilter filter;
    if (command.isSet("kind")) {
        filter.kind = callbackKindFromKey(command.value("kind"));
        if (!filter.kind)
            return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                {QStringLiteral("kind"), quotable(command.value("kind")),
                    QStringLiteral("cdr, call-status, task-status")});
    }
    if (command.isSet("state")) {
        const auto state = stateFrom(command.value("state"));
        if (!state)
            return failed(state);
        filter.state = *state;
    }
    const auto limit = wholeOption(command, "limit", usualLimit, mostLimit);
    const auto before = wholeOption(command, "before", 0, std::numeric_limits<qint64>::max());
    if (!limit || !before)
        return limit ? failed(before) : failed(limit);
    filter.most = int(*limit);
    if (*before > 0)
        filter.before = *before;
    return filter;
}

QJsonObject documentOf(const CallbackDelivery &delivery)
{
    return {{QStringLiteral("number"), delivery.seq}, {QStringLiteral("event"), eventId(delivery)},
        {QStringLiteral("kind"), callbackKindKey(delivery.kind)},
        {QStringLiteral("type"), callbackTypeKey(delivery.type)}, {QStringLiteral("process"), delivery.process},
        {QStringLiteral("noted_at"), isoTime(delivery.createdAt)}, {QStringLiteral("state"), stateKey(delivery.state)},
        {QStringLiteral("attempts"), delivery.attempts}, {QStringLiteral("last_at"), timeOrNull(delivery.lastAt)},
        {QStringLiteral("status"), delivery.status ? QJsonValue(*delivery.status) : QJsonValue()},
        {QStringLiteral("failure"),
            delivery.failure == CallbackFailure::None ? QJsonValue() : QJsonValue(failureKey(delivery.failure))},
        {QStringLiteral("took_ms"), delivery.tookMs ? QJsonValue(*delivery.tookMs) : QJsonValue()},
        {QStringLiteral("next_at"),
            delivery.state == CallbackState::Waiting ? QJsonValue(isoTime(delivery.nextAt)) : QJsonValue()}};
}

QStringList rowOf(const CallbackDelivery &delivery)
{
    const QString answer = delivery.status ? QString::number(*delivery.status) : failureKey(delivery.failure);
    return {QString::number(delivery.seq), callbackTypeKey(delivery.type), delivery.process,
        isoTime(delivery.createdAt), stateKey(delivery.state), QString::number(delivery.attempts), answer,
        timeOrNothing(delivery.lastAt),
        delivery.state == CallbackState::Waiting ? isoTime(delivery.nextAt) : QString()};
}

} // namespace

int listCallbacks(Command &command, CallbackService &service)
{
    const auto endpoints = service.endpoints().result();
    if (!endpoints)
        return command.refuse(endpoints.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const CallbackEndpoint &each : *endpoints) {
        documents.append(QJsonObject{{QStringLiteral("kind"), callbackKindKey(each.kind)},
            {QStringLiteral("url"), each.url}, {QStringLiteral("with_imports"), each.withImports},
            {QStringLiteral("state"), stateOf(each)}, {QStringLiteral("waiting"), each.waiting},
            {QStringLiteral("failed"), each.failed}, {QStringLiteral("delivered_at"), timeOrNull(each.deliveredAt)},
            {QStringLiteral("failing_since"), timeOrNull(each.failingSince)},
            {QStringLiteral("old_secret_until"), timeOrNull(each.oldSecretUntil)}});
        rows.append({callbackKindKey(each.kind), each.url.isEmpty() ? QStringLiteral("-") : each.url, stateOf(each),
            QString::number(each.waiting), QString::number(each.failed), timeOrNothing(each.deliveredAt)});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("callbacks"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Kind"), QStringLiteral("URL"), QStringLiteral("State"), QStringLiteral("Waiting"),
                QStringLiteral("Failed"), QStringLiteral("Last delivered")},
            rows);
    return Done;
}

int listDeliveries(Command &command, CallbackService &service)
{
    const auto filter = filterFrom(command);
    if (!filter)
        return command.refuse(filter.error());
    const auto deliveries = service.deliveries(*filter).result();
    if (!deliveries)
        return command.refuse(deliveries.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const CallbackDelivery &each : *deliveries) {
        documents.append(documentOf(each));
        rows.append(rowOf(each));
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("deliveries"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Number"), QStringLiteral("Type"), QStringLiteral("Process"), QStringLiteral("Noted at"),
                QStringLiteral("State"), QStringLiteral("Attempts"), QStringLiteral("Answer"),
                QStringLiteral("Last tried"), QStringLiteral("Next try")},
            rows);
    return Done;
}

Result<CallbackReplay> callbackReplay(Command &command, CallbackKind kind)
{
    CallbackReplay wanted;
    wanted.kind = kind;
    if (command.isSet("state")) {
        const auto state = stateFrom(command.value("state"));
        if (!state)
            return failed(state);
        wanted.state = *state;
    }
    if (command.isSet("event")) {
        const auto number = wholeOption(command, "event", 0, std::numeric_limits<qint64>::max());
        if (!number)
            return failed(number);
        wanted.one = *number;
        return wanted;
    }
    const auto from = timeFrom(command.value("from"));
    const auto to = command.isSet("to") ? timeFrom(command.value("to")) : QDateTime::currentMSecsSinceEpoch() + 1;
    if (!from || !to)
        return fail(
            ErrorCode::Invalid, Fault::TimeNotUnderstood, {from ? QStringLiteral("to") : QStringLiteral("from")});
    wanted.from = *from;
    wanted.to = *to;
    return wanted;
}

} // namespace callveil
