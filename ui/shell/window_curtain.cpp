// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_curtain.h"

#include <QApplication>
#include <QDialog>
#include <QDrag>
#include <QEvent>
#include <QToolTip>
#include <QWhatsThis>

#include <algorithm>
#include <utility>

namespace callveil {

namespace {

const QString neutralTitle = QStringLiteral("Callveil");

int depthOf(const QWidget *window)
{
    int depth = 0;
    while ((window = window->parentWidget()))
        ++depth;
    return depth;
}

/// Menus, tool tips and the like: gone for good.
bool passes(const QWidget &window)
{
    const Qt::WindowType type = window.windowType();
    return type == Qt::Popup || type == Qt::ToolTip || type == Qt::SplashScreen;
}

} // namespace

WindowCurtain::~WindowCurtain()
{
    QCoreApplication::instance()->removeEventFilter(this);
}

void WindowCurtain::draw(QWidget &shown)
{
    m_shown = &shown;
    m_active = QApplication::activeWindow();
    closePopups();
    QWidgetList windows = QApplication::topLevelWidgets();
    std::sort(
        windows.begin(), windows.end(), [](const QWidget *a, const QWidget *b) { return depthOf(a) < depthOf(b); });
    windows.removeIf([this](const QWidget *window) { return !window->isVisible() || !isBehind(*window); });
    for (QWidget *window : std::as_const(windows))
        hide(*window);
    m_accessible.draw(shown);
    QCoreApplication::instance()->installEventFilter(this);
}

void WindowCurtain::closePopups()
{
    QDrag::cancel();
    QWhatsThis::leaveWhatsThisMode();
    QToolTip::hideText();
    QWidget *last = nullptr;
    while (QWidget *popup = QApplication::activePopupWidget()) {
        if (popup == last) // it does not want to; hide() asks nobody
            break;
        last = popup;
        popup->close();
    }
}

bool WindowCurtain::isBehind(const QWidget &window) const
{
    for (const QWidget *above = &window; above; above = above->parentWidget())
        if (above == m_shown)
            return false;
    return window.windowType() != Qt::Desktop;
}

void WindowCurtain::hide(QWidget &window)
{
    if (!passes(window)) {
        m_hidden.push_back({&window, window.focusWidget(), window.windowTitle(), window.saveGeometry()});
        window.setWindowTitle(neutralTitle);
        // An import can end while it is hidden, and its dialog with it: that is not to come back.
        if (auto *dialog = qobject_cast<QDialog *>(&window))
            connect(dialog, &QDialog::finished, this, [this, dialog] { forget(*dialog); });
    }
    window.hide();
}

bool WindowCurtain::knows(const QWidget &window) const
{
    return std::any_of(
        m_hidden.begin(), m_hidden.end(), [&](const Hidden &hidden) { return hidden.window == &window; });
}

void WindowCurtain::forget(const QWidget &window)
{
    m_hidden.erase(std::remove_if(m_hidden.begin(), m_hidden.end(),
                       [&](const Hidden &hidden) { return hidden.window == &window; }),
        m_hidden.end());
}

/// Asked before a window is mapped: what wants to open behind the curtain never reaches the screen.
bool WindowCurtain::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show && watched->isWidgetType()) {
        auto &window = *static_cast<QWidget *>(watched);
        if (window.isWindow() && isBehind(window))
            hideUnseen(window);
    }
    return false;
}

void WindowCurtain::hideUnseen(QWidget &window)
{
    const bool ours = !window.testAttribute(Qt::WA_DontShowOnScreen); // dialogs of the desktop have it
    window.setAttribute(Qt::WA_DontShowOnScreen);
    const auto settle = [self = QPointer(this), &window, ours] {
        const bool opened = !self || !self->m_shown;
        if (!opened && !self->knows(window))
            self->hide(window);
        else
            window.hide();
        window.setAttribute(Qt::WA_DontShowOnScreen, !ours);
        if (opened)
            window.show();
    };
    // Not now: Qt is in the middle of showing it.
    QMetaObject::invokeMethod(&window, settle, Qt::QueuedConnection);
}

void WindowCurtain::open()
{
    QCoreApplication::instance()->removeEventFilter(this);
    m_accessible.open();
    m_shown.clear();
    const std::vector<Hidden> hidden = std::exchange(m_hidden, {});
    for (const Hidden &one : hidden)
        if (one.window)
            bringBack(one);
    for (const Hidden &one : hidden)
        if (one.focus)
            one.focus->setFocus(Qt::OtherFocusReason);
    QWidget *front = m_active ? m_active.data() : hidden.empty() ? nullptr : hidden.back().window.data();
    if (!front)
        return;
    front->raise();
    front->activateWindow();
}

void WindowCurtain::bringBack(const Hidden &hidden)
{
    if (auto *dialog = qobject_cast<QDialog *>(hidden.window.data()))
        disconnect(dialog, &QDialog::finished, this, nullptr);
    if (hidden.window->windowTitle() == neutralTitle) // otherwise it was given a new one meanwhile
        hidden.window->setWindowTitle(hidden.title);
    hidden.window->restoreGeometry(hidden.geometry); // or the desktop finds another place for it
    hidden.window->setWindowState(hidden.window->windowState() & ~Qt::WindowMinimized);
    hidden.window->show();
}

} // namespace callveil
