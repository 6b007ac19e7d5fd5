// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/busy_line.h"

#include "ui/widgets/grid.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace callveil {

using namespace std::chrono_literals;

BusyLine::BusyLine(const QString &name, QWidget *parent)
    : QWidget(parent), m_progress(new QProgressBar(this)), m_cancel(new QPushButton(tr("&Cancel"), this))
{
    m_progress->setAccessibleName(name);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(characters(this, 16), gridUnit(this));
    m_cancel->setObjectName(QStringLiteral("cancelSearch"));
    m_cancel->setAutoDefault(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    row->addWidget(new QLabel(name, this));
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    QSizePolicy policy = sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    setSizePolicy(policy);
    hide();
    m_delay.setSingleShot(true);
    m_delay.setInterval(400ms);
    connect(&m_delay, &QTimer::timeout, this, &QWidget::show);
    connect(m_cancel, &QPushButton::clicked, this, &BusyLine::cancelled);
}

void BusyLine::keepNoRoom()
{
    QSizePolicy policy = sizePolicy();
    policy.setRetainSizeWhenHidden(false);
    setSizePolicy(policy);
}

void BusyLine::setBusy(bool busy)
{
    if (!busy) {
        m_delay.stop();
        hide();
    } else if (!isVisible() && !m_delay.isActive()) {
        m_delay.start();
    }
}

void BusyLine::hideCancel()
{
    m_cancel->hide();
}

} // namespace callveil
