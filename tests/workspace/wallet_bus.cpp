// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/wallet_bus.h"

#include <QDBusConnection>
#include <QFile>
#include <QMutex>
#include <QMutexLocker>

namespace callveil {

namespace {

const QString connectionName = QStringLiteral("callveil-test-wallet");

} // namespace

/// The part of KWallet's interface that a program needs which keeps passwords.
class Wallet final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.KWallet")

public:
    [[nodiscard]] QHash<QString, QString> entries() const
    {
        const QMutexLocker locker(&m_mutex);
        return m_entries;
    }
    void put(const QString &key, const QString &password)
    {
        const QMutexLocker locker(&m_mutex);
        m_entries.insert(key, password);
    }
    void setLocked(bool locked)
    {
        const QMutexLocker locker(&m_mutex);
        m_locked = locked;
    }

public Q_SLOTS:
    // NOLINTBEGIN(readability-convert-member-functions-to-static): D-Bus calls them
    QString networkWallet() { return QStringLiteral("test"); }
    int open(const QString &, qlonglong, const QString &)
    {
        const QMutexLocker locker(&m_mutex);
        return m_locked ? -1 : 1;
    }
    int entryType(int, const QString &, const QString &key, const QString &)
    {
        const QMutexLocker locker(&m_mutex);
        return m_entries.contains(key) ? 1 : 0;
    }
    QString readPassword(int, const QString &, const QString &key, const QString &)
    {
        const QMutexLocker locker(&m_mutex);
        return m_entries.value(key);
    }
    int writePassword(int, const QString &, const QString &key, const QString &value, const QString &)
    {
        const QMutexLocker locker(&m_mutex);
        m_entries.insert(key, value);
        return 0;
    }
    int removeEntry(int, const QString &, const QString &key, const QString &)
    {
        const QMutexLocker locker(&m_mutex);
        return m_entries.remove(key) ? 0 : -3;
    }
    // NOLINTEND(readability-convert-member-functions-to-static)

private:
    mutable QMutex m_mutex;
    QHash<QString, QString> m_entries;
    bool m_locked = false;
};

WalletBus::WalletBus() : m_wallet(std::make_unique<Wallet>()) { }

WalletBus::~WalletBus()
{
    stop();
}

void WalletBus::stop()
{
    QDBusConnection::disconnectFromBus(connectionName);
    m_thread.quit();
    m_thread.wait();
    m_daemon.terminate();
    m_daemon.waitForFinished();
}

bool WalletBus::start()
{
    const QString configuration = m_folder.filePath(QStringLiteral("bus.conf"));
    QFile file(configuration);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    // Without folders of services: nothing is started on this bus but what stands on it.
    file.write("<busconfig><type>session</type><listen>unix:dir=" + QFile::encodeName(m_folder.path())
        + "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\"/>"
          "<allow own=\"*\"/><allow receive_sender=\"*\"/></policy></busconfig>");
    file.close();
    m_daemon.start(QStringLiteral("dbus-daemon"),
        {QStringLiteral("--config-file=%1").arg(configuration), QStringLiteral("--nofork"),
            QStringLiteral("--print-address=1")});
    if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead())
        return false;
    m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    QDBusConnection bus = QDBusConnection::connectToBus(m_address, connectionName);
    m_wallet->moveToThread(&m_thread);
    m_thread.start();
    return bus.registerObject(QStringLiteral("/modules/kwalletd5"), m_wallet.get(), QDBusConnection::ExportAllSlots)
        && bus.registerService(QStringLiteral("org.kde.kwalletd5"));
}

QHash<QString, QString> WalletBus::environment() const
{
    return {{QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), m_address},
        {QStringLiteral("XDG_CURRENT_DESKTOP"), QStringLiteral("KDE")},
        {QStringLiteral("KDE_SESSION_VERSION"), QStringLiteral("5")}};
}

QHash<QString, QString> WalletBus::entries() const
{
    return m_wallet->entries();
}

void WalletBus::put(const QString &key, const QString &password)
{
    m_wallet->put(key, password);
}

void WalletBus::setLocked(bool locked)
{
    m_wallet->setLocked(locked);
}

} // namespace callveil

#include "wallet_bus.moc"
