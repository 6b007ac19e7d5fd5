// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/record_watch.h"

#include "domain/base/when_answered.h"

#include <algorithm>

namespace callveil {

using namespace std::chrono_literals;

RecordWatch::RecordWatch(Workspace &workspace, LocalState &local, QObject *parent)
    : QObject(parent), m_audit(workspace, local)
{
    connect(&m_timer, &QTimer::timeout, this, &RecordWatch::look);
    m_timer.start(60s);
    // Whoever made the watch has to be listening.
    QMetaObject::invokeMethod(this, &RecordWatch::look, Qt::QueuedConnection);
}

void RecordWatch::stop()
{
    m_stopped = true;
    m_timer.stop();
}

/// A question is asked only when the one before was answered: a dead server may take long to refuse.
void RecordWatch::look()
{
    if (m_asking || m_stopped)
        return;
    m_asking = true;
    whenAnswered(m_audit.watch(), this, [this](const Result<std::vector<DeedBreak>> &breaks) {
        m_asking = false;
        if (breaks && !m_stopped) // what fails here shows in the connection light
            take(*breaks);
    });
}

void RecordWatch::take(const std::vector<DeedBreak> &breaks)
{
    const auto same = [](const DeedBreak &a, const DeedBreak &b) { return a.actor == b.actor && a.seq == b.seq; };
    if (std::equal(breaks.begin(), breaks.end(), m_told.begin(), m_told.end(), same))
        return;
    m_told = breaks;
    Q_EMIT breaksChanged(breaks);
}

} // namespace callveil
