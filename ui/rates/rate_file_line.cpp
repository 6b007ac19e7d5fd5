// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rate_file_line.h"

#include <QLocale>

namespace callveil {

using namespace std::chrono_literals;

RateFileLine::RateFileLine(QWidget *parent) : ProgressOf(QStringLiteral("rateFile"), tr("Cancel"), 300ms, parent) { }

RateFileLine::State RateFileLine::state() const
{
    return {tr("Rows: %1").arg(QLocale().toString(work().rows.load())), 0, 0};
}

} // namespace callveil
