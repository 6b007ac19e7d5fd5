// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/callbacks/callback_sender.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QTimer>

namespace callveil {

/// One request on its way: resolved, checked, connected, answered. Goes when it is done.
class CallbackAttempt final : public QObject {
    Q_OBJECT

public:
    CallbackAttempt(CallbackSender &sender, CallbackRequest request, CallbackSender::Take take);

    void start();

private:
    void connectTo(const QList<QHostAddress> &addresses);
    void post(const QHostAddress &address);
    void read();
    void takeReply();
    void end(CallbackAnswer::Failure failure);
    void endWithStatus();

    CallbackSender &m_sender;
    CallbackRequest m_request;
    CallbackSender::Take m_take;
    QList<QHostAddress> m_others; ///< to be tried when nothing could be sent to the one before
    QNetworkReply *m_reply = nullptr;
    QByteArray m_body;
    QElapsedTimer m_time;
    QTimer m_limit;
    bool m_ended = false;
};

} // namespace callveil
