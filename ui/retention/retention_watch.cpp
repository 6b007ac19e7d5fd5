// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/retention/retention_watch.h"

#include "domain/base/when_answered.h"
#include "ui/shell/notifier.h"

namespace callveil {

RetentionWatch::RetentionWatch(Workspace &workspace, Notifier &notifier, QObject *parent,
    std::chrono::milliseconds first, std::chrono::milliseconds pause)
    : QObject(parent), m_service(workspace), m_notifier(notifier), m_pause(pause)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RetentionWatch::run);
    m_timer.start(first);
}

RetentionWatch::~RetentionWatch()
{
    if (m_progress)
        m_progress->cancelled = true;
}

void RetentionWatch::run()
{
    m_timer.start(m_pause);
    const auto me = m_service.me();
    if (m_progress || me->isLocked() || !me->may(Permission::ManageSecurity))
        return;
    m_progress = std::make_shared<RetentionProgress>();
    whenAnswered(m_service.run(m_progress, RetentionService::By::Itself), this,
        [this](const Result<RetentionReport> &report) { tell(report); });
}

/// What failed shows on the page as still due, and is tried again.
void RetentionWatch::tell(const Result<RetentionReport> &report)
{
    m_progress.reset();
    if (report && report->numbers > 0)
        m_notifier.show(Notifier::Kind::Information,
            tr("%n real numbers were deleted: the time that they are kept has ended. See Security Settings.", nullptr,
                int(std::min<qint64>(report->numbers, 1000000000))));
}

} // namespace callveil
