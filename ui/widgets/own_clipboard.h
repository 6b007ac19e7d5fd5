// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>

namespace callveil {

/// Puts a secret into the clipboard for a while. It is taken out when its time is up and when this object goes, unless
/// somebody copied something else meanwhile. Keeps no copy: it knows the secret again by a salted hash.
class OwnClipboard final : public QObject {
    Q_OBJECT

public:
    explicit OwnClipboard(QObject *parent = nullptr);
    ~OwnClipboard() override;

    void copy(const QString &text, std::chrono::milliseconds time);
    /// Takes it out now.
    void clear();
    /// True while the clipboard holds what was put there.
    [[nodiscard]] bool isOurs() const;

private:
    [[nodiscard]] QByteArray hashOf(const QString &text) const;

    QByteArray m_salt;
    QByteArray m_hash; ///< empty: nothing was put there
    QTimer m_timer;
};

} // namespace callveil
