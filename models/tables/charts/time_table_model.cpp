// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/charts/time_table_model.h"

#include "tables/charts/figure_text.h"

namespace callveil {

namespace {

QVariant alignmentOf(int column)
{
    return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (column == 0 ? Qt::AlignLeft : Qt::AlignRight)));
}

} // namespace

TimeTableModel::TimeTableModel(CellTexts texts, QObject *parent)
    : QAbstractTableModel(parent), m_texts(std::move(texts))
{ }

void TimeTableModel::setPoints(TimePoints points)
{
    beginResetModel();
    m_points = std::move(points);
    endResetModel();
}

int TimeTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_points.at.size());
}

int TimeTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_points.values.size());
}

QVariant TimeTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(index.column());
    return cell(size_t(index.row()), index.column()).data(role);
}

QVariant TimeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (role == Qt::ToolTipRole && section == 0)
        return tr("Times are shown in the zone %1.").arg(QString::fromUtf8(m_texts.zone.id()));
    if (role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Time") : m_points.names.value(section - 1);
}

TableCell TimeTableModel::cell(size_t moment, int column) const
{
    if (column == 0) {
        const QString time = exactTime(m_points.at[moment], m_texts.zone);
        return {m_texts.number(time), time, m_points.at[moment]};
    }
    const double value = m_points.values[size_t(column) - 1][moment];
    return m_texts.numberCell(figureText(value), value);
}

} // namespace callveil
