// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/release_line.h"

#include <QLocale>

namespace callveil {

using namespace std::chrono_literals;

ReleaseLine::ReleaseLine(QWidget *parent) : ProgressOf(QStringLiteral("release"), tr("Cancel"), 300ms, parent) { }

std::shared_ptr<ReleaseProgress> ReleaseLine::start(qint64 all)
{
    m_all = all;
    return startWork();
}

ReleaseLine::State ReleaseLine::state() const
{
    const qint64 done = work().done;
    const QLocale locale;
    return {m_all > 0 ? tr("Bindings ended: %1 of %2").arg(locale.toString(done), locale.toString(m_all))
                      : tr("Bindings ended: %1").arg(locale.toString(done)),
        done, m_all};
}

} // namespace callveil
