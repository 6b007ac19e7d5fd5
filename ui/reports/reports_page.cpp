// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reports_page.h"

#include "domain/base/when_answered.h"
#include "domain/reports/report_rules.h"
#include "ui/reports/report_bar.h"
#include "ui/reports/report_halves.h"
#include "ui/reports/report_outlet.h"
#include "ui/reports/report_work_line.h"
#include "ui/shell/notifier.h"
#include "ui/texts/report_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/palette_icon.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <utility>

namespace callveil {

ReportsPage::ReportsPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_reports(context.workspace), m_processes(context.workspace),
      m_bar(new ReportBar(m_reports.me()->permissions, this)),
      m_run(new QPushButton(paletteIcon(QStringLiteral("dialog_ok_apply")), tr("Ru&n"), this)),
      m_outlet(new ReportOutlet(context, this)), m_explanation(new WrappedLabel(this)), m_status(new StatusLine(this)),
      m_busy(new BusyLine(tr("Reading the report"), this)), m_view(new ReportHalves(context, this))
{
    setObjectName(QStringLiteral("reportsPage"));
    arrange(makeHead());
    connectParts();
}

ReportsPage::~ReportsPage()
{
    stop();
}

QWidget *ReportsPage::makeHead()
{
    auto *head = new PageHead(
        tr("Reports"), tr("What happened in a period, counted and added up, also against the period before."), this);
    m_run->setObjectName(QStringLiteral("runReport"));
    m_run->setToolTip(tr("Reads the report that is chosen (Return in one of the fields)"));
    m_run->setAutoDefault(false);
    for (QPushButton *button : {m_outlet->printButton(), m_outlet->exportButton(), m_run})
        head->addButton(button);
    return head;
}

void ReportsPage::arrange(QWidget *head)
{
    m_explanation->setMuted();
    m_busy->keepNoRoom(); // most reports are there at once
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(head);
    column->addWidget(m_bar);
    column->addWidget(m_status);
    column->addWidget(m_busy);
    column->addWidget(m_outlet->line());
    column->addWidget(m_explanation);
    column->addWidget(m_view, 1);
}

void ReportsPage::connectParts()
{
    connect(m_bar, &ReportBar::changed, this, &ReportsPage::sayWhetherItFits);
    connect(m_bar, &ReportBar::runAsked, m_run, &QPushButton::click);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_bar->knowsPeriod())
            run(m_bar->request());
        else
            refresh(); // which day it is could not be read
    });
    connect(m_busy, &BusyLine::cancelled, this, &ReportsPage::stop);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_bar, &ReportBar::focusFirst);
}

void ReportsPage::follow(const PageLink &link)
{
    const auto kind = reportKindFromKey(link.text);
    if (!kind)
        return;
    m_bar->show(*kind, {link.id}, link.since.has_value());
    m_wasFollowed = true;
}

void ReportsPage::refresh()
{
    const int request = ++m_choices;
    whenAnswered(m_processes.list(), this, [this, request](const Result<std::vector<ProcessDetails>> &processes) {
        if (request == m_choices && processes)
            m_bar->setProcesses(*processes);
    });
    whenAnswered(m_reports.today(), this, [this, request](const Result<QDate> &today) {
        if (request == m_choices)
            takeToday(today);
    });
}

/// A report of what was chosen stays one, also when the day is another by now.
void ReportsPage::takeToday(const Result<QDate> &today)
{
    if (!today)
        return takeFailure(today.error());
    const bool wasFollowed = std::exchange(m_wasFollowed, false);
    const bool isChosen = wasFollowed || !m_shown || *m_shown == m_bar->request();
    m_bar->setToday(*today);
    run(isChosen ? m_bar->request() : *m_shown);
}

void ReportsPage::run(const ReportRequest &request)
{
    stop();
    m_bar->clearError();
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_busy->setBusy(true);
    m_run->setEnabled(false);
    m_status->clear();
    whenAnswered(m_reports.run(request, m_stop), this, [this, number = ++m_request](const Result<Report> &report) {
        if (number == m_request)
            take(report);
    });
}

void ReportsPage::stop()
{
    if (m_stop)
        *m_stop = true;
}

void ReportsPage::settle()
{
    m_stop.reset();
    m_busy->setBusy(false);
    m_run->setEnabled(true);
}

void ReportsPage::take(const Result<Report> &report)
{
    settle();
    if (!report)
        return takeFailure(report.error());
    m_shown = report->request;
    m_explanation->say(reportExplanation(report->request.kind) + u' ' + reportDaysText(report->request.kind));
    m_view->showReport(*report);
    m_outlet->setReport(ReportHalves::hasFigures(*report) ? std::make_shared<const Report>(*report) : nullptr);
    sayWhetherItFits();
}

void ReportsPage::takeFailure(const Error &error)
{
    if (!m_shown)
        m_view->setUnread(error.code == ErrorCode::Cancelled ? tr("Nothing was read. Press Run to read the report.")
                                                             : tr("The report could not be read."));
    sayWhetherItFits();
    if (error.code == ErrorCode::Cancelled)
        m_status->say(Status::Neutral,
            m_shown ? tr("The report was cancelled. What is shown is as it was.") : tr("The report was cancelled."));
    else if (!m_bar->showError(error))
        m_context.notifier.fail(error);
}

void ReportsPage::sayWhetherItFits()
{
    m_bar->clearError();
    const bool isOlder = m_shown && !m_stop && *m_shown != m_bar->request();
    m_run->setDefault(isOlder);
    if (isOlder)
        m_status->say(Status::Neutral, tr("What is shown is not what is chosen. Press Run to see it."));
    else
        m_status->clear();
}

} // namespace callveil
