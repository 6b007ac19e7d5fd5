// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/keychain_store.h"

#include <QPromise>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <functional>

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusReply>
#endif

namespace callveil {

namespace {

using Answer = Result<std::optional<QString>>;

constexpr int mostSecondsToFind = 5;
/// A person may be asked for the password of the key chain itself.
constexpr int mostSecondsToOpen = 60;

const QString serviceName = QStringLiteral("Callveil");

/// Whether a key chain runs or would be started. Asking one for an entry instead could open a box on the screen.
bool isThere()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return false;
    const QStringList known =
        bus.interface()->registeredServiceNames().value() + bus.interface()->activatableServiceNames().value();
    for (const char *name : {"org.freedesktop.secrets", "org.kde.kwalletd5", "org.kde.kwalletd6"})
        if (known.contains(QLatin1String(name)))
            return true;
    return false;
#else
    return true;
#endif
}

Answer answerOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError: {
        const auto *read = qobject_cast<const QKeychain::ReadPasswordJob *>(&job);
        return read ? std::optional(read->textData()) : std::nullopt;
    }
    case QKeychain::EntryNotFound:
        return std::nullopt;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return fail(ErrorCode::NotFound, Fault::KeyChainMissing, {}, job.errorString());
    default:
        return fail(ErrorCode::Denied, Fault::KeyChainLocked, {}, job.errorString());
    }
}

Answer settled(Answer answer, Answer *)
{
    return answer;
}

Result<void> settled(const Answer &answer, Result<void> *)
{
    if (!answer)
        return failed(answer);
    return {};
}

QString keyOf(const QString &place, const QString &user)
{
    return user + u'@' + place; // people see it in the window of their key chain
}

} // namespace

struct KeychainStore::Request {
    enum Kind { Check, Read, Write, Remove } kind = Check;
    QString key;
    QString password;
};

/// Whoever answers first, the key chain or the clock, answers for good.
class KeychainStore::Wait final {
public:
    explicit Wait(std::function<void(const Answer &)> take) : m_take(std::move(take)) { }

    void noteFound() { m_found = true; }
    [[nodiscard]] bool isFound() const { return m_found; }

    void end(const Answer &answer)
    {
        if (!m_ended.exchange(true))
            m_take(answer);
    }

private:
    std::function<void(const Answer &)> m_take;
    std::atomic_bool m_found = false;
    std::atomic_bool m_ended = false;
};

KeychainStore::KeychainStore()
    : m_thread(std::make_unique<QThread>()), m_worker(std::make_unique<QObject>()),
      m_timers(std::make_unique<QObject>())
{
    m_worker->moveToThread(m_thread.get());
    m_timers->moveToThread(&m_clock);
    m_thread->start();
    m_clock.start();
}

KeychainStore::~KeychainStore()
{
    m_clock.quit();
    m_clock.wait();
    m_thread->quit();
    if (m_thread->wait(1000))
        return;
    // A key chain that hangs does not keep the program from ending.
    s_hung = true;
    static_cast<void>(m_worker.release());
    static_cast<void>(m_thread.release());
}

void KeychainStore::start(const Request &request, const std::shared_ptr<Wait> &wait, QObject *parent)
{
    if (!isThere())
        return wait->end(fail(ErrorCode::NotFound, Fault::KeyChainMissing));
    wait->noteFound();
    QKeychain::Job *job = nullptr;
    switch (request.kind) {
    case Request::Check:
        return wait->end(std::nullopt);
    case Request::Read:
        job = new QKeychain::ReadPasswordJob(serviceName, parent);
        break;
    case Request::Write: {
        auto *write = new QKeychain::WritePasswordJob(serviceName, parent);
        write->setTextData(request.password);
        job = write;
        break;
    }
    case Request::Remove:
        job = new QKeychain::DeletePasswordJob(serviceName, parent);
        break;
    }
    job->setKey(request.key);
    job->setInsecureFallback(false); // a password in a plain file is worse than one that is typed
    QObject::connect(job, &QKeychain::Job::finished, job, [wait, job] { wait->end(answerOf(*job)); });
    job->start();
}

template <typename Value>
QFuture<Value> KeychainStore::ask(const Request &request)
{
    const auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    const auto wait = std::make_shared<Wait>([promise](const Answer &answer) {
        promise->addResult(settled(answer, static_cast<Value *>(nullptr)));
        promise->finish();
    });
    QMetaObject::invokeMethod(
        m_worker.get(), [request, wait, parent = m_worker.get()] { start(request, wait, parent); },
        Qt::QueuedConnection);
    // The clock does not keep an answer, which may be a password, longer than it is needed.
    QMetaObject::invokeMethod(
        m_timers.get(),
        [weak = std::weak_ptr(wait), timers = m_timers.get()] {
            QTimer::singleShot(mostSecondsToFind * 1000, timers, [weak] {
                if (const auto late = weak.lock(); late && !late->isFound())
                    late->end(fail(ErrorCode::NotFound, Fault::KeyChainMissing));
            });
            QTimer::singleShot(mostSecondsToOpen * 1000, timers, [weak] {
                if (const auto late = weak.lock())
                    late->end(fail(ErrorCode::Denied, Fault::KeyChainLocked));
            });
        },
        Qt::QueuedConnection);
    return promise->future();
}

QFuture<Result<void>> KeychainStore::check()
{
    return ask<Result<void>>({Request::Check, {}, {}});
}

QFuture<Answer> KeychainStore::read(const QString &place, const QString &user)
{
    return ask<Answer>({Request::Read, keyOf(place, user), {}});
}

QFuture<Result<void>> KeychainStore::write(const QString &place, const QString &user, const QString &password)
{
    return ask<Result<void>>({Request::Write, keyOf(place, user), password});
}

QFuture<Result<void>> KeychainStore::remove(const QString &place, const QString &user)
{
    return ask<Result<void>>({Request::Remove, keyOf(place, user), {}});
}

} // namespace callveil
