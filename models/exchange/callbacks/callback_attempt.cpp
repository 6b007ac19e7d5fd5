// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/callbacks/callback_attempt.h"

#include "exchange/callbacks/retry_after.h"

#include <QCoreApplication>

#include <algorithm>

namespace callveil {

namespace {

using Failure = CallbackAnswer::Failure;

/// Nothing was sent, so that another address may be tried.
bool isUnreachable(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::TemporaryNetworkFailureError:
        return true;
    default:
        return false;
    }
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QNetworkRequest requestTo(const QHostAddress &address, const CallbackRequest &wanted)
{
    QUrl url = wanted.url.url;
    const QString host = wanted.url.host();
    url.setHost(address.toString());
    QNetworkRequest request(url);
    QByteArray named = host.contains(u':') ? '[' + host.toLatin1() + ']' : host.toLatin1();
    if (url.port() != -1)
        named += ':' + QByteArray::number(url.port());
    request.setRawHeader("Host", named);
    request.setPeerVerifyName(host); // whose certificate it must be
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setHeader(QNetworkRequest::UserAgentHeader,
        QString(QStringLiteral("Callveil/") + QCoreApplication::applicationVersion()));
    request.setRawHeader("Accept-Encoding", "identity"); // a small answer must not become a large one
    for (const auto &[name, value] : wanted.headers)
        request.setRawHeader(name, value);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    for (const auto manual : {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
             QNetworkRequest::AuthenticationReuseAttribute})
        request.setAttribute(manual, QNetworkRequest::Manual);
    return request;
}

} // namespace

CallbackAttempt::CallbackAttempt(CallbackSender &sender, CallbackRequest request, CallbackSender::Take take)
    : QObject(&sender), m_sender(sender), m_request(std::move(request)), m_take(std::move(take))
{
    m_limit.setSingleShot(true);
    // Whoever answered and then goes on for ever has answered.
    connect(&m_limit, &QTimer::timeout, this,
        [this] { m_reply &&statusOf(*m_reply) != 0 ? endWithStatus() : end(Failure::TimedOut); });
}

void CallbackAttempt::start()
{
    m_time.start();
    m_limit.start(m_sender.m_limit);
    QHostAddress literal;
    if (literal.setAddress(m_request.url.host()))
        return connectTo({literal});
    m_sender.m_resolve(m_request.url.host(), this, [this](const QList<QHostAddress> &addresses) {
        if (!m_ended)
            connectTo(addresses);
    });
}

/// A name that leads to an address of the Internet and to one of an own network is somebody's try.
void CallbackAttempt::connectTo(const QList<QHostAddress> &addresses)
{
    if (addresses.isEmpty())
        return end(Failure::NotResolved);
    if (!std::all_of(addresses.begin(), addresses.end(),
            [this](const QHostAddress &each) { return m_sender.m_targets.mayCall(m_request.url.host(), each); }))
        return end(Failure::NotAllowed);
    m_others = addresses.mid(1);
    post(addresses.front());
}

void CallbackAttempt::post(const QHostAddress &address)
{
    m_reply = m_sender.m_network.post(requestTo(address, m_request), m_request.body);
    m_reply->setParent(this);
    m_reply->setReadBufferSize(CallbackSender::mostBody);
    connect(m_reply, &QNetworkReply::readyRead, this, &CallbackAttempt::read);
    connect(m_reply, &QNetworkReply::finished, this, &CallbackAttempt::takeReply);
}

void CallbackAttempt::read()
{
    m_body += m_reply->read(CallbackSender::mostBody - m_body.size());
    if (m_body.size() >= CallbackSender::mostBody)
        endWithStatus();
}

void CallbackAttempt::takeReply()
{
    if (m_ended)
        return;
    const auto error = m_reply->error();
    if (isUnreachable(error) && !m_others.isEmpty()) {
        m_reply->deleteLater();
        return post(m_others.takeFirst());
    }
    read();
    if (m_ended)
        return;
    if (statusOf(*m_reply) != 0)
        return endWithStatus();
    if (error == QNetworkReply::SslHandshakeFailedError)
        return end(Failure::Tls);
    end(isUnreachable(error) ? Failure::Unreachable : Failure::Broken);
}

void CallbackAttempt::endWithStatus()
{
    end(Failure::None);
}

void CallbackAttempt::end(Failure failure)
{
    if (std::exchange(m_ended, true))
        return;
    m_limit.stop();
    CallbackAnswer answer{failure, 0, {}, {}, std::chrono::milliseconds(m_time.elapsed())};
    if (failure == Failure::None) {
        answer.status = statusOf(*m_reply);
        answer.body = m_body;
        answer.retryAfter = retryAfterOf(m_reply->rawHeader("Retry-After"), QDateTime::currentDateTimeUtc());
    }
    if (m_reply && m_reply->isRunning())
        m_reply->abort();
    deleteLater();
    m_take(answer);
}

} // namespace callveil
