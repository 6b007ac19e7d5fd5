// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/waiting_line.h"

#include "ui/widgets/grid.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>

namespace callveil {

WaitingLine::WaitingLine(QWidget *parent) : QWidget(parent), m_text(new QLabel)
{
    auto *bar = new QProgressBar;
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setFixedWidth(characters(this, 12));
    bar->setAccessibleName(tr("Working"));
    m_text->setObjectName(QStringLiteral("waitingText"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(bar);
    row->addWidget(m_text, 1);
    QSizePolicy policy = sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    setSizePolicy(policy);
    hide();
}

void WaitingLine::start(const QString &text)
{
    m_text->setText(text);
    show();
}

void WaitingLine::stop()
{
    hide();
}

} // namespace callveil
