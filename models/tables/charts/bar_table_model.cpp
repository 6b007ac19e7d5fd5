// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/charts/bar_table_model.h"

#include "tables/charts/figure_text.h"

namespace callveil {

namespace {

QVariant alignmentOf(int column)
{
    return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (column == 0 ? Qt::AlignLeft : Qt::AlignRight)));
}

} // namespace

BarTableModel::BarTableModel(CellTexts texts, QObject *parent) : QAbstractTableModel(parent), m_texts(std::move(texts))
{ }

void BarTableModel::setPoints(BarPoints points)
{
    beginResetModel();
    m_points = std::move(points);
    endResetModel();
}

int BarTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_points.categories.size());
}

int BarTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_points.values.size()) + (m_points.marks.empty() ? 0 : 1);
}

QVariant BarTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(index.column());
    return cell(index.row(), index.column()).data(role);
}

QVariant BarTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("Name");
    return section <= int(m_points.values.size()) ? m_points.names.value(section - 1) : m_points.markName;
}

TableCell BarTableModel::cell(int category, int column) const
{
    if (column == 0)
        return {m_points.categories[category]};
    const bool isMark = column > int(m_points.values.size());
    const std::optional<double> value =
        isMark ? m_points.marks[size_t(category)] : m_points.values[size_t(column) - 1][size_t(category)];
    return value ? m_texts.numberCell(figureText(*value, m_points.unit), *value) : TableCell();
}

} // namespace callveil
