// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/state_delegate.h"

#include "tables/base/table_cell.h"
#include "ui/widgets/palette_icon.h"

namespace callveil {

namespace {

Status statusOf(CellSign sign)
{
    switch (sign) {
    case CellSign::Good:
        return Status::Ok;
    case CellSign::Warning:
        return Status::Warning;
    case CellSign::None:
    case CellSign::Neutral:
        break;
    }
    return Status::Neutral;
}

} // namespace

void StateDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto sign = CellSign(index.data(SignRole).toInt());
    if (sign == CellSign::None)
        return;
    const int side = option->fontMetrics.height();
    option->decorationSize = QSize(side, side);
    option->icon = statusIcon(statusOf(sign));
    option->features |= QStyleOptionViewItem::HasDecoration;
}

} // namespace callveil
