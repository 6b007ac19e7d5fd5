// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/lock_service.h"
#include "ui/shell/idle_watch.h"
#include "ui/shell/screen_lock_watch.h"
#include "ui/shell/window_curtain.h"

namespace callveil {

class LockWindow;
class MainWindow;
class OwnClipboard;

/// Locks the window of a sign-in when it is asked for, when nobody has used it for as long as the organisation allows,
/// and when the desktop locks; what runs goes on behind it. Goes before the window.
class SessionLock final : public QObject {
    Q_OBJECT

public:
    SessionLock(std::shared_ptr<Workspace> workspace, MainWindow &window, LocalState &local, OwnClipboard &clipboard,
        IdleWatch::Clock clock = IdleWatch::usualClock());
    ~SessionLock() override;

    void lock(LockCause cause);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watchIdle();
    void unlock();
    void signOut();

    std::shared_ptr<Workspace> m_workspace;
    MainWindow &m_window;
    OwnClipboard &m_clipboard;
    LocalState &m_local;
    LockService m_service;
    IdleWatch m_idle;
    ScreenLockWatch m_screen;
    WindowCurtain m_curtain;
    std::unique_ptr<LockWindow> m_gate; ///< while it is locked
};

} // namespace callveil
