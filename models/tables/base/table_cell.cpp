// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/base/table_cell.h"

namespace callveil {

QVariant TableCell::data(int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
        return tip.isEmpty() ? text : tip;
    case Qt::AccessibleTextRole:
    case PlainRole:
        return plain.isEmpty() ? text : plain;
    case SortRole:
        return sortKey();
    case SignRole:
        return int(sign);
    default:
        return {};
    }
}

QVariant TableCell::sortKey() const
{
    return key.isValid() ? key : data(PlainRole);
}

bool sortsBefore(const QVariant &left, const QVariant &right)
{
    if (left.typeId() == QMetaType::QString && right.typeId() == QMetaType::QString)
        return QString::localeAwareCompare(left.toString(), right.toString()) < 0;
    return QVariant::compare(left, right) == QPartialOrdering::Less;
}

} // namespace callveil
