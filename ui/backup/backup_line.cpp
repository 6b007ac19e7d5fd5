// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backup/backup_line.h"

namespace callveil {

using namespace std::chrono_literals;

BackupLine::BackupLine(QWidget *parent) : ProgressLine(QStringLiteral("backup"), tr("Ca&ncel"), 0ms, parent) { }

BackupLine::~BackupLine()
{
    if (m_work)
        m_work->cancelled = true;
}

std::shared_ptr<BackupProgress> BackupLine::start()
{
    m_work = std::make_shared<BackupProgress>();
    begin();
    return m_work;
}

BackupLine::State BackupLine::state() const
{
    State now{{}, m_work->done, m_work->all};
    switch (m_work->step) {
    case BackupProgress::Step::Copying:
        now.text = tr("Copying…");
        break;
    case BackupProgress::Step::Checking:
        now.text = tr("Checking…");
        break;
    case BackupProgress::Step::Restoring:
        now.text = tr("Restoring…");
        break;
    }
    return now;
}

} // namespace callveil
