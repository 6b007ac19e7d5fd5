// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report.h"
#include "tables/base/cell_texts.h"

#include <QCoreApplication>

namespace callveil {

/// The words of reports, which are made above the models.
struct ReportCellTexts {
    CellTexts cells;
    QString (*column)(ReportColumn); ///< "Average talk time"
    QString (*group)(ReportBy); ///< "Process"
    QString (*member)(ReportBy, const QString &member); ///< the name of a member of the group; also of none
    QString (*figure)(ReportColumn, qint64 value, const QString &currency, int decimals); ///< with its unit
    QString (*period)(QDate begins, QDate ends, ReportStep); ///< a piece of the period
};

/// The cells of a report, wherever it is shown.
class ReportCells final {
    Q_DECLARE_TR_FUNCTIONS(ReportCells)

public:
    explicit ReportCells(ReportCellTexts texts) : m_texts(std::move(texts)) { }

    [[nodiscard]] const ReportCellTexts &texts() const { return m_texts; }
    /// Of which report the cells are from now on.
    void setReport(const Report &report);
    /// Sorts by day.
    [[nodiscard]] TableCell piece(const ReportRow &row) const;
    [[nodiscard]] TableCell member(const ReportRow &row) const;
    /// Sorts by value; what is not known comes first.
    [[nodiscard]] TableCell figure(
        ReportColumn column, const std::optional<qint64> &value, const QString &currency) const;
    /// From `before` to `now`: in per cent, of shares in percentage points. Empty where there is nothing to compare
    /// with.
    [[nodiscard]] TableCell change(
        ReportColumn column, const std::optional<qint64> &now, const std::optional<qint64> &before) const;

private:
    ReportCellTexts m_texts;
    ReportRequest m_request;
    int m_decimals = 2; ///< of amounts
};

/// What `change()` says, in words.
[[nodiscard]] QString changeText(
    ReportColumn column, const std::optional<qint64> &now, const std::optional<qint64> &before);

/// Of the figures of a row; nothing where the row has none of it.
[[nodiscard]] std::optional<qint64> figureOf(const ReportFigures &figures, size_t column);

} // namespace callveil
