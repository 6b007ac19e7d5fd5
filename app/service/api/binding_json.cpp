// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_json.h"

#include "domain/masking/masking.h"
#include "domain/number/number_reader.h"
#include "problem.h"
#include "services/calls/call_log_service.h"
#include "ui/texts/binding_text.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <algorithm>

namespace callveil {

namespace {

constexpr qint64 minuteMs = 60000;
constexpr qsizetype tokenSize = 16;
constexpr qsizetype mostToken = 200;

const QString rangeText = QStringLiteral("must be 5 to %1 minutes from now").arg(Pool::mostMinutes);

bool fits(qint64 minutes)
{
    return minutes >= Pool::leastMinutes && minutes <= Pool::mostMinutes;
}

QJsonValue causeValue(const Binding &binding, qint64 now)
{
    return endOf(binding, now) ? QJsonValue(endCauseKey(causeOf(binding))) : QJsonValue();
}

/// What ends it unless something happens; null when nothing does.
QJsonValue nextEndValue(const Binding &binding, qint64 now)
{
    return binding.expiresAt && !endOf(binding, now) ? QJsonValue(endCauseKey(causeOf(binding))) : QJsonValue();
}

QString whyOf(const Binding &binding, const ApiNames &names)
{
    return choiceText(binding, binding.askedPool == binding.pool ? QString() : names.poolName(binding.askedPool));
}

} // namespace

std::optional<ExpiryOrder> readExpiry(JsonFields &fields)
{
    const auto at = fields.time("expires_at");
    const auto in = fields.whole("expires_in");
    if (!at && !in)
        return std::nullopt;
    if (at && in)
        fields.refuse("expires_in", QStringLiteral("and expires_at say the same: give one of them"));
    const qint64 minutes = in ? *in : (*at - QDateTime::currentMSecsSinceEpoch() + minuteMs / 2) / minuteMs;
    if (!fits(minutes)) {
        fields.refuse(in ? "expires_in" : "expires_at", rangeText);
        return std::nullopt;
    }
    ExpiryOrder order;
    order.kind = ExpiryOrder::Kind::Minutes;
    order.minutes = int(minutes);
    return order;
}

std::optional<RecordingChoice> readRecording(JsonFields &fields)
{
    const QString key = fields.text("recording");
    if (key.isEmpty())
        return std::nullopt;
    const auto recording = recordingFromKey(key);
    if (!recording)
        fields.refuse("recording", QStringLiteral("must be yes, no or as-pool"));
    return recording;
}

AgentWish readAgent(JsonFields &fields)
{
    AgentWish wish;
    wish.code = fields.text("agent");
    wish.order.number = fields.text("agent_number");
    if (!wish.code.isEmpty() && !wish.order.number.isEmpty())
        fields.refuse("agent_number", QStringLiteral("and agent name the same party: give one of them"));
    return wish;
}

void readWish(JsonFields &fields, BindingWish &wish)
{
    wish.process = fields.neededText("process");
    wish.pool = fields.text("pool");
    wish.order.number = fields.text("did");
    if (wish.pool.isEmpty() == wish.order.number.isEmpty())
        fields.refuse("pool", QStringLiteral("lets a pool choose the number and did names it: give one of them"));
    wish.order.customer = fields.neededText("customer");
    AgentWish agent = readAgent(fields);
    if (agent.code.isEmpty() && agent.order.number.isEmpty())
        fields.refuse("agent", QStringLiteral("or agent_number is needed"));
    wish.agent = agent.code;
    wish.order.agent = std::move(agent.order);
    const QString model = fields.text("model");
    const auto known = model.isEmpty() ? std::optional(BindingModel::Session) : bindingModelFromKey(model);
    if (!known)
        fields.refuse("model", QStringLiteral("must be session, case, agent or customer"));
    wish.order.model = known.value_or(BindingModel::Session);
    wish.order.caseRef = fields.text("case_id");
    if (wish.order.model == BindingModel::Case && wish.order.caseRef.trimmed().isEmpty())
        fields.refuse("case_id", QStringLiteral("is needed for the model case"));
    wish.order.expiry = readExpiry(fields).value_or(ExpiryOrder());
    wish.order.recording = readRecording(fields).value_or(RecordingChoice::AsPool);
}

Result<void> resolveWish(BindingWish &wish, const ApiNames &names)
{
    const auto process = names.process(wish.process);
    if (!process)
        return failed(process);
    wish.order.process = *process;
    if (!wish.pool.isEmpty()) {
        const auto pool = names.pool(wish.pool);
        if (!pool)
            return failed(pool);
        wish.order.pool = *pool;
    }
    if (!wish.agent.isEmpty()) {
        const auto agent = names.agent(wish.agent);
        if (!agent)
            return failed(agent);
        wish.order.agent.agent = *agent;
    }
    return {};
}

std::optional<BindingFilter> filterOf(const QString &name)
{
    constexpr qsizetype mostDigits = 9;
    BindingFilter filter;
    filter.session = CallLogService::sessionId(name);
    if (!filter.session.isEmpty())
        return filter;
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (name.isEmpty() || name.size() > mostDigits || !std::all_of(name.begin(), name.end(), isDigit))
        return std::nullopt;
    filter.id = BindingId{name.toLongLong()};
    return filter;
}

HttpAnswer noBinding()
{
    return problem(404, QStringLiteral("binding-unknown"), QStringLiteral("No such binding"),
        QStringLiteral("There is no such binding. Check its id or its session."));
}

QByteArray tokenOf(ApiKeyId client, const QString &token)
{
    if (token.isEmpty() || token.size() > mostToken)
        return {};
    const QByteArray text = QByteArray::number(client.value) + '\n' + token.toUtf8();
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).left(tokenSize);
}

QString maskedText(const QString &text, const QString &country)
{
    const PhoneNumber number = NumberReader(country).read(text);
    return number.kind == NumberKind::E164 ? starred(number) : text;
}

QJsonObject documentOf(const Binding &binding, const ApiNames &names, qint64 now)
{
    const QString country = names.country(binding.process);
    return {{QStringLiteral("id"), binding.id.value},
        {QStringLiteral("session"), CallLogService::sessionName(binding.publicId)},
        {QStringLiteral("did"), binding.number}, {QStringLiteral("pool"), binding.poolName},
        {QStringLiteral("process"), binding.processName}, {QStringLiteral("model"), bindingModelKey(binding.model)},
        {QStringLiteral("state"), bindingStateKey(stateOf(binding, now))},
        {QStringLiteral("customer"), maskedText(binding.customerText, country)},
        {QStringLiteral("agent"), names.agentCode(binding.agent)},
        {QStringLiteral("agent_number"), maskedText(binding.agentText, country)},
        {QStringLiteral("case_id"), binding.caseRef}, {QStringLiteral("recording"), recordingKey(binding.recording)},
        {QStringLiteral("created_at"), timeValue(binding.createdAt)},
        {QStringLiteral("expires_at"), timeValue(binding.expiresAt)},
        {QStringLiteral("ends_by"), timeValue(binding.endsBy)},
        {QStringLiteral("next_end"), nextEndValue(binding, now)},
        {QStringLiteral("idle_minutes"), binding.idleMs ? QJsonValue(*binding.idleMs / minuteMs) : QJsonValue()},
        {QStringLiteral("last_call_at"), timeValue(binding.lastCallAt)},
        {QStringLiteral("ended_at"), timeValue(endOf(binding, now))},
        {QStringLiteral("end_cause"), causeValue(binding, now)},
        {QStringLiteral("explanation"), whyOf(binding, names)}};
}

} // namespace callveil
