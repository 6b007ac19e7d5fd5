// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/heading_width.h"

#include "ui/widgets/grid.h"

#include <QHeaderView>
#include <QStyle>

namespace callveil {

int headingWidth(const QHeaderView &header, int section, bool sortable)
{
    const QString text = header.model()->headerData(section, Qt::Horizontal).toString();
    const int mark = sortable ? header.style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, &header) : 0;
    return header.fontMetrics().horizontalAdvance(text) + gridUnit(&header) * 2 + mark;
}

} // namespace callveil
