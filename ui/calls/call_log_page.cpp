// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/call_log_page.h"

#include "domain/base/when_answered.h"
#include "ui/calls/call_exporter.h"
#include "ui/calls/call_printer.h"
#include "ui/calls/call_tags.h"
#include "ui/calls/column_layout.h"
#include "ui/calls/column_menu.h"
#include "ui/calls/filter_bar.h"
#include "ui/calls/import_wizard.h"
#include "ui/calls/legs_panel.h"
#include "ui/calls/saved_views.h"
#include "ui/masking/process_dialog.h"
#include "ui/reveal/number_search.h"
#include "ui/reveal/reveal_action.h"
#include "ui/shell/notifier.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/palette_icon.h"
#include "ui/widgets/room_toggle.h"

#include <QComboBox>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace callveil {

using namespace std::chrono_literals;
using Order = CallTableModel::Order;

namespace {

const QString s_columns = QStringLiteral("callLog/columns");
const QString s_across = QStringLiteral("callLog/across");
const QString s_down = QStringLiteral("callLog/down");

} // namespace

CallLogPage::CallLogPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_calls(context.workspace), m_processes(context.workspace),
      m_agents(context.workspace), m_reveals(context.workspace), m_filter(new FilterBar(context.zone, this)),
      m_showFilter(new RoomToggle(tr("Filter"), QStringLiteral("callLog/showFilter"), this)),
      m_search(new NumberSearch(m_reveals, this)), m_views(new SavedViews(m_calls, context, this)),
      m_order(new QComboBox(this)), m_export(new CallExporter(
                                        context, [this] { return shownFilter(); }, this)),
      m_print(new CallPrinter(
          context, [this] { return shownFilter(); }, this)),
      m_showDetails(new RoomToggle(tr("Details"), QStringLiteral("callLog/showDetails"), this)),
      m_view(new CallView(m_calls, context.zone, this)), m_tags(new CallTags(context, this)),
      m_legs(new LegsPanel(m_calls, m_tags->service(), context.zone, this)),
      m_columns(new ColumnMenu(m_view->table(), this)), m_reveal(new RevealAction(m_reveals, context.clipboard, this))
{
    setTabOrder(m_order, m_columns);
    setObjectName(QStringLiteral("callLogPage"));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(makeHead());
    column->addWidget(m_filter);
    column->addLayout(makeToolbar());
    column->addWidget(m_search->line());
    column->addWidget(makePanels(), 1);
    makeToggles();
    connectParts();
    connectColumns();
}

CallLogPage::~CallLogPage()
{
    QSettings settings;
    settings.setValue(s_across, m_across->saveState());
    settings.setValue(s_down, m_down->saveState());
}

QWidget *CallLogPage::makeHead()
{
    auto *head = new PageHead(
        tr("Call Log"), tr("Every call, newest first. Numbers appear as the process's policy stored them."), this);
    if (mayImport()) {
        auto *import =
            new QPushButton(paletteIcon(QStringLiteral("document_import")), tr("&Import call records"), this);
        import->setObjectName(QStringLiteral("importCalls"));
        import->setAccessibleName(tr("Import call records"));
        import->setAutoDefault(false);
        connect(import, &QPushButton::clicked, this, &CallLogPage::openImport);
        head->addButton(import);
    }
    return head;
}

QLayout *CallLogPage::makeToolbar()
{
    m_order->setObjectName(QStringLiteral("order"));
    m_order->setWhatsThis(tr("Whether the log begins with the newest calls or with the oldest."));
    m_order->addItem(tr("Newest first"), int(Order::NewestFirst));
    m_order->addItem(tr("Oldest first"), int(Order::OldestFirst));
    auto *order = new QWidget(this);
    auto *label = new QLabel(tr("Ord&er"), order);
    label->setBuddy(m_order);
    auto *pair = new QHBoxLayout(order);
    pair->setContentsMargins(0, 0, 0, 0);
    pair->addWidget(label);
    pair->addWidget(m_order);
    auto *row = new FlowLayout(gridUnit(this));
    for (QWidget *tool : std::initializer_list<QWidget *>{m_showFilter, m_search->button(), m_views, order, m_columns,
             m_export->button(), m_print->button(), m_showDetails, m_export->line(), m_print->line()})
        row->addWidget(tool);
    return row;
}

void CallLogPage::makeToggles()
{
    m_showFilter->setObjectName(QStringLiteral("showFilter"));
    m_showFilter->setToolTip(tr("Opens and folds the conditions of the filter (Ctrl+F)"));
    connect(m_showFilter, &RoomToggle::toggled, m_filter, &FilterBar::setOpen);
    m_filter->setOpen(m_showFilter->isChecked());
    m_showDetails->setObjectName(QStringLiteral("showDetails"));
    m_showDetails->setToolTip(tr("Shows all that is stored of the chosen call beside the log"));
    connect(m_showDetails, &RoomToggle::toggled, m_legs->detailsBox(), &QWidget::setVisible);
    m_legs->detailsBox()->setVisible(m_showDetails->isChecked());
}

void CallLogPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_showDetails->setRoom(width() >= characters(this, 165));
    m_showFilter->setRoom(height() >= gridUnit(this) * 64);
}

QWidget *CallLogPage::makePanels()
{
    m_down = new QSplitter(Qt::Vertical, this);
    m_down->addWidget(m_view);
    m_down->addWidget(m_legs->legsBox());
    m_down->setStretchFactor(0, 1);
    m_down->setCollapsible(0, false);
    m_down->setSizes({gridUnit(this) * 60, gridUnit(this) * 12});
    m_across = new QSplitter(Qt::Horizontal, this);
    m_across->addWidget(m_down);
    m_across->addWidget(m_legs->detailsBox());
    m_across->setStretchFactor(0, 1);
    m_across->setChildrenCollapsible(false);
    m_legs->detailsBox()->setMinimumWidth(characters(this, 32));
    const int side = characters(this, 40);
    m_across->setSizes({side * 4, side});
    const QSettings settings;
    m_across->restoreState(settings.value(s_across).toByteArray());
    m_down->restoreState(settings.value(s_down).toByteArray());
    return m_across;
}

void CallLogPage::connectParts()
{
    connect(m_filter, &FilterBar::filterChanged, this, &CallLogPage::showCalls);
    connect(m_search, &NumberSearch::foundChanged, this, &CallLogPage::showFound);
    connect(m_view, &CallView::orderChosen, this, &CallLogPage::setOrder);
    connect(m_view, &CallView::callChosen, m_legs, &LegsPanel::show);
    connect(m_view, &CallView::filled, this, &CallLogPage::explain);
    for (const auto &[action, name] : {std::pair<QAction *, QString>(m_reveal, tr("Reveal")),
             std::pair<QAction *, QString>(m_tags->action(), tr("Tags"))}) {
        addAction(action); // for its shortcut
        m_view->table().addAction(action);
        m_legs->addTool(action, name);
    }
    connect(m_legs, &LegsPanel::legChosen, this,
        [this] { m_reveal->setLegs(m_legs->legs(), m_legs->chosenLeg(), m_legs->process()); });
    m_tags->join(*m_legs, *m_filter);
    connect(&m_view->emptyState(), &EmptyState::actionChosen, this, &CallLogPage::actOnEmpty);
    connect(m_order, &QComboBox::currentIndexChanged, this, &CallLogPage::showCalls);
    connect(m_views, &SavedViews::viewChosen, this, &CallLogPage::setView);
    connect(m_views, &SavedViews::saveWanted, this, [this] { m_views->save(view()); });
    const auto tell = [this](const Error &error) { m_context.notifier.fail(error); };
    connect(m_view, &CallView::failed, this, tell);
    connect(m_legs, &LegsPanel::failed, this, tell);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] {
        m_showFilter->open();
        m_filter->focusFirst();
    });
}

void CallLogPage::connectColumns()
{
    QTableView &table = m_view->table();
    setColumnLayout(table, usualColumnLayout(table));
    setColumnLayout(table, QJsonDocument::fromJson(QSettings().value(s_columns).toByteArray()).array());
    m_columnsSettled.setSingleShot(true);
    m_columnsSettled.setInterval(500ms);
    const auto later = [this] { m_columnsSettled.start(); };
    connect(&m_columnsSettled, &QTimer::timeout, this, &CallLogPage::rememberColumns);
    connect(table.horizontalHeader(), &QHeaderView::sectionMoved, this, later);
    connect(table.horizontalHeader(), &QHeaderView::sectionResized, this, later);
    connect(m_columns, &ColumnMenu::columnsChosen, this, &CallLogPage::rememberColumns);
}

void CallLogPage::rememberColumns()
{
    QSettings().setValue(s_columns, QJsonDocument(columnLayout(m_view->table())).toJson(QJsonDocument::Compact));
}

bool CallLogPage::mayImport() const
{
    return m_context.workspace.identity()->may(Permission::Import);
}

bool CallLogPage::mayMakeProcess() const
{
    return m_context.workspace.identity()->may(Permission::ManageProcesses);
}

void CallLogPage::refresh()
{
    readChoices();
    m_tags->refresh();
    m_views->refresh();
    if (m_shown)
        m_view->reload();
    else
        showCalls();
}

void CallLogPage::follow(const PageLink &link)
{
    if (link.calls)
        return m_search->narrow(link.calls, link.text);
    if (!link.id && link.text.isEmpty() && !link.since)
        return;
    m_search->clear();
    m_filter->showOnly({link.id}, link.text, link.since);
}

