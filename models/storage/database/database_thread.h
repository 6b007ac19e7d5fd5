// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace callveil {

/// A thread that owns one connection and runs database work in the order in which it comes. A lost server connection
/// is opened again before the next piece of work, so that it heals as soon as the server is back.
class DatabaseThread final : public QObject {
    Q_OBJECT

public:
    /// `prepare` runs on every session that is opened, before any work.
    using Prepare = std::function<Result<void>(Connection &)>;
    DatabaseThread(
        DatabaseAddress address, std::shared_ptr<const Credentials> credentials, QString name, Prepare prepare);
    /// Waits for all work asked for.
    ~DatabaseThread() override;

    /// Runs `work(Connection &) -> Result<T>` on the thread, and then `settle(Result<T>) -> Result<T>`: also when there
    /// is no connection to work with.
    template <typename Work, typename Settle = std::identity,
        typename Answer = std::invoke_result_t<Work, Connection &>>
    [[nodiscard]] QFuture<Answer> run(Work work, Settle settle = {})
    {
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        post([this, promise, work = std::move(work), settle = std::move(settle)]() mutable {
            Result<Connection *> ready = readyConnection();
            promise->addResult(settle(ready ? work(**ready) : Answer(failed(ready))));
            promise->finish();
            noteState();
        });
        return promise->future();
    }

    [[nodiscard]] bool isOnline() const { return m_online; }

Q_SIGNALS:
    /// Sent from the database thread when the connection was lost or healed.
    void onlineChanged(bool online);

private:
    void post(std::function<void()> work);
    void loop();
    [[nodiscard]] Result<Connection *> readyConnection();
    void noteState();

    DatabaseAddress m_address;
    std::shared_ptr<const Credentials> m_credentials;
    Prepare m_prepare;
    std::unique_ptr<Connection> m_connection; ///< touched on m_thread only
    std::atomic<bool> m_online{true};
    std::mutex m_mutex;
    std::condition_variable m_asked;
    std::deque<std::function<void()>> m_work; ///< an empty function ends the thread
    std::thread m_thread; ///< last: it uses everything above
};

} // namespace callveil
