// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <map>
#include <vector>

namespace callveil {

/// What somebody received who is called back.
struct ReceivedCallback {
    QByteArray id, timestamp, signature, body;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    [[nodiscard]] QString type() const { return json().value(QLatin1String("type")).toString(); }
    [[nodiscard]] QJsonObject data() const { return json().value(QLatin1String("data")).toObject(); }
};

/// A server on loopback that is called back, and answers as it is told.
class CallbackReceiver final : public QObject {
public:
    CallbackReceiver()
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
    }

    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1/hook").arg(m_server.serverPort()); }
    /// Answers the next so many requests with this status, -1: breaks the connection; then 200 again.
    void answer(int status, int times, const QByteArray &header = {})
    {
        m_status = status;
        m_times = times;
        m_header = header;
    }

    std::vector<ReceivedCallback> taken; ///< answered with 200
    int refused = 0;

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &buffer = m_buffers[socket];
        buffer += socket->readAll();
        for (qsizetype end = buffer.indexOf("\r\n\r\n"); end >= 0; end = buffer.indexOf("\r\n\r\n")) {
            std::map<QByteArray, QByteArray> headers;
            for (const QByteArray &line : buffer.left(end).split('\n'))
                headers[line.left(line.indexOf(':')).trimmed().toLower()] = line.mid(line.indexOf(':') + 1).trimmed();
            const qsizetype length = headers["content-length"].toLongLong();
            if (buffer.size() < end + 4 + length)
                return;
            const QByteArray body = buffer.mid(end + 4, length);
            buffer.remove(0, end + 4 + length);
            if (!reply(
                    socket, {headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], body}))
                return;
        }
    }

    /// False when the connection is gone.
    bool reply(QTcpSocket *socket, const ReceivedCallback &received)
    {
        const int status = m_times > 0 ? m_status : 200;
        if (m_times > 0)
            --m_times;
        if (status == 200)
            taken.push_back(received);
        else
            ++refused;
        if (status < 0) {
            m_buffers.erase(socket);
            socket->abort();
            return false;
        }
        socket->write("HTTP/1.1 " + QByteArray::number(status) + " X\r\n" + (status == 200 ? QByteArray() : m_header)
            + "Content-Length: 0\r\n\r\n");
        return true;
    }

    QTcpServer m_server;
    std::map<QTcpSocket *, QByteArray> m_buffers;
    QByteArray m_header;
    int m_status = 200, m_times = 0;
};

} // namespace callveil