void CallLogPage::readChoices()
{
    const int request = ++m_choicesRequest;
    whenAnswered(m_processes.list(), this, [this, request](Result<std::vector<ProcessDetails>> processes) {
        if (request != m_choicesRequest || !processes)
            return;
        m_filter->setProcesses(*processes);
        m_lacksProcess = processes->empty();
        explain(m_filling); // calls belong to a process: what an empty log says depends on them
    });
    whenAnswered(m_agents.list(), this, [this, request](Result<std::vector<Agent>> agents) {
        if (request == m_choicesRequest && agents)
            m_filter->setAgents(*agents);
    });
}

void CallLogPage::showCalls()
{
    m_shown = true;
    if (std::exchange(m_filling, CallView::Filling::Calls) != CallView::Filling::Calls)
        m_view->emptyState().say(tr("Reading…"), {}, {}); // what was said of another filter may not hold of this one
    m_view->show(shownFilter(), Order(m_order->currentData().toInt()));
    compareView();
}

CallFilter CallLogPage::shownFilter() const
{
    CallFilter filter = m_filter->filter();
    filter.found = m_search->found();
    return filter;
}

/// What a search by number found stands alone: no condition narrows it, and no view keeps it.
void CallLogPage::showFound()
{
    m_filter->setEnabled(!m_search->found());
    showCalls();
}

/// The name of a saved view stands there as long as it tells what is shown. The widths of columns do not matter.
void CallLogPage::compareView()
{
    if (m_settingView)
        return;
    if (m_search->found())
        return m_views->chooseNone();
    const QJsonObject chosen = m_views->chosen();
    const QJsonObject shown = view();
    for (const QString &part : {QStringLiteral("filter"), QStringLiteral("order")})
        if (!chosen.isEmpty() && chosen.value(part) != shown.value(part))
            return m_views->chooseNone();
}

void CallLogPage::setOrder(Order order)
{
    m_order->setCurrentIndex(m_order->findData(int(order)));
}

void CallLogPage::explain(CallView::Filling filling)
{
    m_filling = filling;
    EmptyState &empty = m_view->emptyState();
    if (!m_view->table().currentCall().isSet())
        m_legs->clear();
    if (filling == CallView::Filling::Calls)
        return;
    if (filling == CallView::Filling::Cancelled)
        empty.say(tr("The search was cancelled."), tr("A shorter period is searched faster."), tr("Search again"));
    else if (filling == CallView::Filling::Failed)
        empty.say(tr("The calls could not be read."), tr("Nothing is lost; try again in a moment."), tr("Try again"));
    else
        explainNone();
}

void CallLogPage::explainNone()
{
    EmptyState &empty = m_view->emptyState();
    if (m_search->found())
        empty.say(tr("No call has this number."),
            tr("Calls of your processes were searched for exactly this number, as far back as it is kept."),
            tr("Back to all calls"));
    else if (m_filter->isFiltering())
        empty.say(
            tr("No call matches the filter."), tr("Choose a longer period or fewer conditions."), tr("Clear filter"));
    else if (m_lacksProcess && mayMakeProcess())
        empty.say(tr("There are no calls yet."), tr("Calls belong to a process: make one first, then import calls."),
            tr("New process"));
    else if (mayImport())
        empty.say(tr("There are no calls yet."), tr("Calls appear here when call records are imported."),
            tr("Import call records"));
    else
        empty.say(tr("There are no calls yet."),
            tr("Calls of your processes appear here when somebody imports call records."), {});
}

void CallLogPage::actOnEmpty()
{
    if (m_filling != CallView::Filling::Nothing)
        showCalls();
    else if (m_search->found())
        m_search->clear();
    else if (m_filter->isFiltering())
        m_filter->clear();
    else if (m_lacksProcess && mayMakeProcess())
        openNewProcess();
    else
        openImport();
}

void CallLogPage::openNewProcess()
{
    auto *dialog = new ProcessDialog(m_processes, {}, this);
    connect(dialog, &ProcessDialog::saved, this, &CallLogPage::refresh);
    dialog->open();
}

void CallLogPage::openImport()
{
    auto *wizard = new ImportWizard(m_context, this);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard, &ImportWizard::imported, this, &CallLogPage::refresh);
    wizard->open();
}

QJsonObject CallLogPage::view() const
{
    return {
        {QStringLiteral("filter"), m_filter->toJson()},
        {QStringLiteral("order"),
            m_view->order() == Order::NewestFirst ? QStringLiteral("newest") : QStringLiteral("oldest")},
        {QStringLiteral("columns"), columnLayout(m_view->table())},
    };
}

void CallLogPage::setView(const QJsonObject &view)
{
    const QScopedValueRollback<bool> setting(m_settingView, true);
    const bool oldest = view.value(QLatin1String("order")).toString() == QLatin1String("oldest");
    setColumnLayout(m_view->table(), view.value(QLatin1String("columns")).toArray());
    setOrder(oldest ? Order::OldestFirst : Order::NewestFirst);
    m_filter->fromJson(view.value(QLatin1String("filter")).toObject());
    m_search->clear();
}

} // namespace callveil
