// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/reports/report_table_model.h"

#include <algorithm>

namespace callveil {

ReportTableModel::ReportTableModel(ReportCellTexts texts, QObject *parent)
    : ListTableModel({}, parent), m_cells(std::move(texts))
{ }

std::vector<ReportTableModel::Column> ReportTableModel::columnsOf(const Report &report)
{
    std::vector<Column> columns;
    const bool isGrouped = report.request.by != ReportBy::Nothing;
    if (report.request.step != ReportStep::Whole || !isGrouped)
        columns.push_back({Column::Piece});
    if (isGrouped)
        columns.push_back({Column::Member});
    for (size_t figure = 0; figure < report.columns.size(); ++figure) {
        columns.push_back({Column::Now, figure});
        if (!report.request.compares)
            continue;
        columns.push_back({Column::Before, figure});
        columns.push_back({Column::Change, figure});
    }
    return columns;
}

TableColumn ReportTableModel::heading(const Column &column) const
{
    switch (column.what) {
    case Column::Piece:
        return {tr("Period")};
    case Column::Member:
        return {m_cells.texts().group(m_request.by)};
    case Column::Now:
        return {m_cells.texts().column(m_figures[column.figure]), true};
    case Column::Before:
        return {tr("%1, before").arg(m_cells.texts().column(m_figures[column.figure])), true};
    case Column::Change:
        return {tr("%1, change").arg(m_cells.texts().column(m_figures[column.figure])), true};
    }
    return {};
}

void ReportTableModel::setReport(const Report &report, bool hasRows)
{
    const std::vector<Column> columns = columnsOf(report);
    const bool isSame =
        columns == m_shown && report.columns == m_figures && report.request.by == m_request.by && columnCount() > 0;
    setItems({}); // places are those of another report
    m_request = report.request;
    m_cells.setReport(report);
    m_figures = report.columns;
    m_shown = columns;
    if (!isSame) {
        QList<TableColumn> headings;
        for (const Column &column : columns)
            headings.append(heading(column));
        setColumns(headings);
    }
    if (!hasRows)
        return;
    std::vector<PlacedReportRow> rows;
    rows.reserve(report.rows.size());
    for (const ReportRow &row : report.rows)
        rows.push_back({qint64(rows.size()) + 1, row});
    setItems(std::move(rows));
}

TableCell ReportTableModel::cell(const PlacedReportRow &item, int column) const
{
    return cellOf(item.row, m_shown[size_t(column)]);
}

TableCell ReportTableModel::cellOf(const ReportRow &row, const Column &column) const
{
    if (column.what == Column::Piece)
        return m_cells.piece(row);
    if (column.what == Column::Member)
        return m_cells.member(row);
    const auto now = figureOf(row.figures, column.figure), before = figureOf(row.before, column.figure);
    const ReportColumn figure = m_figures[column.figure];
    if (column.what == Column::Change)
        return m_cells.change(figure, now, before);
    return m_cells.figure(figure, column.what == Column::Now ? now : before, row.currency);
}

QStringList ReportTableModel::totals(const Report &report) const
{
    ReportCells cells = m_cells; // whatever the table shows
    cells.setReport(report);
    QStringList sentences;
    for (const ReportRow &row : report.totals) {
        QStringList parts;
        for (size_t i = 0; i < report.columns.size(); ++i) {
            const auto now = figureOf(row.figures, i), before = figureOf(row.before, i);
            const QString figure = cells.figure(report.columns[i], now, row.currency).text;
            if (figure.isEmpty())
                continue;
            const QString title = cells.texts().column(report.columns[i]);
            const QString was = cells.figure(report.columns[i], before, row.currency).text;
            const QString change = cells.change(report.columns[i], now, before).text;
            if (was.isEmpty())
                parts.append(tr("%1 %2").arg(title, figure));
            else if (change.isEmpty())
                parts.append(tr("%1 %2 (%3 before)").arg(title, figure, was));
            else
                parts.append(tr("%1 %2 (%3 before, %4)").arg(title, figure, was, change));
        }
        if (!parts.isEmpty())
            sentences.append(parts.join(QStringLiteral(", ")));
    }
    return sentences;
}

} // namespace callveil
