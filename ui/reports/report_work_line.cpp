// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_work_line.h"

#include <QLocale>

namespace callveil {

using namespace std::chrono_literals;

ReportWorkLine::ReportWorkLine(QWidget *parent) : ProgressOf(QStringLiteral("reportWork"), tr("Cance&l"), 300ms, parent)
{ }

ReportWorkLine::State ReportWorkLine::state() const
{
    const QLocale locale;
    return {tr("Exporting: %1 of %2 rows").arg(locale.toString(work().done), locale.toString(work().all)), work().done,
        work().all};
}

} // namespace callveil
