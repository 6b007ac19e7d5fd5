// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/leaks/leak_audit_page.h"

#include "domain/base/when_answered.h"
#include "tables/leaks/leak_table_model.h"
#include "ui/leaks/canary_dialog.h"
#include "ui/leaks/leak_actions.h"
#include "ui/leaks/leak_details.h"
#include "ui/leaks/leak_filter_bar.h"
#include "ui/leaks/leak_links.h"
#include "ui/leaks/leak_work_line.h"
#include "ui/masking/table_texts.h"
#include "ui/sheets/sheet_choice.h"
#include "ui/shell/notifier.h"
#include "ui/texts/leak_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/palette_icon.h"
#include "ui/widgets/room_toggle.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace callveil {

namespace {

const QString s_across = QStringLiteral("leakAudit/across");

LeakWords wordsOf(const QTimeZone &zone)
{
    return {tableTexts(zone), &leakSeverityText, &leakKindText, &leakWhereText, &leakRemedyText, &leakStateText};
}

} // namespace

LeakAuditPage::LeakAuditPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_leaks(context.workspace), m_canaries(context.workspace),
      m_model(new LeakTableModel(wordsOf(context.zone), this)), m_filter(new LeakFilterBar(this)),
      m_actions(new LeakActions(context, m_leaks, this)), m_work(new LeakWorkLine(this)),
      m_table(new ListTable(tr("Findings"), {}, this)), m_details(new LeakDetails(context.zone, this)),
      m_showDetails(new RoomToggle(tr("Details"), QStringLiteral("leakAudit/showDetails"), this)),
      m_count(new QLabel(this)), m_sinceLast(new QCheckBox(tr("Only what is &new"), this)),
      m_scan(new QPushButton(paletteIcon(QStringLiteral("edit_find")), tr("&Scan"), this)),
      m_export(new QPushButton(paletteIcon(QStringLiteral("document_export")), tr("E&xport…"), this)),
      m_plant(new QPushButton(tr("Canary nu&mbers…"), this)), m_more(new QPushButton(tr("Sho&w more"), this))
{
    setObjectName(QStringLiteral("leakAuditPage"));
    makeTable();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(makeHead());
    column->addWidget(m_filter);
    column->addLayout(makeToolbar());
    column->addWidget(m_work);
    column->addWidget(makePanels(), 1);
    column->addLayout(makeFooter());
    connectParts();
    sayWhyEmpty();
    setWorking(false);
}

LeakAuditPage::~LeakAuditPage()
{
    QSettings().setValue(s_across, m_across->saveState());
}

QWidget *LeakAuditPage::makeHead()
{
    auto *head = new PageHead(tr("Leak Audit"),
        tr("Where a number shows that should be hidden, and where calls go past the masking; with what to do."), this);
    m_export->setObjectName(QStringLiteral("exportLeaks"));
    m_export->setAccessibleName(tr("Export"));
    m_export->setToolTip(m_leaks.me()->may(Permission::Export)
            ? tr("Writes every finding that matches the filter to a workbook, CSV file or PDF document")
            : tr("Your role may not export."));
    m_plant->setObjectName(QStringLiteral("canaryNumbers"));
    m_plant->setAccessibleName(tr("Canary numbers"));
    m_plant->setToolTip(tr("Numbers that were planted, to find out where they turn up"));
    m_scan->setObjectName(QStringLiteral("scanForLeaks"));
    m_scan->setToolTip(tr("Looks at every call, binding, pool and stored text of your processes"));
    for (QPushButton *button : {m_plant, m_export, m_scan}) {
        button->setAutoDefault(false);
        head->addButton(button);
    }
    return head;
}

void LeakAuditPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("findings"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setRowsShown(16, 4);
    m_table->setFlexibleColumn(LeakTableModel::Where);
    m_table->setYieldingColumn(LeakTableModel::Remedy);
    m_table->setWhatsThis(tr("What scans have found, the worst first. Choose one to see what it means."));
}

QLayout *LeakAuditPage::makeToolbar()
{
    m_sinceLast->setObjectName(QStringLiteral("sinceLastScan"));
    m_sinceLast->setAccessibleName(tr("Only what is new"));
    const QString what = tr("The next scan looks at calls, cases and entries of the record since the last one alone. "
                            "Bindings, pools, policies and other texts are looked at in any case.");
    m_sinceLast->setToolTip(what);
    m_sinceLast->setWhatsThis(what);
    auto *row = new FlowLayout(gridUnit(this));
    row->addWidget(m_actions);
    row->addWidget(m_sinceLast);
    return row;
}

