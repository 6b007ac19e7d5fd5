// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_head.h"

#include "ui/widgets/grid.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace callveil {

PageHead::PageHead(const QString &title, const QString &sentence, QWidget *parent)
    : QWidget(parent), m_row(new QHBoxLayout(this))
{
    auto *heading = new QLabel(title);
    heading->setObjectName(QStringLiteral("pageTitle"));
    QFont font = heading->font();
    font.setPointSizeF(font.pointSizeF() * 1.45);
    font.setWeight(QFont::DemiBold);
    heading->setFont(font);
    auto *purpose = new QLabel(sentence);
    purpose->setObjectName(QStringLiteral("pagePurpose"));
    purpose->setWordWrap(true);
    purpose->setForegroundRole(QPalette::PlaceholderText);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(gridUnit(this) / 2);
    texts->addWidget(heading);
    texts->addWidget(purpose);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(gridUnit(this));
    m_row->addLayout(texts, 1);
}

void PageHead::addButton(QAbstractButton *button)
{
    m_row->addWidget(button, 0, Qt::AlignTop);
}

} // namespace callveil
