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
}

HttpListener::~HttpListener()
{
    for (HttpConnection *connection : std::exchange(m_connections, {}))
        delete connection; // before the servers, whose children their sockets were
}

tl::expected<ApiAddress, QString> HttpListener::listen(const ApiAddress &address)
{
    auto server = std::make_unique<QTcpServer>();
    if (const QString why = open(*server, address); !why.isEmpty())
        return tl::unexpected(why);
    connect(server.get(), &QTcpServer::newConnection, this, [this, at = server.get()] { accept(*at); });
    ApiAddress there = address;
    if (there.socket.isEmpty())
        there.port = server->serverPort();
    m_servers.push_back(std::move(server));
    return there;
}

/// Why it does not listen; empty when it does. Qt's server takes any socket that listens.
QString HttpListener::open(QTcpServer &server, const ApiAddress &address)
{
    if (address.socket.isEmpty())
        return server.listen(address.host, address.port) ? QString() : server.errorString();
    auto file = std::make_unique<SocketFile>(address.socket);
    const auto descriptor = file->listen();
    if (!descriptor)
        return descriptor.error();
    m_files.push_back(std::move(file));
    return server.setSocketDescriptor(*descriptor) ? QString() : server.errorString();
}

void HttpListener::accept(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
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
    m_files.clear(); // nobody finds them any more
    for (const auto &server : m_servers)
        server->close();
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
