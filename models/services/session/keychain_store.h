// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/password_store.h"

#include <QThread>

#include <atomic>
#include <memory>

namespace callveil {

/// The key chain of the system: Secret Service or KWallet, Keychain, Credential Manager. Never falls back to a file of
/// plain text. Works on a thread of its own, because some of them make the caller wait; one in a program, because the
/// library behind it has one queue.
class KeychainStore final : public PasswordStore {
public:
    KeychainStore();
    ~KeychainStore() override;

    [[nodiscard]] QFuture<Result<void>> check() override;
    [[nodiscard]] QFuture<Result<std::optional<QString>>> read(const QString &place, const QString &user) override;
    [[nodiscard]] QFuture<Result<void>> write(
        const QString &place, const QString &user, const QString &password) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &place, const QString &user) override;

    /// A key chain hung when its store ended. What the system runs at the end of a program would wait for it for ever:
    /// leave with std::_Exit.
    [[nodiscard]] static bool hung() { return s_hung; }

private:
    struct Request;
    class Wait;
    template <typename Value>
    [[nodiscard]] QFuture<Value> ask(const Request &request);
    static void start(const Request &request, const std::shared_ptr<Wait> &wait, QObject *parent);

    static inline std::atomic_bool s_hung = false;
    std::unique_ptr<QThread> m_thread; ///< speaks with the key chain
    std::unique_ptr<QObject> m_worker;
    QThread m_clock; ///< keeps the time limits, also when the other one is held up
    std::unique_ptr<QObject> m_timers;
};

} // namespace callveil
