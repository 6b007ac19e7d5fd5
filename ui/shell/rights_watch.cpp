// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rights_watch.h"

#include "domain/base/when_answered.h"

#include <chrono>

namespace callveil {

using namespace std::chrono_literals;

RightsWatch::RightsWatch(Workspace &workspace, QObject *parent) : QObject(parent), m_workspace(workspace)
{
    connect(&m_timer, &QTimer::timeout, this, &RightsWatch::look);
    m_timer.start(3s);
}

/// A lost database answers late; what it takes away then, it does not give out either.
void RightsWatch::look()
{
    if (m_asking)
        return;
    m_asking = true;
    whenAnswered(RightsService::look(m_workspace), this, [this](const Result<RightsChange> &change) {
        m_asking = false;
        if (change)
            take(*change);
    });
}

void RightsWatch::take(const RightsChange &change)
{
    if (change.ended) {
        stop();
        Q_EMIT ended();
        return;
    }
    if (change.lost)
        Q_EMIT lost();
    if (change.gained && !m_toldGain)
        Q_EMIT gained();
    m_toldGain = change.gained;
}

} // namespace callveil
