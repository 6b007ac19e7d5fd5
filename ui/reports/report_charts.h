// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/reports/report_points.h"
#include "ui/shell/page.h"

#include <QStackedWidget>

namespace callveil {

class BarChart;

/// A report as a picture: pieces of the period stand side by side, members of a group lie below each other.
class ReportCharts final : public QStackedWidget {
    Q_OBJECT

public:
    explicit ReportCharts(const PageContext &context, QWidget *parent = nullptr);

    void showReport(const Report &report);
    /// A sentence in the place of the picture.
    void setEmpty(const QString &text);

private:
    [[nodiscard]] static QString captionOf(const Report &report, const ReportPicture &picture);

    ReportCellTexts m_texts;
    BarChart *m_standing, *m_lying;
};

} // namespace callveil
