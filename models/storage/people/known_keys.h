// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"

#include <QCryptographicHash>
#include <QHash>
#include <QString>

#include <mutex>

namespace callveil {

/// How new the newest certified key of each holder is that this console saw. An older one that is put back has its
/// genuine certificate, and whoever stole its private half: nothing is sealed to it. Thread-safe.
class KnownKeys final {
public:
    KnownKeys() = default;
    explicit KnownKeys(QHash<QString, qint64> newest) : m_newest(std::move(newest)) { }

    /// His name is certified, his id is not; who works here is not written down on every computer.
    [[nodiscard]] static QString ofPerson(const QString &name)
    {
        const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
        return QStringLiteral("person-") + QString::fromLatin1(hash.first(12).toHex());
    }
    [[nodiscard]] static QString ofVault(ProcessId process) { return QStringLiteral("vault-%1").arg(process.value); }
    [[nodiscard]] static QString ofRecovery() { return QStringLiteral("recovery"); }

    /// `age`: when its certificate was issued, or its generation.
    [[nodiscard]] bool isOlder(const QString &holder, qint64 age) const
    {
        const std::lock_guard lock(m_mutex);
        return age < m_newest.value(holder);
    }
    [[nodiscard]] bool isNewer(const QString &holder, qint64 age) const
    {
        const std::lock_guard lock(m_mutex);
        return age > m_newest.value(holder);
    }
    /// To be told of what is committed only. False when it knew that, or a newer one.
    bool note(const QString &holder, qint64 age)
    {
        const std::lock_guard lock(m_mutex);
        qint64 &newest = m_newest[holder];
        if (age <= newest)
            return false;
        newest = age;
        return true;
    }
    void forget()
    {
        const std::lock_guard lock(m_mutex);
        m_newest.clear();
    }

private:
    mutable std::mutex m_mutex;
    QHash<QString, qint64> m_newest;
};

} // namespace callveil
