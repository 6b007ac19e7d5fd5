// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/seal_line.h"

#include <QLocale>

namespace callveil {

using namespace std::chrono_literals;

SealLine::SealLine(QWidget *parent) : ProgressOf(QStringLiteral("seal"), tr("Ca&ncel"), 0ms, parent) { }

SealLine::State SealLine::state() const
{
    const qint64 done = work().done;
    const qint64 all = work().all;
    const QLocale locale;
    return {all > 0 ? tr("Copies sealed: %1 of %2").arg(locale.toString(done), locale.toString(all))
                    : tr("Copies sealed: %1").arg(locale.toString(done)),
        done, all};
}

} // namespace callveil
