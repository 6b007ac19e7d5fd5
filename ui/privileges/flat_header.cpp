// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/flat_header.h"

#include "ui/widgets/grid.h"

#include <QPainter>

namespace callveil {

FlatHeader::FlatHeader(QWidget *parent) : QHeaderView(Qt::Vertical, parent)
{
    setHighlightSections(false);
    setSectionsClickable(false);
    setSectionResizeMode(QHeaderView::Fixed);
}

void FlatHeader::paintEvent(QPaintEvent *event)
{
    QPainter(viewport()).fillRect(event->rect(), palette().color(QPalette::Base));
    QHeaderView::paintEvent(event);
}

void FlatHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    painter->fillRect(rect, palette().color(logicalIndex % 2 ? QPalette::AlternateBase : QPalette::Base));
    painter->setPen(palette().color(QPalette::Text));
    const QRect text = rect.adjusted(gridUnit(this), 0, -gridUnit(this), 0);
    const QString heading = model()->headerData(logicalIndex, Qt::Vertical).toString();
    painter->drawText(
        text, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter)), heading);
}

QSize FlatHeader::sectionSizeFromContents(int logicalIndex) const
{
    const QString heading = model()->headerData(logicalIndex, Qt::Vertical).toString();
    return {fontMetrics().horizontalAdvance(heading) + gridUnit(this) * 3, fontMetrics().height() + gridUnit(this)};
}

} // namespace callveil
