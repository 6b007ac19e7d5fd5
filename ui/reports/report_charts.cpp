// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_charts.h"

#include "ui/charts/bar_chart.h"
#include "ui/reports/report_cell_texts.h"

#include <QLocale>

namespace callveil {

ReportCharts::ReportCharts(const PageContext &context, QWidget *parent)
    : QStackedWidget(parent), m_texts(reportCellTexts(context.zone)),
      m_standing(new BarChart(tr("Chart"), Qt::Vertical, context.prompt, context.notifier, this)),
      m_lying(new BarChart(tr("Chart"), Qt::Horizontal, context.prompt, context.notifier, this))
{
    setObjectName(QStringLiteral("reportCharts"));
    addWidget(m_standing);
    addWidget(m_lying);
    setEmpty({});
}

void ReportCharts::setEmpty(const QString &text)
{
    for (BarChart *chart : {m_standing, m_lying}) {
        chart->setEmpty(text);
        chart->setCaption({});
        chart->setSubject({});
    }
}

void ReportCharts::showReport(const Report &report)
{
    const ReportPicture picture = reportPicture(report, m_texts);
    BarChart *chart = picture.lies ? m_lying : m_standing;
    chart->setPoints(picture.points);
    // The name of a picture that is saved says of which days it is.
    chart->setSubject(
        tr("%1, %2").arg(reportTitle(report.request.kind), spanText(report.request.from, report.request.to)));
    chart->setCaption(captionOf(report, picture));
    if (picture.isEmpty)
        chart->setEmpty(tr("There is nothing to draw: every figure is 0 or not known."));
    setCurrentWidget(chart);
}

QString ReportCharts::captionOf(const Report &report, const ReportPicture &picture)
{
    const QLocale locale;
    QStringList sentences{tr("%1.").arg(columnTitle(picture.measure))};
    if (!picture.currency.isEmpty() && picture.hasOtherCurrencies)
        sentences.append(
            tr("The bars are of %1, the currency with the largest sum; the table has all.").arg(picture.currency));
    if (!picture.lies && report.request.step == ReportStep::Week)
        sentences.append(tr("Weeks are named by the day on which they begin."));
    if (picture.piecesLeft > 0)
        sentences.append(tr("The newest %1 are drawn; the table has all.").arg(locale.toString(picture.mostPieces)));
    if (picture.membersLeft > 0)
        sentences.append(
            tr("The largest are drawn; in the table there are %1 more.").arg(locale.toString(picture.membersLeft)));
    if (picture.leavesComparison)
        sentences.append(tr("The period before stands in the table."));
    return sentences.join(u' ');
}

} // namespace callveil
