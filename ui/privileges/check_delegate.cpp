// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/check_delegate.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace callveil {

namespace {

bool isChecked(const QModelIndex &index)
{
    return index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
}

bool chooses(const QEvent &event)
{
    if (event.type() == QEvent::MouseButtonRelease)
        return static_cast<const QMouseEvent &>(event).button() == Qt::LeftButton;
    return event.type() == QEvent::KeyPress && static_cast<const QKeyEvent &>(event).key() == Qt::Key_Space;
}

} // namespace

void CheckDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    QStyleOptionViewItem cell = option;
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, cell.widget);
    if (index.data(m_changedRole).toBool() && !cell.state.testFlag(QStyle::State_Selected)) {
        QColor mark = cell.palette.color(QPalette::Highlight);
        mark.setAlphaF(0.22F);
        painter->fillRect(cell.rect, mark);
    }
    QStyleOptionViewItem box = option;
    const QSize size(style->pixelMetric(QStyle::PM_IndicatorWidth, &box, box.widget),
        style->pixelMetric(QStyle::PM_IndicatorHeight, &box, box.widget));
    box.rect = QStyle::alignedRect(box.direction, Qt::AlignCenter, size, option.rect);
    box.features |= QStyleOptionViewItem::HasCheckIndicator;
    box.state &= ~(QStyle::State_HasFocus | QStyle::State_MouseOver | QStyle::State_Selected);
    box.state |= isChecked(index) ? QStyle::State_On : QStyle::State_Off;
    if (!index.flags().testFlag(Qt::ItemIsUserCheckable))
        painter->setOpacity(0.4);
    style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, painter, box.widget);
    painter->setOpacity(1);
    if (option.state.testFlag(QStyle::State_HasFocus)) { // the style's own frame is hardly seen without a selection
        painter->setPen(QPen(option.palette.color(QPalette::Highlight), 2));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
}

bool CheckDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (!index.flags().testFlag(Qt::ItemIsUserCheckable) || !chooses(*event))
        return false;
    return model->setData(index, isChecked(index) ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace callveil
