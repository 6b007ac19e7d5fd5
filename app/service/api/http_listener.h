// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http_connection.h"

#include <QHostAddress>
#include <QTcpServer>

namespace callveil {

/// Takes connections on one address of this computer. Lives on the main thread.
class HttpListener final : public QObject {
    Q_OBJECT

public:
    static constexpr int mostConnections = 128;

    HttpListener(HttpHandler &handler, QObject *parent = nullptr);
    ~HttpListener() override;

    [[nodiscard]] bool listen(const QHostAddress &address, quint16 port);
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QString error() const { return m_server.errorString(); }
    /// Takes nothing new, and answers what runs, for some seconds at most; then stopped().
    void stop();

Q_SIGNALS:
    void stopped();

private:
    void accept();
    void noteClosed(HttpConnection *connection);
    void giveUp();

    HttpHandler &m_handler;
    QTcpServer m_server;
    QTimer m_timer; ///< until what runs is no longer waited for
    QList<HttpConnection *> m_connections;
    bool m_stopping = false;
};

} // namespace callveil
