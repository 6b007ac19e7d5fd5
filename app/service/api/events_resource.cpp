// SPDX-License-Identifier: GPL-3.0-or-later
#include "events_resource.h"

#include "domain/base/when_answered.h"
#include "problem.h"
#include "services/calls/call_log_service.h"

namespace callveil {

namespace {

NewCallEvent readCall(JsonFields &fields)
{
    NewCallEvent event;
    event.callRef = fields.neededText("call_ref");
    event.did = fields.text("did").trimmed();
    const QString session = fields.text("session");
    event.session = CallLogService::sessionId(session);
    if (!session.isEmpty() && event.session.isEmpty())
        fields.refuse("session", QStringLiteral("must be the session of a binding: sess_…"));
    if (event.did.isEmpty() && session.isEmpty())
        fields.refuse("did", QStringLiteral("or session is needed"));
    const auto state = callStateFromKey(fields.neededText("state"));
    if (!state)
        fields.refuse("state", QStringLiteral("must be ringing, answered or disconnected"));
    event.state = state.value_or(CallState::Ringing);
    event.at = fields.time("at");
    return event;
}

NewTaskEvent readTask(JsonFields &fields)
{
    NewTaskEvent event;
    event.task = fields.neededText("task");
    const auto state = taskStateFromKey(fields.neededText("state"));
    if (!state)
        fields.refuse("state", QStringLiteral("must be started, running, paused, completed or stopped"));
    event.state = state.value_or(TaskState::Running);
    event.at = fields.time("at");
    return event;
}

TaskCounts readCounts(JsonFields &fields)
{
    TaskCounts counts;
    for (const char *name : taskCountNames) {
        const auto count = fields.whole(name);
        if (count && (*count < 0 || *count > mostTaskCount))
            fields.refuse(name, QStringLiteral("must be 0 to %1").arg(mostTaskCount));
        if (count)
            counts.emplace(QString::fromLatin1(name), *count);
    }
    return counts;
}

} // namespace

EventsResource::EventsResource(Workspace &workspace, QObject *parent) : QObject(parent), m_events(workspace) { }

std::vector<ApiRoute> EventsResource::routes()
{
    return {{"POST", "/v1/events", ApiScope::Records, [this](const ApiCall &call) { take(call); }}};
}

void EventsResource::take(const ApiCall &call)
{
    QJsonObject object;
    if (const auto fault = readObject(*call.request, object))
        return call.reply(*fault);
    JsonFields fields(object);
    const QString kind = fields.neededText("kind");
    if (kind == QLatin1String("call"))
        return takeCall(call, fields);
    if (kind == QLatin1String("task"))
        return takeTask(call, fields);
    call.reply(fieldProblem(QStringLiteral("kind"), QStringLiteral("must be call or task")));
}

void EventsResource::takeCall(const ApiCall &call, JsonFields &fields)
{
    NewCallEvent event = readCall(fields);
    if (const auto fault = fields.fault())
        return call.reply(*fault);
    answer(call, m_events.addCall(std::move(event), call.client.name));
}

void EventsResource::takeTask(const ApiCall &call, JsonFields &fields)
{
    NewTaskEvent event = readTask(fields);
    JsonFields counts(fields.object("counts"), QStringLiteral("counts."));
    event.counts = readCounts(counts);
    if (const auto fault = fields.fault())
        return call.reply(*fault);
    if (const auto fault = counts.fault())
        return call.reply(*fault);
    answer(call, m_events.addTask(std::move(event), call.client.name));
}

/// As of call records.
void EventsResource::answer(const ApiCall &call, QFuture<Result<bool>> added)
{
    whenAnswered(added, this, [reply = call.reply](const Result<bool> &isNew) {
        reply(isNew
                ? json(200, {{QStringLiteral("accepted"), *isNew ? 1 : 0}, {QStringLiteral("known"), *isNew ? 0 : 1}})
                : problemOf(isNew.error()));
    });
}

} // namespace callveil
