// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

namespace callveil {

/// A row of a table as text: its cells joined by " | ". Row -1 is the heading.
inline QString rowText(const QAbstractItemModel &model, int row, int role = Qt::DisplayRole)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells.append(
            (row < 0 ? model.headerData(column, Qt::Horizontal) : model.index(row, column).data(role)).toString());
    return cells.join(QLatin1String(" | "));
}

/// The whole table without its heading, one text a row.
inline QStringList tableText(const QAbstractItemModel &model, int role = Qt::DisplayRole)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.append(rowText(model, row, role));
    return rows;
}

} // namespace callveil