QWidget *LeakAuditPage::makePanels()
{
    m_across = new QSplitter(Qt::Horizontal, this);
    m_across->addWidget(m_table);
    m_across->addWidget(m_details);
    m_across->setStretchFactor(0, 1);
    m_across->setChildrenCollapsible(false);
    const int side = characters(this, 44);
    m_across->setSizes({side * 3, side});
    m_across->restoreState(QSettings().value(s_across).toByteArray());
    return m_across;
}

QLayout *LeakAuditPage::makeFooter()
{
    m_count->setObjectName(QStringLiteral("leakCount"));
    m_count->setWordWrap(true);
    m_more->setObjectName(QStringLiteral("moreLeaks"));
    m_more->setAutoDefault(false);
    m_more->hide();
    m_showDetails->setObjectName(QStringLiteral("showLeakDetails"));
    m_showDetails->setToolTip(tr("Shows what the chosen finding means beside the table"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_count, 1);
    row->addWidget(m_more);
    row->addWidget(m_showDetails);
    return row;
}

void LeakAuditPage::connectParts()
{
    connect(m_filter, &LeakFilterBar::filterChanged, this, [this] {
        m_table->forgetRead();
        read(false);
    });
    connect(m_table, &ListTable::idsSelected, this, &LeakAuditPage::showChosen);
    connect(m_table, &ListTable::chosen, this, &LeakAuditPage::followChosen);
    connect(m_details, &LeakDetails::wayChosen, this, &LeakAuditPage::followChosen);
    connect(m_scan, &QPushButton::clicked, this, &LeakAuditPage::scan);
    connect(m_export, &QPushButton::clicked, this, &LeakAuditPage::exportLeaks);
    connect(m_plant, &QPushButton::clicked, this, &LeakAuditPage::openCanaries);
    connect(m_actions, &LeakActions::changed, this, [this] { read(false); });
    connect(m_more, &QPushButton::clicked, this, [this] { read(true); });
    connect(m_showDetails, &RoomToggle::toggled, m_details, &QWidget::setVisible);
    m_details->setVisible(m_showDetails->isChecked());
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_filter, &LeakFilterBar::focusFirst);
}

void LeakAuditPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_showDetails->setRoom(width() >= characters(this, 150));
}

void LeakAuditPage::refresh()
{
    read(false);
}

void LeakAuditPage::follow(const PageLink &link)
{
    m_filter->showOpenOf({link.id});
}

/// `further`: what stands behind the findings that are shown.
void LeakAuditPage::read(bool further)
{
    LeakFilter filter = m_filter->filter();
    if (further && !m_model->items().empty())
        filter.after = {m_last.first, m_last.second};
    const int request = ++m_request;
    whenAnswered(m_leaks.list(filter), this, [this, request, further](const Result<LeakPage> &page) {
        if (request != m_request)
            return;
        m_table->noteRead(page.has_value());
        if (page)
            takePage(*page, further);
        else
            m_context.notifier.fail(page.error());
    });
}

void LeakAuditPage::takePage(const LeakPage &page, bool further)
{
    std::vector<Leak> leaks = further ? m_model->items() : std::vector<Leak>();
    leaks.insert(leaks.end(), page.leaks.begin(), page.leaks.end());
    if (!page.leaks.empty())
        m_last = {page.leaks.back().severity, page.leaks.back().id};
    m_model->setItems(std::move(leaks));
    m_more->setVisible(!page.ends);
    m_wasScanned = page.lastScan.has_value();
    m_filter->setProcesses(page.processes);
    tellCounts(page);
    sayWhyEmpty();
    showChosen();
}

void LeakAuditPage::tellCounts(const LeakPage &page)
{
    const QLocale locale;
    QStringList parts;
    for (const LeakSeverity severity : allLeakSeverities)
        if (const qint64 count = page.open.value(severity); count > 0)
            parts.append(tr("%1: %2").arg(leakSeverityText(severity), locale.toString(count)));
    const QString open =
        parts.isEmpty() ? tr("Nothing is open.") : tr("Open: %1.").arg(parts.join(QStringLiteral(", ")));
    const CellTexts texts = tableTexts(m_context.zone);
    const QString scanned = page.lastScan ? tr("Last scan: %1.").arg(texts.number(texts.time(*page.lastScan)))
                                          : tr("Not all of your processes were scanned yet.");
    m_count->setText(open + u' ' + scanned);
}

