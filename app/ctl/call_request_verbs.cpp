// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_options.h"

#include "domain/platform/route_answer.h"
#include "services/calls/call_log_service.h"
#include "services/platform/call_request_service.h"
#include "ui/texts/call_request_text.h"

#include <QThread>

namespace callveil {

namespace {

constexpr int lookMs = 500;

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject documentOf(const CallRequest &request, bool isNew)
{
    return {{QStringLiteral("call"), callRequestName(request.publicId)},
        {QStringLiteral("state"), callRequestStateKey(request.state)},
        {QStringLiteral("cause"), orNull(callRequestCauseKey(request.cause))},
        {QStringLiteral("binding"), request.binding.value},
        {QStringLiteral("session"), CallLogService::sessionName(request.session)},
        {QStringLiteral("first"), sideKey(request.first)}, {QStringLiteral("switch"), orNull(request.switchName)},
        {QStringLiteral("made_at"), isoTime(request.madeAt)}, {QStringLiteral("state_at"), isoTime(request.stateAt)},
        {QStringLiteral("new"), isNew}};
}

/// Follows the call until somebody has answered or it is over. A switch that falls silent ends it too.
Result<CallRequest> awaited(Command &command, CallRequestService &service, CallRequest request)
{
    while (!isOver(request.state) && request.state != CallRequestState::Answered) {
        QThread::msleep(lookMs);
        const auto now = service.state(request.publicId).result();
        if (!now)
            return now;
        if (now->state != request.state && !command.wantsJson()) {
            command.out() << harmless(callRequestText(*now)) << '\n';
            command.out().flush();
        }
        request = *now;
    }
    return request;
}

bool hasSucceeded(CallRequestState state)
{
    return state == CallRequestState::Answered || state == CallRequestState::Done;
}

int call(Command &command, BindingId binding, PartySide first)
{
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    CallRequestService service(**workspace);
    const auto asked = service.request({binding, first, {}}).result();
    if (!asked)
        return command.refuse(asked.error());
    if (!command.isSet("wait")) {
        command.tell(documentOf(asked->request, asked->isNew), askedCallText(asked->request, asked->isNew));
        return Done;
    }
    if (!command.wantsJson()) {
        command.out() << harmless(askedCallText(asked->request, asked->isNew)) << '\n';
        command.out().flush();
    }
    const auto ended = awaited(command, service, asked->request);
    if (!ended)
        return command.refuse(ended.error());
    if (command.wantsJson())
        command.printJson(documentOf(*ended, asked->isNew));
    return hasSucceeded(ended->state) ? Done : Refused;
}

} // namespace

int runCall(Command &command)
{
    command.options().addOptions({{QStringLiteral("first"),
                                      QStringLiteral("who is called first: agent (as usual) or customer"),
                                      QStringLiteral("PARTY"), QStringLiteral("agent")},
        {QStringLiteral("wait"),
            QStringLiteral("tell how it goes on, until somebody answers or it is over; the exit code is 1 when nobody "
                           "was reached")}});
    command.describe(QStringLiteral("BINDING [--first customer] [--wait]"),
        QStringLiteral("Asks the switches that can begin calls to call both parties of a binding and to connect them "
                       "over their proxy number. A request waits a minute for a switch. A binding has one at a time: "
                       "a second one finds the first, and says so. Each is recorded. Needs a PostgreSQL server."));
    if (const auto ends = command.parse(1, 1))
        return *ends;
    const auto binding = bindingIdFrom(command.arguments().front());
    if (!binding)
        return command.misuse(QStringLiteral("BINDING is the whole number of a binding"));
    const auto first = sideFromKey(command.value("first"));
    if (!first)
        return command.misuse(QStringLiteral("--first takes agent or customer"));
    return call(command, *binding, *first);
}

} // namespace callveil
