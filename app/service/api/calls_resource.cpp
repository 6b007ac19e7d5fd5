// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls_resource.h"

#include "binding_json.h"
#include "domain/base/when_answered.h"
#include "domain/platform/route_answer.h"
#include "problem.h"
#include "services/calls/call_log_service.h"

namespace callveil {

namespace {

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject documentOf(const CallRequest &request)
{
    return {{QStringLiteral("call"), callRequestName(request.publicId)},
        {QStringLiteral("state"), callRequestStateKey(request.state)},
        {QStringLiteral("cause"), orNull(callRequestCauseKey(request.cause))},
        {QStringLiteral("binding"), request.binding.value},
        {QStringLiteral("session"), CallLogService::sessionName(request.session)},
        {QStringLiteral("first"), sideKey(request.first)}, {QStringLiteral("switch"), orNull(request.switchName)},
        {QStringLiteral("made_at"), timeValue(request.madeAt)},
        {QStringLiteral("state_at"), timeValue(request.stateAt)}};
}

/// "binding" or "session"; what names none finds none.
QString readBinding(JsonFields &fields)
{
    const auto id = fields.whole("binding");
    const QString session = fields.text("session");
    if (id.has_value() != session.isEmpty())
        fields.refuse("binding", QStringLiteral("or session says whose parties are called: give one of them"));
    return id ? QString::number(*id) : session;
}

PartySide readFirst(JsonFields &fields)
{
    const QString key = fields.text("first");
    const auto side = key.isEmpty() ? std::optional(PartySide::Agent) : sideFromKey(key);
    if (!side)
        fields.refuse("first", QStringLiteral("must be agent or customer"));
    return side.value_or(PartySide::Agent);
}

/// Empty when the token is none.
QByteArray readToken(JsonFields &fields, ApiKeyId client)
{
    const QByteArray token = tokenOf(client, fields.neededText("operation_token"));
    if (token.isEmpty())
        fields.refuse("operation_token", QStringLiteral("has at most 200 characters"));
    return token;
}

HttpAnswer noCall()
{
    return problem(404, QStringLiteral("not-found"), QStringLiteral("No such call"),
        QStringLiteral("There is no such call. Check its id; calls are forgotten after 30 days."));
}

} // namespace

CallsResource::CallsResource(Workspace &workspace, QObject *parent)
    : QObject(parent), m_bindings(workspace), m_calls(workspace)
{ }

std::vector<ApiRoute> CallsResource::routes()
{
    constexpr const char *one = "/v1/calls/{id}";
    return {{"POST", "/v1/calls", ApiScope::Bindings, [this](const ApiCall &call) { create(call); }},
        {"GET", one, ApiScope::Bindings, [this](const ApiCall &call) { show(call); }},
        {"DELETE", one, ApiScope::Bindings, [this](const ApiCall &call) { cancel(call); }}};
}

void CallsResource::create(const ApiCall &call)
{
    QJsonObject object;
    if (const auto fault = readObject(*call.request, object))
        return call.reply(*fault);
    JsonFields fields(object);
    const QString binding = readBinding(fields);
    CallOrder order{{}, readFirst(fields), readToken(fields, call.client.id)};
    if (const auto fault = fields.fault())
        return call.reply(*fault);
    const auto filter = filterOf(binding);
    if (!filter)
        return call.reply(noBinding());
    whenAnswered(m_bindings.list({*filter, {}}), this,
        [this, call, order = std::move(order)](const Result<BindingPage> &page) mutable {
            if (!page)
                return call.reply(problemOf(page.error()));
            if (page->bindings.empty())
                return call.reply(noBinding());
            order.binding = page->bindings.front().id;
            ask(call, order);
        });
}

void CallsResource::ask(const ApiCall &call, const CallOrder &order)
{
    whenAnswered(m_calls.request(order), this, [reply = call.reply](const Result<AskedCall> &asked) {
        if (!asked)
            return reply(problemOf(asked.error()));
        QJsonObject document = documentOf(asked->request);
        document.insert(QStringLiteral("new"), asked->isNew);
        HttpAnswer answer = json(202, document);
        answer.headers.emplace_back("Location", "/v1/calls/" + callRequestName(asked->request.publicId).toLatin1());
        reply(answer);
    });
}

void CallsResource::show(const ApiCall &call)
{
    const QByteArray id = callRequestId(call.parameter);
    id.isEmpty() ? call.reply(noCall()) : answer(call, m_calls.state(id));
}

void CallsResource::cancel(const ApiCall &call)
{
    const QByteArray id = callRequestId(call.parameter);
    id.isEmpty() ? call.reply(noCall()) : answer(call, m_calls.cancel(id));
}

void CallsResource::answer(const ApiCall &call, QFuture<Result<CallRequest>> request)
{
    whenAnswered(request, this, [reply = call.reply](const Result<CallRequest> &found) {
        if (!found && found.error().fault == Fault::EntryUnknown)
            return reply(noCall());
        reply(found ? json(200, documentOf(*found)) : problemOf(found.error()));
    });
}

} // namespace callveil
