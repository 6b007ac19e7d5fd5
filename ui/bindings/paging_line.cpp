// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/paging_line.h"

#include "services/bindings/binding_service.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

namespace callveil {

PagingLine::PagingLine(QWidget *parent)
    : QWidget(parent), m_text(new StatusLine(this)), m_older(new QPushButton(tr("&Older ones"), this)),
      m_newest(new QPushButton(tr("Bac&k to the newest"), this))
{
    m_older->setObjectName(QStringLiteral("olderOnes"));
    m_newest->setObjectName(QStringLiteral("newestOnes"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    row->addWidget(m_text, 1);
    row->addWidget(m_newest);
    row->addWidget(m_older);
    connect(m_older, &QPushButton::clicked, this, &PagingLine::olderWanted);
    connect(m_newest, &QPushButton::clicked, this, &PagingLine::newestWanted);
    setPlace(false, false);
}

void PagingLine::setPlace(bool isOlder, bool hasMore)
{
    const QString most = QLocale().toString(BindingFilter::mostRows);
    if (isOlder)
        m_text->say(Status::Neutral, tr("Older ones are shown, %1 at most.").arg(most));
    else
        m_text->say(Status::Neutral, tr("The newest %1 are shown. Narrow the filter to see older ones.").arg(most));
    m_newest->setVisible(isOlder);
    m_older->setVisible(hasMore);
    setVisible(isOlder || hasMore);
}

} // namespace callveil
