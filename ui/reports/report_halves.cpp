// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_halves.h"

#include "domain/reports/report_rules.h"
#include "tables/reports/report_table_model.h"
#include "ui/reports/report_cell_texts.h"
#include "ui/reports/report_charts.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/wrapped_label.h"

#include <QHeaderView>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace callveil {

namespace {

const QString s_halves = QStringLiteral("reports/halves");

bool isAnything(const ReportFigures &figures)
{
    return std::any_of(figures.begin(), figures.end(), [](const auto &figure) { return figure.value_or(0) != 0; });
}

} // namespace

ReportHalves::ReportHalves(const PageContext &context, QWidget *parent)
    : QWidget(parent), m_model(new ReportTableModel(reportCellTexts(context.zone), this)),
      m_table(new ListTable(tr("Figures"), {}, this)), m_totals(new WrappedLabel(this)),
      m_charts(new ReportCharts(context, this)), m_halves(new QSplitter(Qt::Horizontal, this))
{
    m_halves->addWidget(makeTableBox());
    m_halves->addWidget(m_charts);
    m_halves->setChildrenCollapsible(false);
    m_halves->setSizes({characters(this, 80), characters(this, 80)});
    m_halves->restoreState(QSettings().value(s_halves).toByteArray());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_halves);
}

ReportHalves::~ReportHalves()
{
    QSettings().setValue(s_halves, m_halves->saveState());
}

QWidget *ReportHalves::makeTableBox()
{
    m_table->setObjectName(QStringLiteral("reportRows"));
    m_table->setWhatsThis(tr("What was counted, in the pieces and groups that were chosen. A figure that is missing is "
                             "not known: there was nothing to divide by, or nothing was measured."));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setModel(m_model);
    m_table->setRowsShown(8, 3);
    renewColumns();
    m_totals->setObjectName(QStringLiteral("reportTotals"));
    QFont strong = m_totals->font();
    strong.setWeight(QFont::DemiBold);
    m_totals->setFont(strong);
    m_totals->hide();
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(m_table, 1);
    column->addWidget(m_totals);
    return box;
}

/// Another report has other columns: they get the width that they need, and nothing of their forerunners.
void ReportHalves::renewColumns()
{
    QHeaderView *header = m_table->horizontalHeader();
    header->setDefaultSectionSize(header->minimumSectionSize());
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, header, [header] {
        for (int column = 0; column < header->count(); ++column)
            header->resizeSection(column, header->minimumSectionSize());
    });
    connect(m_model, &QAbstractItemModel::modelReset, header,
        [header] { header->setSortIndicator(-1, Qt::AscendingOrder); });
}

bool ReportHalves::hasFigures(const Report &report)
{
    return std::any_of(report.rows.begin(), report.rows.end(),
        [](const ReportRow &row) { return isAnything(row.figures) || isAnything(row.before); });
}

void ReportHalves::showReport(const Report &report)
{
    const bool isEmpty = !hasFigures(report);
    m_table->setEmptyText(tr("Nothing happened in this period. Choose another one, then press Run."));
    m_model->setReport(report, !isEmpty);
    m_table->noteRead();
    const QStringList totals = isEmpty ? QStringList() : m_model->totals(report);
    QString total = tr("Total: %1").arg(totals.join(QStringLiteral("; ")));
    const auto &columns = report.columns;
    if (isOfLegs(report.request.by) && std::find(columns.begin(), columns.end(), ReportColumn::Calls) != columns.end())
        total += QStringLiteral(". ") + tr("A call whose legs are of several rows counts in each, and here once.");
    m_totals->say(total);
    m_totals->setVisible(!totals.isEmpty());
    if (isEmpty)
        m_charts->setEmpty(tr("Nothing happened in this period."));
    else
        m_charts->showReport(report);
}

void ReportHalves::setUnread(const QString &text)
{
    m_table->setEmptyText(text);
    m_table->noteRead(); // what the sentence says is known
    m_charts->setEmpty(text);
}

} // namespace callveil
