// SPDX-License-Identifier: GPL-3.0-or-later
#include "callback_post.h"

#include <algorithm>

namespace callveil {

CallbackPost::CallbackPost(Workspace &workspace, QObject *parent) : QObject(parent)
{
    for (const CallbackKind kind : allCallbackKinds) {
        m_lanes.push_back(new CallbackLane(workspace, kind, this));
        watch(m_lanes.back());
    }
}

void CallbackPost::watch(CallbackLane *lane)
{
    const QString name = QStringLiteral("callbacks ") + callbackKindKey(lane->kind());
    connect(lane, &CallbackLane::troubled, this, [this, name](const Error &error) { Q_EMIT troubled(name, error); });
    connect(lane, &CallbackLane::recovered, this, [this, name] { Q_EMIT recovered(name); });
    connect(lane, &CallbackLane::failing, this, [this, name] {
        Q_EMIT told(QStringLiteral("%1: the target has taken nothing for 15 minutes; events wait").arg(name), true);
    });
    connect(lane, &CallbackLane::delivering, this,
        [this, name] { Q_EMIT told(QStringLiteral("%1: the target takes events again").arg(name), false); });
    connect(lane, &CallbackLane::disabled, this, [this, name] {
        Q_EMIT told(
            QStringLiteral("%1: the target answered 410 (gone); nothing is sent to it until somebody resumes it")
                .arg(name),
            true);
    });
    connect(lane, &CallbackLane::stopped, this, &CallbackPost::endIfStopped);
}

void CallbackPost::setActive(bool active)
{
    for (CallbackLane *lane : m_lanes)
        lane->setActive(active);
}

void CallbackPost::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    for (CallbackLane *lane : m_lanes)
        lane->stop();
    endIfStopped();
}

void CallbackPost::endIfStopped()
{
    const bool isOver = m_stopping
        && std::all_of(m_lanes.begin(), m_lanes.end(), [](const CallbackLane *lane) { return lane->isStopped(); });
    if (isOver && !std::exchange(m_ended, true))
        Q_EMIT stopped();
}

} // namespace callveil
