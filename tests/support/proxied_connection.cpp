// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/proxied_connection.h"

#include <QHostAddress>

#include <sys/socket.h>

namespace callveil {

ProxiedConnection::ProxiedConnection(QTcpSocket *client, quint16 serverPort, CutPlan &plan, QObject *parent)
    : QObject(parent), m_client(client), m_server(new QTcpSocket(this)), m_plan(plan)
{
    m_client->setParent(this);
    connect(m_server, &QTcpSocket::connected, this, [this] {
        connect(m_client, &QTcpSocket::readyRead, this, &ProxiedConnection::readClient);
        readClient();
    });
    connect(m_server, &QTcpSocket::readyRead, this, &ProxiedConnection::readServer);
    connect(m_server, &QTcpSocket::disconnected, this, &ProxiedConnection::endClient);
    connect(m_server, &QTcpSocket::errorOccurred, this, &ProxiedConnection::endClient);
    connect(m_client, &QTcpSocket::disconnected, this, [this] {
        m_server->disconnectFromHost();
        deleteLater();
    });
    m_server->connectToHost(QHostAddress(QHostAddress::LocalHost), serverPort);
}

void ProxiedConnection::readClient()
{
    m_requests.append(m_client->readAll());
    while (m_state != State::Cut) {
        const auto message = m_requests.take();
        if (!message)
            return;
        handle(*message);
    }
}

void ProxiedConnection::handle(const FrontendMessages::Message &message)
{
    if (!message.isStatement() || passes(message)) {
        keepAccount(message);
        m_server->write(message.bytes);
    }
}

bool ProxiedConnection::passes(const FrontendMessages::Message &message)
{
    // The client may have sent more statements without waiting; none after the last one reaches the server.
    if (m_state == State::AwaitingAnswer)
        return false;
    switch (m_plan.next()) {
    case CutPlan::Verdict::Pass:
        return true;
    case CutPlan::Verdict::CutBefore:
        cut();
        return false;
    case CutPlan::Verdict::CutAfter:
        m_state = State::AwaitingAnswer;
        m_needsSync = message.type == 'E' || (message.type == 'c' && m_extended);
        return true;
    }
    return true;
}

void ProxiedConnection::keepAccount(const FrontendMessages::Message &message)
{
    if (message.asksForTls)
        m_answers.expectBareByte();
    else if (message.type == 0 || message.type == 'Q' || message.type == 'S')
        ++m_owedReady;
    if (message.type == 'Q' || message.type == 'E')
        m_extended = message.type == 'E';
    if (message.type == 'S')
        m_needsSync = false;
}

void ProxiedConnection::readServer()
{
    const QByteArray bytes = m_server->readAll();
    const bool answered = answerEndsIn(m_answers.typesIn(bytes));
    if (m_state == State::Passing)
        m_client->write(bytes);
    else if (m_state == State::AwaitingAnswer && answered)
        cut();
}

bool ProxiedConnection::answerEndsIn(const QByteArray &types)
{
    bool ended = false;
    for (const char type : types) {
        // A server that begins to receive a COPY ignores the Sync that came right behind its Execute.
        if (type == 'Z' || (type == 'G' && m_extended))
            --m_owedReady;
        if (type == 'Z')
            ended = m_owedReady == 0 && !m_needsSync;
        // What the server says to a COPY before it has any rows is all that it will say without them.
        if (type == 'G' && m_state == State::AwaitingAnswer)
            ended = true;
    }
    return ended;
}

/// Leaves the server first and the client once the server has closed its end: by then the session is gone, with its
/// transaction and locks, and a test need not wait for that.
void ProxiedConnection::cut()
{
    m_state = State::Cut;
    m_server->flush();
    ::shutdown(int(m_server->socketDescriptor()), SHUT_WR);
}

void ProxiedConnection::endClient()
{
    if (m_state == State::Passing)
        m_client->disconnectFromHost();
    else
        m_client->abort();
}

} // namespace callveil
