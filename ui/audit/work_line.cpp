// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/work_line.h"

#include <QLocale>

namespace callveil {

using namespace std::chrono_literals;

WorkLine::WorkLine(QWidget *parent) : ProgressLine(QStringLiteral("work"), tr("&Cancel"), 300ms, parent) { }

WorkLine::~WorkLine()
{
    if (m_work)
        m_work->stop = true;
}

std::shared_ptr<DeedProgress> WorkLine::start(const QString &verb)
{
    m_verb = verb;
    m_work = std::make_shared<DeedProgress>();
    begin();
    return m_work;
}

WorkLine::State WorkLine::state() const
{
    const qint64 done = m_work->done;
    const qint64 all = m_work->all > 0 ? std::max(m_work->all.load(), done) : 0;
    const QLocale locale;
    return {all > 0 ? tr("%1: %2 of %3 entries").arg(m_verb, locale.toString(done), locale.toString(all))
                    : tr("%1: %2 entries").arg(m_verb, locale.toString(done)),
        done, all};
}

} // namespace callveil
