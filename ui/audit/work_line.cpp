// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/work_line.h"

#include "ui/widgets/grid.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

namespace callveil {

using namespace std::chrono_literals;

WorkLine::WorkLine(QWidget *parent)
    : QWidget(parent), m_text(new QLabel(this)), m_bar(new QProgressBar(this)),
      m_cancel(new QPushButton(tr("&Cancel"), this))
{
    m_text->setObjectName(QStringLiteral("workText"));
    m_bar->setObjectName(QStringLiteral("workProgress"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(gridUnit(this));
    m_cancel->setObjectName(QStringLiteral("cancelWork"));
    m_cancel->setAutoDefault(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    row->addWidget(m_text);
    row->addWidget(m_bar, 1);
    row->addWidget(m_cancel);
    hide();
    m_delay.setSingleShot(true);
    m_delay.setInterval(300ms);
    m_tick.setInterval(100ms);
    connect(&m_delay, &QTimer::timeout, this, &QWidget::show);
    connect(&m_tick, &QTimer::timeout, this, &WorkLine::showProgress);
    connect(m_cancel, &QPushButton::clicked, this, &WorkLine::cancel);
}

WorkLine::~WorkLine()
{
    if (m_work)
        m_work->stop = true;
}

std::shared_ptr<DeedProgress> WorkLine::start(const QString &verb)
{
    m_verb = verb;
    m_work = std::make_shared<DeedProgress>();
    m_cancel->setEnabled(true);
    showProgress();
    m_delay.start();
    m_tick.start();
    return m_work;
}

void WorkLine::finish()
{
    m_work.reset();
    m_delay.stop();
    m_tick.stop();
    hide();
}

void WorkLine::cancel()
{
    m_work->stop = true;
    m_cancel->setEnabled(false);
    showProgress();
}

void WorkLine::showProgress()
{
    const qint64 done = m_work->done;
    const qint64 all = std::max(m_work->all.load(), done);
    const QLocale locale;
    m_bar->setRange(0, m_work->all > 0 ? 1000 : 0);
    m_bar->setValue(all > 0 ? int(1000 * done / all) : 0);
    if (m_work->stop)
        m_text->setText(tr("Cancelling…"));
    else if (m_work->all > 0)
        m_text->setText(tr("%1: %2 of %3 entries").arg(m_verb, locale.toString(done), locale.toString(all)));
    else
        m_text->setText(tr("%1: %2 entries").arg(m_verb, locale.toString(done)));
}

} // namespace callveil
