// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/base/list_table_model.h"
#include "tables/reports/report_cells.h"

namespace callveil {

/// A row of a report with its place in it.
struct PlacedReportRow {
    qint64 place = 0; ///< from 1
    ReportRow row;
};

/// The rows of a report: what they are of, then each figure, where periods are compared with what it was before and by
/// how much it changed. Totals are not among them, so that sorting moves none.
class ReportTableModel final : public ListTableModel<PlacedReportRow> {
    Q_DECLARE_TR_FUNCTIONS(ReportTableModel)

public:
    explicit ReportTableModel(ReportCellTexts texts, QObject *parent = nullptr);

    /// The order by a column stays while the columns are the same.
    /// Without its rows, only the columns are those of the report.
    void setReport(const Report &report, bool hasRows = true);
    /// The totals in one sentence for each currency: "Calls 1,200 (1,000 before, +20.0 %), …".
    [[nodiscard]] QStringList totals(const Report &report) const;

protected:
    [[nodiscard]] TableCell cell(const PlacedReportRow &item, int column) const override;
    [[nodiscard]] qint64 idOf(const PlacedReportRow &item) const override { return item.place; }

private:
    /// What one column shows.
    struct Column {
        enum What { Piece, Member, Now, Before, Change };

        What what = Piece;
        size_t figure = 0; ///< which of the report's

        bool operator==(const Column &) const = default;
    };

    [[nodiscard]] static std::vector<Column> columnsOf(const Report &report);
    [[nodiscard]] TableColumn heading(const Column &column) const;
    [[nodiscard]] TableCell cellOf(const ReportRow &row, const Column &column) const;

    ReportCells m_cells;
    ReportRequest m_request;
    std::vector<ReportColumn> m_figures;
    std::vector<Column> m_shown;
};

} // namespace callveil
