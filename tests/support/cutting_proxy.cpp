// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cutting_proxy.h"

#include "support/proxied_connection.h"

#include <QTcpServer>

namespace callveil {

CuttingProxy::CuttingProxy(quint16 serverPort) : m_serverPort(serverPort), m_listener(new QTcpServer)
{
    m_listener->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    QObject::connect(m_listener, &QTcpServer::newConnection, m_listener, [this] { acceptClients(); });
    m_thread.start();
    QMetaObject::invokeMethod(
        m_listener,
        [this] {
            if (m_listener->listen(QHostAddress::LocalHost))
                m_port = m_listener->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

CuttingProxy::~CuttingProxy()
{
    m_thread.quit();
    m_thread.wait();
}

void CuttingProxy::acceptClients()
{
    while (QTcpSocket *client = m_listener->nextPendingConnection()) {
        if (m_plan.isRefusing()) {
            client->abort();
            client->deleteLater();
        } else {
            new ProxiedConnection(client, m_serverPort, m_plan, m_listener);
        }
    }
}

} // namespace callveil
