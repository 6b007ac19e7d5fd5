// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/lock_window.h"
#include "ui/shell/main_window.h"
#include "ui/shell/session_lock.h"
#include "ui/shell/theme.h"
#include "ui/support/access_scene.h"
#include "ui/support/page_driver.h"
#include "ui/widgets/own_clipboard.h"

namespace callveil {

/// The window of a sign-in with its lock, on a clock that a test moves on.
class LockedConsole final {
public:
    LockedConsole(AccessScene &scene, std::vector<PageEntry> pages)
        : workspace(scene.enter(QStringLiteral("asha"))), m_theme(scene.settings),
          window(workspace, std::move(pages),
              WindowContext{scene.prompt, m_theme, scene.settings, scene.local, scene.clipboard}),
          lock(workspace, window, scene.local, scene.clipboard, [this] { return m_now; })
    {
        window.show();
    }

    void pass(std::chrono::minutes time) { m_now += std::chrono::milliseconds(time).count(); }
    /// The lock window; nullptr while it is open.
    [[nodiscard]] static LockWindow *gate()
    {
        for (QWidget *widget : QApplication::topLevelWidgets())
            if (auto *gate = qobject_cast<LockWindow *>(widget); gate && gate->isVisible())
                return gate;
        return nullptr;
    }
    [[nodiscard]] static PageDriver gateDriver() { return PageDriver(*gate()); }
    static void typePassword(const QString &password)
    {
        gateDriver().type(QStringLiteral("Password"), password);
        QTest::keyClick(&gateDriver().get<QLineEdit>(QStringLiteral("Password")), Qt::Key_Return);
    }
    /// Tries a password and waits for the answer.
    static void tryPassword(const QString &password)
    {
        typePassword(password);
        QTRY_VERIFY(!gate() || gateDriver().get<QLineEdit>(QStringLiteral("Password")).isEnabled());
    }
    /// Every window that stands on the screen.
    [[nodiscard]] static QWidgetList visibleWindows()
    {
        QWidgetList windows = QApplication::topLevelWidgets();
        windows.removeIf([](const QWidget *window) { return !window->isVisible(); });
        return windows;
    }

    std::shared_ptr<Workspace> workspace;

private:
    qint64 m_now = 0;
    Theme m_theme;

public:
    MainWindow window;
    SessionLock lock;
};

} // namespace callveil
