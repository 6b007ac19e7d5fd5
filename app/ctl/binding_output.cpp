// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_output.h"

#include "services/calls/call_log_service.h"
#include "ui/texts/binding_text.h"

#include <QJsonArray>

#include <algorithm>

namespace callveil {

namespace {

/// The id by which a number can be revealed; null when the vault keeps none. As text: many readers of JSON round
/// numbers of 63 bits.
QJsonValue idOf(NumberId number)
{
    return number.isSet() ? QJsonValue(QString::number(number.value)) : QJsonValue();
}

QString orNothing(const std::optional<qint64> &ms)
{
    return ms ? isoTime(*ms) : QString();
}

QJsonValue orNull(const std::optional<qint64> &ms)
{
    return ms ? QJsonValue(isoTime(*ms)) : QJsonValue();
}

QString causeOf(const Binding &binding, qint64 now)
{
    return endOf(binding, now) ? endCauseKey(callveil::causeOf(binding)) : QString();
}

std::optional<qint64> idleMinutesOf(const Binding &binding)
{
    constexpr qint64 minuteMs = 60000;
    return binding.idleMs ? std::optional(*binding.idleMs / minuteMs) : std::nullopt;
}

/// The number; empty for none.
QString digitsOf(const std::optional<qint64> &number)
{
    return number ? QString::number(*number) : QString();
}

/// What ends it unless something happens; null when nothing does. `ended`: when it did.
QJsonValue nextEndOf(const Binding &binding, const std::optional<qint64> &ended)
{
    return binding.expiresAt && !ended ? QJsonValue(endCauseKey(causeOf(binding))) : QJsonValue();
}

/// When other pairs may get the number; nullopt while the binding is active.
std::optional<qint64> freeAtOf(const Binding &binding, qint64 now)
{
    return endOf(binding, now) ? std::optional(binding.freeAt) : std::nullopt;
}

QString sessionOf(const Binding &binding)
{
    return CallLogService::sessionName(binding.publicId);
}

/// When it ends, or never; "(idle)": a call puts that off.
QString expiryOf(const Binding &binding)
{
    if (!binding.expiresAt)
        return QStringLiteral("never");
    const QString at = isoTime(*binding.expiresAt);
    return !binding.endedAt && endsWhenIdle(binding) ? at + QStringLiteral(" (idle)") : at;
}

/// The code, or the masked line of somebody who is no listed agent.
QString shownAgent(const Binding &binding, const KnownNames &names)
{
    const QString agent = names.agentOf(binding);
    return agent.isEmpty() ? binding.agentText : agent;
}

} // namespace

QJsonObject documentOf(const Binding &binding)
{
    const auto idle = idleMinutesOf(binding);
    return {{QStringLiteral("binding"), binding.id.value}, {QStringLiteral("number"), binding.number},
        {QStringLiteral("session"), sessionOf(binding)}, {QStringLiteral("pool"), binding.poolName},
        {QStringLiteral("fallback"), binding.askedPool != binding.pool},
        {QStringLiteral("process"), binding.processName}, {QStringLiteral("model"), bindingModelKey(binding.model)},
        {QStringLiteral("expires_at"), orNull(binding.expiresAt)},
        {QStringLiteral("next_end"), nextEndOf(binding, binding.endedAt)},
        {QStringLiteral("idle_minutes"), idle ? QJsonValue(*idle) : QJsonValue()},
        {QStringLiteral("ends_by"), orNull(binding.endsBy)},
        {QStringLiteral("match"), didMatchKey(binding.choice.match)}, {QStringLiteral("free"), binding.choice.free},
        {QStringLiteral("in_service"), binding.choice.inService}};
}

QJsonObject documentOf(const Binding &binding, const KnownNames &names, qint64 now)
{
    QJsonObject document = documentOf(binding);
    document.insert(QStringLiteral("state"), bindingStateKey(stateOf(binding, now)));
    document.insert(QStringLiteral("agent"), names.agentOf(binding));
    document.insert(QStringLiteral("agent_name"), binding.agentName);
    document.insert(QStringLiteral("agent_number"), binding.agentText);
    document.insert(QStringLiteral("agent_number_id"), idOf(binding.agentNumber));
    document.insert(QStringLiteral("customer"), binding.customerText);
    document.insert(QStringLiteral("customer_number_id"), idOf(binding.customerNumber));
    document.insert(QStringLiteral("case"), binding.caseRef);
    document.insert(QStringLiteral("recording"), recordingKey(binding.recording));
    document.insert(QStringLiteral("created_at"), isoTime(binding.createdAt));
    document.insert(QStringLiteral("ended_at"), orNull(endOf(binding, now)));
    const QString cause = causeOf(binding, now);
    document.insert(QStringLiteral("end_cause"), cause.isEmpty() ? QJsonValue() : QJsonValue(cause));
    document.insert(QStringLiteral("next_end"), nextEndOf(binding, endOf(binding, now)));
    document.insert(QStringLiteral("last_call_at"), orNull(binding.lastCallAt));
    document.insert(QStringLiteral("free_at"), orNull(freeAtOf(binding, now)));
    return document;
}

QString whyOf(const Binding &binding)
{
    return choiceText(binding, {});
}

int printBindings(Command &command, const KnownNames &names, const BindingPage &page)
{
    QJsonArray documents;
    QList<QStringList> rows;
    for (const Binding &binding : page.bindings) {
        documents.append(documentOf(binding, names, page.now));
        rows.append({QString::number(binding.id.value), binding.number, bindingStateKey(stateOf(binding, page.now)),
            bindingModelKey(binding.model), binding.processName, binding.poolName, shownAgent(binding, names),
            binding.customerText, binding.caseRef, isoTime(binding.createdAt), expiryOf(binding), sessionOf(binding)});
    }
    if (command.wantsJson()) {
        command.printJson({{QStringLiteral("bindings"), documents}, {QStringLiteral("more"), page.more}});
        return Done;
    }
    printTable(command.out(),
        {QStringLiteral("Binding"), QStringLiteral("Number"), QStringLiteral("State"), QStringLiteral("Model"),
            QStringLiteral("Process"), QStringLiteral("Pool"), QStringLiteral("Agent"), QStringLiteral("Customer"),
            QStringLiteral("Case"), QStringLiteral("Made (UTC)"), QStringLiteral("Expires (UTC)"),
            QStringLiteral("Session")},
        rows);
    if (page.more)
        command.out() << "there are older ones\n";
    command.out().flush();
    return Done;
}

void printFields(QTextStream &out, const QList<QStringList> &fields)
{
    qsizetype width = 0;
    for (const QStringList &field : fields)
        width = std::max(width, field.value(0).size());
    for (const QStringList &field : fields)
        out << QString(field.value(0) + u':').leftJustified(width + 3) << harmless(field.value(1)) << '\n';
    out.flush();
}

QList<QStringList> endFieldsOf(const Binding &binding)
{
    QList<QStringList> fields{{QStringLiteral("Expires (UTC)"), expiryOf(binding)}};
    if (!binding.idleMs)
        return fields;
    fields.append(QStringList{QStringLiteral("Idle time-out (min)"), digitsOf(idleMinutesOf(binding))});
    if (binding.endsBy)
        fields.append(QStringList{QStringLiteral("Ends by (UTC)"), isoTime(*binding.endsBy)});
    return fields;
}

QList<QStringList> fieldsOf(const Binding &binding, const KnownNames &names, qint64 now)
{
    QList<QStringList> fields{{QStringLiteral("Binding"), QString::number(binding.id.value)},
        {QStringLiteral("Number"), binding.number}, {QStringLiteral("State"), bindingStateKey(stateOf(binding, now))},
        {QStringLiteral("Session"), sessionOf(binding)}, {QStringLiteral("Process"), binding.processName},
        {QStringLiteral("Pool"), binding.poolName}, {QStringLiteral("Model"), bindingModelKey(binding.model)},
        {QStringLiteral("Agent"), names.agentOf(binding)}, {QStringLiteral("Agent number"), binding.agentText},
        {QStringLiteral("Customer"), binding.customerText}, {QStringLiteral("Case"), binding.caseRef},
        {QStringLiteral("Recording"), recordingKey(binding.recording)},
        {QStringLiteral("Made (UTC)"), isoTime(binding.createdAt)}};
    fields += endFieldsOf(binding);
    fields += QList<QStringList>{{QStringLiteral("Last call (UTC)"), orNothing(binding.lastCallAt)},
        {QStringLiteral("Ended (UTC)"), orNothing(endOf(binding, now))},
        {QStringLiteral("Why it ended"), causeOf(binding, now)},
        {QStringLiteral("Free again (UTC)"), orNothing(freeAtOf(binding, now))},
        {QStringLiteral("Why this number"), whyOf(binding)}};
    fields.removeIf([](const QStringList &field) { return field.value(1).isEmpty(); });
    return fields;
}

QStringList bindingColumns()
{
    return {QStringLiteral("binding"), QStringLiteral("number"), QStringLiteral("session"), QStringLiteral("process"),
        QStringLiteral("pool"), QStringLiteral("model"), QStringLiteral("state"), QStringLiteral("agent"),
        QStringLiteral("agent_name"), QStringLiteral("agent_number"), QStringLiteral("customer"),
        QStringLiteral("case"), QStringLiteral("recording"), QStringLiteral("created_at"), QStringLiteral("expires_at"),
        QStringLiteral("ended_at"), QStringLiteral("match"), QStringLiteral("free"), QStringLiteral("in_service"),
        QStringLiteral("end_cause"), QStringLiteral("idle_minutes"), QStringLiteral("last_call_at"),
        QStringLiteral("ends_by")};
}

QStringList bindingCells(const Binding &binding, const KnownNames &names, qint64 now)
{
    return {QString::number(binding.id.value), binding.number, sessionOf(binding), binding.processName,
        binding.poolName, bindingModelKey(binding.model), bindingStateKey(stateOf(binding, now)),
        names.agentOf(binding), binding.agentName, binding.agentText, binding.customerText, binding.caseRef,
        recordingKey(binding.recording), isoTime(binding.createdAt), orNothing(binding.expiresAt),
        orNothing(endOf(binding, now)), didMatchKey(binding.choice.match), QString::number(binding.choice.free),
        QString::number(binding.choice.inService), causeOf(binding, now), digitsOf(idleMinutesOf(binding)),
        orNothing(binding.lastCallAt), orNothing(binding.endsBy)};
}

} // namespace callveil
