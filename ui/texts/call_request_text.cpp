// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/call_request_text.h"

#include "ui/texts/isolated_text.h"

#include <QCoreApplication>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("CallRequest", text);
}

const char *failure(CallRequestCause cause)
{
    switch (cause) {
    case CallRequestCause::Busy:
        return QT_TRANSLATE_NOOP("CallRequest", "The call was not made: the line is busy. Try again later.");
    case CallRequestCause::NoAnswer:
        return QT_TRANSLATE_NOOP("CallRequest", "The call was not made: nobody answered. Try again later.");
    case CallRequestCause::Rejected:
        return QT_TRANSLATE_NOOP("CallRequest", "The call was not made: it was rejected.");
    case CallRequestCause::Unreachable:
        return QT_TRANSLATE_NOOP(
            "CallRequest", "The call was not made: the line cannot be reached. Check the number of that party.");
    case CallRequestCause::HungUp:
        return QT_TRANSLATE_NOOP(
            "CallRequest", "The call was not made: the first party hung up before the other answered.");
    case CallRequestCause::OptedOut:
        return QT_TRANSLATE_NOOP(
            "CallRequest", "Nobody was called: one of the two opted out of this brand's calls meanwhile.");
    case CallRequestCause::NotInService:
        return QT_TRANSLATE_NOOP("CallRequest",
            "Nobody was called: the proxy number carries no calls. See its state on the page Number Pools.");
    case CallRequestCause::Silent:
        return QT_TRANSLATE_NOOP("CallRequest",
            "Nobody knows what became of the call: the switch that took it said nothing more. Look at that switch.");
    case CallRequestCause::BindingEnded:
        return QT_TRANSLATE_NOOP("CallRequest", "Nobody was called: the binding ended before a switch took the call.");
    case CallRequestCause::NoRoutes:
        return QT_TRANSLATE_NOOP("CallRequest",
            "Nobody was called: the service has not made the routes of the binding. See Voice Platform, Service.");
    case CallRequestCause::OfNewerBinding:
        return QT_TRANSLATE_NOOP(
            "CallRequest", "Nobody was called: a newer binding has taken the proxy number over. Call over that one.");
    case CallRequestCause::None:
    case CallRequestCause::Error:
        break;
    }
    return QT_TRANSLATE_NOOP("CallRequest", "The switch could not make the call. Its log says why.");
}

} // namespace

QString callRequestText(const CallRequest &request)
{
    switch (request.state) {
    case CallRequestState::Waiting:
        return say(QT_TRANSLATE_NOOP("CallRequest", "The call waits for a switch that makes calls."));
    case CallRequestState::Claimed:
        return say(QT_TRANSLATE_NOOP("CallRequest", "The switch “%1” makes the call."))
            .arg(isolated(request.switchName));
    case CallRequestState::Ringing:
        return say(QT_TRANSLATE_NOOP("CallRequest", "The call rings."));
    case CallRequestState::Answered:
        return say(QT_TRANSLATE_NOOP("CallRequest", "The call was answered."));
    case CallRequestState::Done:
        return say(QT_TRANSLATE_NOOP("CallRequest", "The call is over."));
    case CallRequestState::Failed:
        return say(failure(request.cause));
    case CallRequestState::Expired:
        return say(QT_TRANSLATE_NOOP("CallRequest",
            "No switch that originates calls took it within a minute. See Voice Platform, Switch logins."));
    case CallRequestState::Cancelled:
        break;
    }
    if (request.switchName.isEmpty())
        return say(QT_TRANSLATE_NOOP("CallRequest", "The call was taken back. Nobody was called."));
    return say(QT_TRANSLATE_NOOP("CallRequest",
                   "The call was taken back. The switch “%1” had taken it: if the call runs already, it goes on."))
        .arg(isolated(request.switchName));
}

QString askedCallText(const CallRequest &request, bool isNew)
{
    const QString text = callRequestText(request);
    if (isNew || isOver(request.state))
        return text;
    const QString already = request.first == PartySide::Customer
        ? say(QT_TRANSLATE_NOOP("CallRequest", "There is a call already; the customer is called first."))
        : say(QT_TRANSLATE_NOOP("CallRequest", "There is a call already; the agent is called first."));
    return already + u' ' + text;
}

QString partySideText(PartySide side)
{
    return side == PartySide::Customer ? say(QT_TRANSLATE_NOOP("CallRequest", "Customer"))
                                       : say(QT_TRANSLATE_NOOP("CallRequest", "Agent"));
}

} // namespace callveil
