// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session_lock.h"

#include "ui/shell/lock_window.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/own_clipboard.h"

#include <QApplication>
#include <QKeyEvent>

namespace callveil {

SessionLock::SessionLock(std::shared_ptr<Workspace> workspace, MainWindow &window, LocalState &local,
    OwnClipboard &clipboard, IdleWatch::Clock clock)
    : m_workspace(std::move(workspace)), m_window(window), m_clipboard(clipboard), m_local(local), m_service(local),
      m_idle(std::move(clock))
{
    // Queued: a screen reader that pressed it still works with the menu that is taken from it.
    connect(
        &m_window, &MainWindow::lockAsked, this, [this] { lock(LockCause::Asked); }, Qt::QueuedConnection);
    connect(&m_idle, &IdleWatch::idled, this, [this] { lock(LockCause::Idle); });
    connect(&m_screen, &ScreenLockWatch::locked, this, [this] { lock(LockCause::Screen); });
    QCoreApplication::instance()->installEventFilter(this);
    watchIdle();
}

SessionLock::~SessionLock() = default;

void SessionLock::watchIdle()
{
    m_idle.start(std::chrono::minutes(m_workspace->identity()->idleLockMinutes));
}

/// A dialog keeps the keys from the menu of the window: over one they are seen to here.
bool SessionLock::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || m_gate || !QApplication::activeModalWidget())
        return false;
    if (QKeySequence(static_cast<QKeyEvent *>(event)->keyCombination()) != m_window.lockKeys())
        return false;
    lock(LockCause::Asked);
    return true;
}

/// Nothing here waits: the keys are gone and the windows hidden when it returns.
void SessionLock::lock(LockCause cause)
{
    if (m_gate || !m_window.isVisible()) // a window that is not there is signing out
        return;
    m_idle.stop();
    m_service.lock(*m_workspace, cause);
    m_clipboard.clear();
    m_gate = std::make_unique<LockWindow>(*m_workspace, m_service, m_local);
    connect(m_gate.get(), &LockWindow::unlocked, this, &SessionLock::unlock);
    connect(m_gate.get(), &LockWindow::signOutAsked, this, &SessionLock::signOut);
    m_gate->showOver(m_window);
    m_curtain.draw(*m_gate);
    m_gate->activateWindow();
}

void SessionLock::unlock()
{
    m_curtain.open();
    m_gate->hide();
    m_gate.release()->deleteLater(); // it is just telling that it was unlocked
    m_window.renew();
    watchIdle();
}

/// Whoever passes by may end the sign-in, but not hours of work.
void SessionLock::signOut()
{
    if (m_window.isImporting())
        return m_gate->refuseSignOut(tr("An import is running. Sign out when it has ended."));
    m_gate->hide();
    m_window.signOut();
}

} // namespace callveil
