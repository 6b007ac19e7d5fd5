// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/screen_lock_watch.h"

#if defined(CALLVEIL_DBUS)
#include <QDBusConnection>
#elif defined(Q_OS_WIN)
#include <QAbstractNativeEventFilter>
#include <QCoreApplication>
#include <QWindow>

#include <windows.h>
#include <wtsapi32.h>
#endif

namespace callveil {

#if defined(CALLVEIL_DBUS)

/// What desktops send: their screen savers on the session bus, the computer's login service on the system bus.
class ScreenLockWatch::Desktop final {
public:
    explicit Desktop(ScreenLockWatch &watch)
    {
        QDBusConnection session = QDBusConnection::sessionBus();
        const std::pair<QString, QString> savers[] = {
            {QStringLiteral("org.freedesktop.ScreenSaver"), QStringLiteral("/org/freedesktop/ScreenSaver")},
            {QStringLiteral("org.freedesktop.ScreenSaver"), QStringLiteral("/ScreenSaver")},
            {QStringLiteral("org.gnome.ScreenSaver"), QStringLiteral("/org/gnome/ScreenSaver")},
        };
        for (const auto &[name, path] : savers)
            session.connect(name, path, name, QStringLiteral("ActiveChanged"), &watch, SLOT(noteState(bool)));
        QDBusConnection system = QDBusConnection::systemBus();
        const QString login = QStringLiteral("org.freedesktop.login1");
        const QString root = QStringLiteral("/org/freedesktop/login1");
        system.connect(login, root, login + QStringLiteral(".Manager"), QStringLiteral("PrepareForSleep"), &watch,
            SLOT(noteState(bool)));
        const QByteArray id = qgetenv("XDG_SESSION_ID");
        if (!id.isEmpty())
            system.connect(login, root + QStringLiteral("/session/") + pathPart(id), login + QStringLiteral(".Session"),
                QStringLiteral("Lock"), &watch, SLOT(noteLock()));
    }

private:
    /// As the login service writes an id in a path: only letters, and digits that are not first, stand for themselves.
    static QString pathPart(const QByteArray &id)
    {
        QString part;
        for (const char c : id) {
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            const bool digit = c >= '0' && c <= '9' && !part.isEmpty();
            part += letter || digit ? QString(QLatin1Char(c))
                                    : QStringLiteral("_%1").arg(uchar(c), 2, 16, QLatin1Char('0'));
        }
        return part;
    }
};

#elif defined(Q_OS_WIN)

/// Windows sends them to a window that asked for them.
class ScreenLockWatch::Desktop final : public QAbstractNativeEventFilter {
public:
    explicit Desktop(ScreenLockWatch &watch) : m_watch(watch)
    {
        m_window.create();
        WTSRegisterSessionNotification(handle(), NOTIFY_FOR_THIS_SESSION);
        QCoreApplication::instance()->installNativeEventFilter(this);
    }
    ~Desktop() override
    {
        QCoreApplication::instance()->removeNativeEventFilter(this);
        WTSUnRegisterSessionNotification(handle());
    }

    bool nativeEventFilter(const QByteArray &, void *message, qintptr *) override
    {
        const auto *received = static_cast<const MSG *>(message);
        const bool screen = received->message == WM_WTSSESSION_CHANGE && received->wParam == WTS_SESSION_LOCK;
        const bool sleep = received->message == WM_POWERBROADCAST && received->wParam == PBT_APMSUSPEND;
        if (screen || sleep)
            QMetaObject::invokeMethod(&m_watch, &ScreenLockWatch::noteLock, Qt::QueuedConnection);
        return false;
    }

private:
    [[nodiscard]] HWND handle() const { return reinterpret_cast<HWND>(m_window.winId()); }

    ScreenLockWatch &m_watch;
    QWindow m_window;
};

#else

class ScreenLockWatch::Desktop final {
public:
    explicit Desktop(ScreenLockWatch &) { }
};

#endif

ScreenLockWatch::ScreenLockWatch(QObject *parent) : QObject(parent), m_desktop(std::make_unique<Desktop>(*this)) { }

ScreenLockWatch::~ScreenLockWatch() = default;

void ScreenLockWatch::noteState(bool active)
{
    if (active)
        noteLock();
}

void ScreenLockWatch::noteLock()
{
    Q_EMIT locked();
}

} // namespace callveil
