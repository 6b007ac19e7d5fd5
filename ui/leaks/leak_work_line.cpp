// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/leaks/leak_work_line.h"

#include <QLocale>

namespace callveil {

using namespace std::chrono_literals;

LeakWorkLine::LeakWorkLine(QWidget *parent) : ProgressOf(QStringLiteral("leakWork"), tr("&Cancel"), 300ms, parent) { }

std::shared_ptr<LeakProgress> LeakWorkLine::startScan()
{
    m_scans = true;
    return startWork();
}

std::shared_ptr<LeakProgress> LeakWorkLine::startExport()
{
    m_scans = false;
    return startWork();
}

LeakWorkLine::State LeakWorkLine::state() const
{
    const qint64 done = work().done, all = work().all;
    const QLocale locale;
    if (!m_scans)
        return {tr("Exporting: %1 findings").arg(locale.toString(done)), done, all};
    if (all == 0 || done >= all)
        return {tr("Scanning: texts, bindings and pools"), done, all};
    return {tr("Scanning: %1 of %2 calls").arg(locale.toString(done), locale.toString(all)), done, all};
}

} // namespace callveil