void LeakAuditPage::sayWhyEmpty()
{
    if (!m_wasScanned)
        m_table->setEmptyText(tr("Not everything was scanned yet. Choose Scan to look for leaks."));
    else if (m_filter->isFiltering())
        m_table->setEmptyText(tr("No finding fits the filter. Choose other conditions."));
    else
        m_table->setEmptyText(tr("No finding is open. Those that were dealt with stand under the state All."));
}

std::vector<Leak> LeakAuditPage::chosen() const
{
    std::vector<Leak> leaks;
    for (const qint64 id : m_table->selectedIds())
        if (const int row = m_model->rowOf(id); row >= 0)
            leaks.push_back(m_model->item(row));
    return leaks;
}

void LeakAuditPage::showChosen()
{
    const std::vector<Leak> leaks = chosen();
    m_shown = leaks.size() == 1 ? std::optional(leaks.front()) : std::nullopt;
    if (m_shown) {
        const auto link = linkOf(*m_shown, m_leaks.me()->permissions);
        m_details->show(*m_shown, link ? linkTitle(*link) : QString());
    } else {
        m_details->clear();
    }
    m_actions->setChosen(leaks);
}

void LeakAuditPage::setWorking(bool working)
{
    m_scan->setEnabled(!working);
    m_export->setEnabled(!working && m_leaks.me()->may(Permission::Export));
    m_actions->setBusy(working);
}

void LeakAuditPage::scan()
{
    setWorking(true);
    whenAnswered(
        m_leaks.scan(m_sinceLast->isChecked(), m_work->startScan()), this, [this](const Result<LeakReport> &report) {
            m_work->finish();
            setWorking(false);
            if (report)
                tellScanned(*report);
            else if (report.error().code == ErrorCode::Cancelled)
                m_context.notifier.show(
                    Notifier::Kind::Information, tr("The scan was cancelled. The findings are as they were."));
            else
                m_context.notifier.fail(report.error());
            read(false);
        });
}

void LeakAuditPage::tellScanned(const LeakReport &report)
{
    const QLocale locale;
    QString text = report.open == 0 ? tr("The scan is done. Nothing is open.")
                                    : tr("The scan is done. Open findings: %1, before it: %2.")
                                          .arg(locale.toString(report.open), locale.toString(report.before));
    if (!report.canariesInTexts)
        text += u' '
            + tr("Texts were not searched for canary numbers: that takes a permission to search or write numbers.");
    m_context.notifier.show(Notifier::Kind::Done, text);
}

void LeakAuditPage::openCanaries()
{
    auto *dialog = new CanaryDialog(m_context, m_canaries, this);
    connect(dialog, &QDialog::finished, this, [this] { read(false); });
    dialog->open();
}

void LeakAuditPage::exportLeaks()
{
    const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(m_context.zone).date();
    const auto choice = chooseSheet(
        m_context, this, tr("Export the findings"), QStringLiteral("leak-audit-%1").arg(today.toString(Qt::ISODate)));
    if (!choice)
        return;
    setWorking(true);
    const auto work = m_work->startExport();
    whenAnswered(m_leaks.exportTo(m_filter->filter(), choice->file, choice->format, m_context.zone, work), this,
        [this, name = QFileInfo(choice->file).fileName()](const Result<qint64> &rows) {
            m_work->finish();
            setWorking(false);
            if (rows)
                m_context.notifier.show(
                    Notifier::Kind::Done, tr("Findings written to %1: %2.").arg(name, QLocale().toString(*rows)));
            else
                m_context.notifier.fail(rows.error());
        });
}

void LeakAuditPage::followChosen()
{
    const auto link = m_shown ? linkOf(*m_shown, m_leaks.me()->permissions) : std::nullopt;
    if (link && !m_shown->calls.isEmpty())
        showCalls(*m_shown);
    else if (link)
        Q_EMIT linkFollowed(*link);
}

/// In the call log, narrowed to the newest calls of the finding.
void LeakAuditPage::showCalls(const Leak &leak)
{
    const int request = m_request;
    whenAnswered(m_leaks.calls(leak), this, [this, request, leak](const Result<FoundCalls> &calls) {
        if (request != m_request)
            return;
        if (!calls)
            return m_context.notifier.fail(calls.error());
        if (!isVisible()) // whoever went elsewhere is not fetched back
            return;
        PageLink link{QStringLiteral("calls")};
        link.calls = *calls;
        link.text = tr("%1: the newest calls are shown, %2 of %3.")
                        .arg(leakKindText(leak.key.kind), QLocale().toString(qlonglong((*calls)->size())),
                            QLocale().toString(leak.rows));
        Q_EMIT linkFollowed(link);
    });
}

} // namespace callveil
