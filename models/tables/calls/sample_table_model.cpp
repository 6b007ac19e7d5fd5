// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/sample_table_model.h"

#include "tables/base/table_cell.h"

#include <algorithm>

namespace callveil {

void SampleTableModel::setSample(const QStringList &header, const QList<QStringList> &rows)
{
    beginResetModel();
    m_header = header;
    m_rows = rows;
    m_columns = int(header.size());
    for (const QStringList &row : rows)
        m_columns = std::max(m_columns, int(row.size()));
    endResetModel();
}

QString SampleTableModel::columnName(int column) const
{
    const QString title = m_header.value(column).simplified();
    if (title.isEmpty())
        return tr("Column %1").arg(column + 1);
    return QStringLiteral("%1: %2").arg(QString::number(column + 1), title);
}

int SampleTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SampleTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant SampleTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole) {
        const QString cell = m_rows[index.row()].value(index.column());
        const bool hasDigit = std::any_of(cell.begin(), cell.end(), [](QChar c) { return c.isDigit(); });
        return hasDigit ? m_displayed(cell) : cell;
    }
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole || role == PlainRole)
        return m_rows[index.row()].value(index.column());
    return {};
}

QVariant SampleTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return columnName(section);
    return {};
}

} // namespace callveil
