// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/service_watch.h"

#include "domain/base/when_answered.h"

namespace callveil {

ServiceWatch::ServiceWatch(Workspace &workspace, QObject *parent, std::chrono::milliseconds pause)
    : QObject(parent), m_service(workspace), m_pause(pause)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ServiceWatch::ask);
    m_timer.start(std::chrono::milliseconds(0));
}

/// A lost database shows in the connection light; what was known of the service stays until it answers.
void ServiceWatch::ask()
{
    const auto me = m_service.me();
    if (me->isLocked() || !(me->may(Permission::ManagePools) || me->may(Permission::ManageSecurity))) {
        m_timer.start(m_pause);
        return;
    }
    whenAnswered(m_service.state(), this, [this](const Result<ServiceState> &state) {
        m_timer.start(m_pause);
        if (state)
            Q_EMIT answered(*state);
    });
}

} // namespace callveil
