// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_line.h"

#include "ui/widgets/grid.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace callveil {

using namespace std::chrono_literals;

namespace {
constexpr int parts = 1000; // a bar counts in int
}

ProgressLine::ProgressLine(const QString &name, const QString &cancel, std::chrono::milliseconds delay, QWidget *parent)
    : QWidget(parent), m_text(new QLabel(this)), m_bar(new QProgressBar(this)), m_cancel(new QPushButton(cancel, this))
{
    m_text->setObjectName(name + u"Text");
    m_bar->setObjectName(name + u"Bar");
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(gridUnit(this));
    m_cancel->setObjectName(name + u"Cancel");
    m_cancel->setAutoDefault(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    row->addWidget(m_text);
    row->addWidget(m_bar, 1);
    row->addWidget(m_cancel);
    hide();
    m_delay.setSingleShot(true);
    m_delay.setInterval(delay);
    m_tick.setInterval(100ms);
    connect(&m_delay, &QTimer::timeout, this, &QWidget::show);
    connect(&m_tick, &QTimer::timeout, this, &ProgressLine::showState);
    connect(m_cancel, &QPushButton::clicked, this, &ProgressLine::cancel);
}

void ProgressLine::begin()
{
    m_cancel->setEnabled(true);
    showState();
    m_tick.start();
    if (m_delay.interval() > 0)
        m_delay.start();
    else
        show();
}

void ProgressLine::finish()
{
    forget();
    m_delay.stop();
    m_tick.stop();
    hide();
}

void ProgressLine::cancel()
{
    stop();
    m_cancel->setEnabled(false);
    showState();
}

void ProgressLine::showState()
{
    const State now = state();
    m_bar->setRange(0, now.all > 0 ? parts : 0);
    m_bar->setValue(now.all > 0 ? int(parts * std::min(now.done, now.all) / now.all) : 0);
    m_text->setText(m_cancel->isEnabled() ? now.text : tr("Cancelling…"));
}

} // namespace callveil
