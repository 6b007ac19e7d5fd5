// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flow_layout.h"

#include "ui/widgets/grid.h"

#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace callveil {

FlowLayout::FlowLayout(int spacing, QWidget *parent) : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(spacing);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

QWidget *FlowLayout::addField(const QString &label, QWidget *field, const QString &explanation)
{
    if (!explanation.isEmpty())
        field->setWhatsThis(explanation);
    auto *box = new QWidget(parentWidget());
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(box) / 4);
    auto *title = new QLabel(label, box);
    title->setBuddy(field);
    column->addWidget(title);
    column->addWidget(field);
    addWidget(box);
    return box;
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

QSize FlowLayout::sizeHint() const
{
    int width = 0, height = 0;
    for (const QLayoutItem *item : m_items) {
        width += item->isEmpty() ? 0 : item->sizeHint().width() + spacing();
        height = qMax(height, item->sizeHint().height());
    }
    return QSize(width, height).grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::columnWidth(int width) const
{
    int widest = 1, items = 0;
    for (const QLayoutItem *item : m_items)
        if (!item->isEmpty()) {
            widest = qMax(widest, item->sizeHint().width());
            ++items;
        }
    const int columns = qBound(1, (width + spacing()) / (widest + spacing()), qMax(1, items));
    return (width - (columns - 1) * spacing()) / columns;
}

int FlowLayout::arrange(const QRect &rect, bool place) const
{
    const QRect space = rect.marginsRemoved(contentsMargins());
    const Qt::LayoutDirection direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    const int column = m_even ? columnWidth(space.width()) : 0;
    int x = space.left(), y = space.top(), rowHeight = 0;
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        QSize size = item->sizeHint().boundedTo(QSize(space.width(), QWIDGETSIZE_MAX));
        if (m_even)
            size.setWidth(column);
        if (x > space.left() && x + size.width() > space.right() + 1) {
            x = space.left();
            y += rowHeight + spacing();
            rowHeight = 0;
        }
        if (place)
            item->setGeometry(QStyle::visualRect(direction, space, QRect(QPoint(x, y), size)));
        x += size.width() + spacing();
        rowHeight = qMax(rowHeight, size.height());
    }
    return y + rowHeight - rect.top() + contentsMargins().bottom();
}

} // namespace callveil
