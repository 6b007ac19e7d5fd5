// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backup/backup_line.h"

namespace callveil {

using namespace std::chrono_literals;

BackupLine::BackupLine(QWidget *parent) : ProgressOf(QStringLiteral("backup"), tr("Ca&ncel"), 0ms, parent) { }

BackupLine::State BackupLine::state() const
{
    State now{{}, work().done, work().all};
    switch (work().step) {
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
