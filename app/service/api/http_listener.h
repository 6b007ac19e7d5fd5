// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_address.h"
#include "http_connection.h"
#include "socket_file.h"

#include <QTcpServer>

#include <memory>
#include <vector>

namespace callveil {

/// Takes connections on addresses of this computer and on sockets in the file system, all in the same way. Lives on the
/// main thread.
class HttpListener final : public QObject {
    Q_OBJECT

public:
    static constexpr int mostConnections = 128;

    HttpListener(HttpHandler &handler, QObject *parent = nullptr);
    ~HttpListener() override;

    /// There, too. Answers where that is, with the port that was free; or why not, for the journal.
    [[nodiscard]] tl::expected<ApiAddress, QString> listen(const ApiAddress &address);
    /// Takes nothing new, and answers what runs, for some seconds at most; then stopped().
    void stop();

Q_SIGNALS:
    void stopped();

private:
    [[nodiscard]] QString open(QTcpServer &server, const ApiAddress &address);
    void accept(QTcpServer &server);
    void noteClosed(HttpConnection *connection);
    void giveUp();

    HttpHandler &m_handler;
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    std::vector<std::unique_ptr<SocketFile>> m_files; ///< of those that listen in the file system
    QTimer m_timer; ///< until what runs is no longer waited for
    QList<HttpConnection *> m_connections;
    bool m_stopping = false;
};

} // namespace callveil
