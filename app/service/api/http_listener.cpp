// SPDX-License-Identifier: GPL-3.0-or-later
#include "http_listener.h"

#include <QTcpSocket>

#include <utility>

namespace callveil {

using namespace std::chrono_literals;

namespace {

constexpr auto longestStop = 5s;

} // namespace

HttpListener::HttpListener(HttpHandler &handler, QObject *parent) : QObject(parent), m_handler(handler)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpListener::giveUp);
    connect(&m_server, &QTcpServer::newConnection, this, &HttpListener::accept);
}

HttpListener::~HttpListener()
{
    for (HttpConnection *connection : std::exchange(m_connections, {}))
        delete connection; // before the server, whose children their sockets were
}

bool HttpListener::listen(const QHostAddress &address, quint16 port)
{
    return m_server.listen(address, port);
}

void HttpListener::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_stopping || m_connections.size() >= mostConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto *connection = new HttpConnection(socket, m_handler, this);
        m_connections.append(connection);
        connect(connection, &HttpConnection::closed, this, [this, connection] { noteClosed(connection); });
    }
}

void HttpListener::noteClosed(HttpConnection *connection)
{
    m_connections.removeOne(connection);
    if (m_stopping && m_connections.isEmpty())
        m_timer.start(0ms);
}

void HttpListener::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    m_server.close();
    const QList<HttpConnection *> open = m_connections; // closing takes them out
    for (HttpConnection *connection : open)
        connection->finish();
    m_connections.isEmpty() ? m_timer.start(0ms) : m_timer.start(longestStop);
}

void HttpListener::giveUp()
{
    const QList<HttpConnection *> open = std::exchange(m_connections, {});
    for (HttpConnection *connection : open)
        connection->abort();
    m_timer.stop(); // which closing has started
    Q_EMIT stopped();
}

} // namespace callveil
