// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_delegate.h"

#include <QFontDatabase>

namespace callveil {

QFont NumberDelegate::fontFor(const QFont &table)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(table.pointSizeF());
    return font;
}

void NumberDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->font = fontFor(option->font);
    option->fontMetrics = QFontMetrics(option->font);
    // A gap in the middle would read like a mask.
    option->textElideMode = Qt::ElideRight;
}

} // namespace callveil
