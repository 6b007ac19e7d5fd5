// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace callveil {

/// Tells when the desktop locks its screen or sends the computer to sleep, as far as the desktop tells it: D-Bus on
/// Linux, session messages on Windows, nothing elsewhere.
class ScreenLockWatch final : public QObject {
    Q_OBJECT

public:
    explicit ScreenLockWatch(QObject *parent = nullptr);
    ~ScreenLockWatch() override;

Q_SIGNALS:
    void locked();

private Q_SLOTS:
    /// Of a screen saver: it covers the screen, or the computer is about to sleep.
    void noteState(bool active);
    void noteLock();

private:
    class Desktop;
    std::unique_ptr<Desktop> m_desktop;
};

} // namespace callveil
