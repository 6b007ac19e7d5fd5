// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/idle_watch.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QEvent>

#include <algorithm>
#include <memory>

namespace callveil {

using namespace std::chrono_literals;

namespace {

/// Timers stand still while the computer sleeps: after it woke up, this soon is looked again.
constexpr std::chrono::milliseconds longestPause = 2s;

bool isInput(QEvent::Type type)
{
    switch (type) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::ShortcutOverride:
    case QEvent::InputMethod:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TabletPress:
    case QEvent::TabletMove:
    case QEvent::NativeGesture:
        return true;
    default:
        return false;
    }
}

} // namespace

IdleWatch::IdleWatch(Clock clock, QObject *parent) : QObject(parent), m_clock(std::move(clock))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::look);
}

/// One clock stands still in sleep, the other can be set back: whichever went further is believed.
IdleWatch::Clock IdleWatch::usualClock()
{
    auto steady = std::make_shared<QElapsedTimer>();
    steady->start();
    const qint64 start = QDateTime::currentMSecsSinceEpoch();
    return [steady, start] { return std::max(steady->elapsed(), QDateTime::currentMSecsSinceEpoch() - start); };
}

void IdleWatch::start(std::chrono::milliseconds limit)
{
    m_limit = limit;
    m_last = m_clock();
    QCoreApplication::instance()->installEventFilter(this);
    m_timer.start(std::min(m_limit, longestPause));
}

void IdleWatch::stop()
{
    m_timer.stop();
    QCoreApplication::instance()->removeEventFilter(this);
}

bool IdleWatch::isOver() const
{
    return m_clock() - m_last >= m_limit.count();
}

void IdleWatch::look()
{
    m_last = std::min(m_last, m_clock()); // a clock that was set back starts anew
    if (isOver())
        return end();
    const std::chrono::milliseconds left(m_last + m_limit.count() - m_clock());
    m_timer.start(std::clamp(left, std::chrono::milliseconds(1), longestPause));
}

void IdleWatch::end()
{
    stop();
    Q_EMIT idled();
}

/// Whoever comes to a computer that slept finds it locked: his first key counts for nothing.
bool IdleWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (!event->spontaneous() || !isInput(event->type()))
        return QObject::eventFilter(watched, event);
    if (isOver()) {
        end();
        return true;
    }
    m_last = m_clock();
    return false;
}

} // namespace callveil
