// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/database_thread.h"

namespace callveil {

DatabaseThread::DatabaseThread(
    DatabaseAddress address, std::shared_ptr<const Credentials> credentials, QString name, Prepare prepare)
    : m_address(std::move(address)), m_credentials(std::move(credentials)), m_prepare(std::move(prepare)),
      m_worker(new QObject)
{
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(name);
    m_thread.start();
}

DatabaseThread::~DatabaseThread()
{
    // The connection belongs to the thread: it is closed there, after the work that was asked for before.
    post([this] {
        m_connection.reset();
        m_thread.quit();
    });
    m_thread.wait();
    delete m_worker; // nothing runs on its thread any more
}

void DatabaseThread::post(std::function<void()> work)
{
    QMetaObject::invokeMethod(m_worker, std::move(work), Qt::QueuedConnection);
}

Result<Connection *> DatabaseThread::readyConnection()
{
    if (!m_connection) {
        auto opened = Connection::open(m_address, m_credentials);
        if (!opened)
            return failed(opened);
        if (const Result<void> prepared = (*opened)->prepareWith(m_prepare); !prepared)
            return failed(prepared);
        m_connection = std::move(*opened);
    } else if (!m_connection->isOnline()) {
        if (const Result<void> healed = m_connection->reopen(); !healed)
            return failed(healed);
    }
    return m_connection.get();
}

void DatabaseThread::noteState()
{
    const bool online = m_connection && m_connection->isOnline();
    if (m_online.exchange(online) != online)
        Q_EMIT onlineChanged(online);
}

} // namespace callveil
