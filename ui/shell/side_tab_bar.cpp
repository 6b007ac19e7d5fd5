// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/side_tab_bar.h"

#include "ui/widgets/grid.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace callveil {

SideTabBar::SideTabBar(QWidget *parent) : QTabBar(parent)
{
    setShape(QTabBar::RoundedWest);
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideNone);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_Hover);
}

QSize SideTabBar::tabSizeHint(int index) const
{
    const int unit = gridUnit(this);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    const QString text = tabText(index).remove(u'&');
    return {QFontMetrics(strong).horizontalAdvance(text) + 4 * unit, fontMetrics().height() + 2 * unit};
}

QSize SideTabBar::minimumTabSizeHint(int index) const
{
    return tabSizeHint(index);
}

void SideTabBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < count(); ++i)
        paintTab(painter, i);
}

void SideTabBar::paintTab(QPainter &painter, int index) const
{
    const int unit = gridUnit(this);
    const QRect whole = tabRect(index);
    const QRect tab(0, whole.y() + 1, width(), whole.height() - 2);
    const bool chosen = index == currentIndex();
    const bool hovered = whole.contains(mapFromGlobal(QCursor::pos())) && underMouse();
    painter.setPen(Qt::NoPen);
    if (chosen || hovered) {
        painter.setBrush(palette().color(QPalette::Midlight));
        painter.drawRoundedRect(tab, 3, 3);
    }
    if (chosen) {
        painter.setBrush(palette().color(QPalette::Highlight));
        const QRect mark(0, tab.y(), qMax(3, unit / 2), tab.height());
        painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), mark), 1, 1);
    }
    QFont text = font();
    text.setWeight(chosen ? QFont::DemiBold : QFont::Normal);
    painter.setFont(text);
    painter.setPen(palette().color(QPalette::WindowText));
    const int flags =
        int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)) | Qt::TextShowMnemonic;
    painter.drawText(tab.adjusted(2 * unit, 0, -2 * unit, 0), flags, tabText(index));
    if (chosen && hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        focus.rect = tab.adjusted(1, 1, -1, -1);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

} // namespace callveil
