// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notices/notice_watch.h"

#include "domain/base/when_answered.h"

namespace callveil {

NoticeWatch::NoticeWatch(Workspace &workspace, QObject *parent, std::chrono::milliseconds pause)
    : QObject(parent), m_notices(workspace), m_pause(pause)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &NoticeWatch::ask);
    m_timer.start(std::chrono::milliseconds(0));
}

void NoticeWatch::ask()
{
    if (m_asking)
        return;
    m_timer.start(m_pause);
    if (m_notices.me()->isLocked() || m_notices.me()->mustChangePassword)
        return;
    m_asking = true;
    whenAnswered(m_notices.read(), this, [this](const Result<std::vector<Notice>> &notices) {
        m_asking = false;
        if (notices)
            Q_EMIT answered(*notices);
        else
            Q_EMIT failed(notices.error());
    });
}

} // namespace callveil
