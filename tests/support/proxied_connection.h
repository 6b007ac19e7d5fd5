// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/backend_messages.h"
#include "support/cut_plan.h"
#include "support/frontend_messages.h"

#include <QObject>
#include <QTcpSocket>

namespace callveil {

/// One client of the proxy and its connection to the server; owns both sockets and deletes itself when they are closed.
class ProxiedConnection final : public QObject {
public:
    ProxiedConnection(QTcpSocket *client, quint16 serverPort, CutPlan &plan, QObject *parent);

private:
    enum class State { Passing, AwaitingAnswer, Cut };

    void readClient();
    void readServer();
    void handle(const FrontendMessages::Message &message);
    [[nodiscard]] bool passes(const FrontendMessages::Message &message);
    void keepAccount(const FrontendMessages::Message &message);
    [[nodiscard]] bool answerEndsIn(const QByteArray &types);
    void cut();
    void endClient();

    QTcpSocket *m_client;
    QTcpSocket *m_server;
    CutPlan &m_plan;
    FrontendMessages m_requests;
    BackendMessages m_answers;
    State m_state = State::Passing;
    int m_owedReady = 0; ///< how many ReadyForQuery the server still owes for what was forwarded
    bool m_extended = false; ///< the running statement came as Execute, so that only a Sync ends it
    bool m_needsSync = false; ///< the statement to cut after is not closed by its Sync yet
};

} // namespace callveil
