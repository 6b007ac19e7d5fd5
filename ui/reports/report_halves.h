// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report.h"
#include "ui/shell/page.h"

class QSplitter;

namespace callveil {

class ListTable;
class ReportCharts;
class ReportTableModel;
class WrappedLabel;

/// A report as it came out: its rows, what they come to together, and a picture of them.
class ReportHalves final : public QWidget {
    Q_OBJECT

public:
    explicit ReportHalves(const PageContext &context, QWidget *parent = nullptr);
    ~ReportHalves() override;

    void showReport(const Report &report);
    /// Nothing could be read, and nothing was before: the sentence says what to do.
    void setUnread(const QString &text);
    /// Whether anything happened: a report of days without calls is a list of zeros.
    [[nodiscard]] static bool hasFigures(const Report &report);

private:
    [[nodiscard]] QWidget *makeTableBox();
    void renewColumns();

    ReportTableModel *m_model;
    ListTable *m_table;
    WrappedLabel *m_totals;
    ReportCharts *m_charts;
    QSplitter *m_halves;
};

} // namespace callveil
