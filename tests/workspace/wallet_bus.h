// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <memory>

namespace callveil {

class Wallet;

/// A session bus of our own, and on it a key chain that speaks as KWallet does: what is behind the key chain's library
/// can be tested where no desktop runs, and without touching the key chain of whoever runs the tests.
class WalletBus final {
public:
    WalletBus();
    ~WalletBus();

    /// False when there is no dbus-daemon here.
    [[nodiscard]] bool start();
    /// What programs that shall use it have in their environment.
    [[nodiscard]] QHash<QString, QString> environment() const;

    /// By "user@place", in a folder named after the program.
    [[nodiscard]] QHash<QString, QString> entries() const;
    void put(const QString &key, const QString &password);
    void setLocked(bool locked);
    void stop();

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QThread m_thread; ///< so that tests may wait for an answer
    QString m_address;
    std::unique_ptr<Wallet> m_wallet;
};

} // namespace callveil
