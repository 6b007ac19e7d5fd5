// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/database_thread.h"

namespace callveil {

// Not a QThread: its end depends on no event loop, so that a workspace may go as late as the program itself, and join()
// returns when the thread has put away what libraries keep for it.
DatabaseThread::DatabaseThread(
    DatabaseAddress address, std::shared_ptr<const Credentials> credentials, QString name, Prepare prepare)
    : m_address(std::move(address)), m_credentials(std::move(credentials)), m_prepare(std::move(prepare)),
      m_thread([this] { loop(); })
{
    setObjectName(name);
}

DatabaseThread::~DatabaseThread()
{
    // The connection belongs to the thread: it is closed there, after the work that was asked for before.
    post([this] { m_connection.reset(); });
    post({});
    m_thread.join();
}

void DatabaseThread::post(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_work.push_back(std::move(work));
    }
    m_asked.notify_one();
}

void DatabaseThread::loop()
{
    while (true) {
        std::unique_lock lock(m_mutex);
        m_asked.wait(lock, [this] { return !m_work.empty(); });
        const std::function<void()> work = std::move(m_work.front());
        m_work.pop_front();
        lock.unlock();
        if (!work)
            return;
        work();
    }
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
