// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/call_watch.h"

#include "domain/base/when_answered.h"
#include "ui/shell/notifier.h"
#include "ui/texts/call_request_text.h"

namespace callveil {

namespace {

constexpr int answeredPauses = 5; // a conversation is looked at less often

Notifier::Kind kindOf(CallRequestState state)
{
    switch (state) {
    case CallRequestState::Done:
    case CallRequestState::Answered:
    case CallRequestState::Cancelled:
        return Notifier::Kind::Done;
    case CallRequestState::Failed:
    case CallRequestState::Expired:
        return Notifier::Kind::Warning;
    default:
        return Notifier::Kind::Information;
    }
}

/// What may be over the next time: a locked console, a database that does not answer.
bool isPassing(const Error &error)
{
    return error.fault == Fault::SessionLocked || error.code == ErrorCode::Offline || error.code == ErrorCode::Busy;
}

} // namespace

CallWatch::CallWatch(CallRequestService &calls, Notifier &notifier, QObject *parent, std::chrono::milliseconds pause)
    : QObject(parent), m_calls(calls), m_notifier(notifier), m_pause(pause)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CallWatch::look);
}

void CallWatch::follow(const CallRequest &request, bool isNew)
{
    m_followed = request;
    Q_EMIT turned();
    tell(askedCallText(request, isNew));
}

void CallWatch::takeBack()
{
    if (!isFollowing())
        return;
    whenAnswered(m_calls.cancel(m_followed.publicId), this,
        [this, id = m_followed.publicId](const Result<CallRequest> &request) {
            if (!request)
                m_notifier.fail(request.error()); // and it is followed on
            else if (id == m_followed.publicId)
                take(request);
        });
}

void CallWatch::forget()
{
    m_followed = {};
    Q_EMIT turned();
}

void CallWatch::look()
{
    if (!isFollowing())
        return;
    whenAnswered(
        m_calls.state(m_followed.publicId), this, [this, id = m_followed.publicId](const Result<CallRequest> &request) {
            if (id == m_followed.publicId) // otherwise another one is followed by now
                take(request);
        });
}

void CallWatch::take(const Result<CallRequest> &request)
{
    if (!request && isPassing(request.error()))
        return m_timer.start(m_pause);
    if (!request) {
        forget();
        return m_notifier.fail(request.error());
    }
    if (request->state == m_followed.state)
        return m_timer.start(m_pause * (request->state == CallRequestState::Answered ? answeredPauses : 1));
    m_followed = *request;
    tell(callRequestText(m_followed));
}

void CallWatch::tell(const QString &text)
{
    m_notifier.show(kindOf(m_followed.state), text);
    if (isOver(m_followed.state))
        return forget();
    m_timer.start(m_pause);
}

} // namespace callveil
