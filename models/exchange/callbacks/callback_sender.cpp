// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/callbacks/callback_sender.h"

#include "exchange/callbacks/callback_attempt.h"

#include <QHostInfo>
#include <QNetworkProxy>

namespace callveil {

namespace {

void resolveByTheSystem(
    const QString &host, QObject *context, const std::function<void(const QList<QHostAddress> &)> &take)
{
    QHostInfo::lookupHost(host, context, [take](const QHostInfo &found) { take(found.addresses()); });
}

} // namespace

CallbackSender::CallbackSender(CallbackTargets targets, QObject *parent)
    : QObject(parent), m_targets(std::move(targets)), m_resolve(&resolveByTheSystem)
{
    m_network.setProxy(QNetworkProxy::NoProxy); // it would resolve the name itself
    m_network.setStrictTransportSecurityEnabled(false);
}

/// What is under way ends before the network that it uses.
CallbackSender::~CallbackSender()
{
    qDeleteAll(findChildren<CallbackAttempt *>(Qt::FindDirectChildrenOnly));
}

void CallbackSender::send(CallbackRequest request, Take take)
{
    auto *attempt = new CallbackAttempt(*this, std::move(request), std::move(take));
    QMetaObject::invokeMethod(attempt, &CallbackAttempt::start, Qt::QueuedConnection);
}

} // namespace callveil
