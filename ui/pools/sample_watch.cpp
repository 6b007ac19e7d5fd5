// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/sample_watch.h"

#include "domain/base/when_answered.h"

namespace callveil {

SampleWatch::SampleWatch(
    Workspace &workspace, QObject *parent, std::chrono::milliseconds first, std::chrono::milliseconds pause)
    : QObject(parent), m_service(workspace), m_pause(pause)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SampleWatch::run);
    m_timer.start(first);
}

/// What fails leaves a gap in the picture, and is not tried again before its time.
void SampleWatch::run()
{
    const auto me = m_service.me();
    if (me->isLocked() || !me->may(Permission::ManagePools)) {
        m_timer.start(m_pause);
        return;
    }
    whenAnswered(m_service.sample(), this, [this](const Result<qint64> &) { m_timer.start(m_pause); });
}

} // namespace callveil
