// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rerating_line.h"

#include <QLocale>

namespace callveil {

using namespace std::chrono_literals;

ReratingLine::ReratingLine(QWidget *parent) : ProgressOf(QStringLiteral("rerating"), tr("Cancel"), 300ms, parent) { }

ReratingLine::State ReratingLine::state() const
{
    return {tr("Legs: %1").arg(QLocale().toString(work().legs.load())), work().done, work().all};
}

} // namespace callveil
