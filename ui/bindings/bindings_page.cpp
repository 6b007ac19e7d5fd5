// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/bindings_page.h"

#include "domain/base/when_answered.h"
#include "tables/bindings/binding_table_model.h"
#include "ui/bindings/binding_actions.h"
#include "ui/bindings/binding_dialog.h"
#include "ui/bindings/binding_filter_bar.h"
#include "ui/bindings/binding_rows.h"
#include "ui/bindings/binding_search.h"
#include "ui/bindings/binding_words.h"
#include "ui/bindings/paging_line.h"
#include "ui/bindings/stale_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/texts/service_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/number_delegate.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/status_line.h"

#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <utility>

namespace callveil {

using namespace std::chrono_literals;

BindingsPage::BindingsPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_bindings(context.workspace), m_pools(context.workspace),
      m_agents(context.workspace), m_routes(context.workspace), m_rows(new BindingRows(m_bindings, this)),
      m_model(new BindingTableModel(bindingTexts(context.zone), this)), m_filter(new BindingFilterBar(this)),
      m_search(new BindingSearch(m_bindings, this)), m_actions(new BindingActions(context, m_bindings, this)),
      m_paging(new PagingLine(this)), m_explanation(new StatusLine(this)),
      m_new(new QPushButton(tr("&New binding…"), this)), m_stale(new QPushButton(tr("Rele&ase stale…"), this))
{
    setObjectName(QStringLiteral("bindingsPage"));
    makeTable();
    makeButtons();
    arrange();
    connectParts();
    m_timer.setInterval(10s);
    connect(&m_timer, &QTimer::timeout, m_rows, &BindingRows::look);
    sayWhyEmpty();
    showChosen();
}

void BindingsPage::makeTable()
{
    m_table = new ListTable(tr("Bindings"), {}, this);
    m_table->setObjectName(QStringLiteral("bindings"));
    m_table->setWhatsThis(
        tr("The bindings that fit the filter, newest first. Choose one to extend, reassign or release it."));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setRowsShown(16, 4);
    for (const int column : {BindingTableModel::ProxyNumber, BindingTableModel::Customer, BindingTableModel::Session})
        m_table->setItemDelegateForColumn(column, new NumberDelegate(m_table));
}

void BindingsPage::makeButtons()
{
    m_new->setAccessibleName(tr("New binding"));
    m_new->setEnabled(false);
    m_stale->setAccessibleName(tr("Release stale…"));
    m_stale->setEnabled(false);
    m_stale->setToolTip(
        tr("Stale: made long ago and still active, so perhaps forgotten. Lists them, and releases what you agree to."));
}

void BindingsPage::arrange()
{
    auto *head = new PageHead(
        tr("Bindings"), tr("Which customer and agent reach each other over which proxy number, and until when."), this);
    head->addButton(m_search->button());
    head->addButton(m_stale);
    head->addButton(m_new);
    auto *page = new QVBoxLayout(this);
    page->setSpacing(gridUnit(this));
    page->addWidget(head);
    page->addWidget(m_filter);
    page->addWidget(m_actions);
    page->addWidget(m_search->line());
    page->addWidget(m_paging);
    page->addWidget(m_table, 1);
    page->addWidget(m_explanation);
    QWidget *before = m_table;
    for (QWidget *next : std::initializer_list<QWidget *>{m_search->button(), m_stale, m_new}) {
        setTabOrder(before, next);
        before = next;
    }
}

void BindingsPage::connectParts()
{
    connect(m_rows, &BindingRows::landed, this, &BindingsPage::takeRows);
    connect(m_rows, &BindingRows::failed, this, [this](const Error &error) {
        m_table->noteRead(false);
        m_context.notifier.fail(error);
    });
    connect(m_filter, &BindingFilterBar::filterChanged, this, [this] {
        m_table->forgetRead();
        m_rows->show(m_filter->query());
        m_search->clear();
    });
    connect(m_paging, &PagingLine::olderWanted, m_rows, &BindingRows::showOlder);
    connect(m_paging, &PagingLine::newestWanted, m_rows, &BindingRows::showNewest);
    connect(m_search, &BindingSearch::found, m_rows, &BindingRows::showFound);
    connect(m_search, &BindingSearch::cleared, this, [this] {
        m_table->forgetRead();
        m_rows->showNewest();
    });
    connect(m_actions, &BindingActions::changed, m_rows, &BindingRows::reload);
    connect(m_actions, &BindingActions::explained, this, [this](const QString &text) {
        m_explained = m_table->currentId();
        m_explanation->say(Status::Neutral, text);
    });
    connect(m_table, &ListTable::idsSelected, this, &BindingsPage::showChosen);
    connect(m_table, &ListTable::chosen, m_actions, &BindingActions::explain);
    connect(m_new, &QPushButton::clicked, this, &BindingsPage::create);
    connect(m_stale, &QPushButton::clicked, this, &BindingsPage::releaseStale);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_filter, &BindingFilterBar::focusFirst);
}

void BindingsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_timer.start();
}

void BindingsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_timer.stop();
}

void BindingsPage::refresh()
{
    readChoices();
    if (m_model->now() == 0)
        m_rows->show(m_filter->query());
    else
        m_rows->reload();
}

void BindingsPage::follow(const PageLink &link)
{
    if (link.text.isEmpty())
        return;
    m_search->clear();
    m_filter->showOnly(link.text);
}

void BindingsPage::readChoices()
{
    const int request = ++m_request;
    whenAnswered(m_pools.overview(), this, [this, request](const Result<PoolOverview> &overview) {
        if (request != m_request)
            return;
        if (!overview)
            return m_context.notifier.fail(overview.error());
        whenAnswered(
            m_agents.list(), this, [this, request, overview = *overview](const Result<std::vector<Agent>> &agents) {
                if (request != m_request)
                    return;
                if (!agents)
                    return m_context.notifier.fail(agents.error());
                takeChoices({overview, *agents});
            });
    });
}

void BindingsPage::takeChoices(BindingChoices choices)
{
    m_choices = std::move(choices);
    m_knowsChoices = true;
    m_filter->setChoices(m_choices.overview);
    m_actions->setChoices(m_choices);
    const bool hasPool = !m_choices.overview.pools.empty();
    m_new->setEnabled(hasPool);
    m_new->setToolTip(
        hasPool ? QString() : tr("Proxy numbers come from pools. Add one on the page Number Pools first."));
    m_stale->setEnabled(true);
    sayWhyEmpty();
}

void BindingsPage::takeRows(const BindingPage &page)
{
    m_model->setPage(page);
    m_filter->setEnabled(!m_rows->isFound()); // what a search found stands alone
    m_paging->setPlace(m_rows->isOlder() && !m_rows->isFound(), m_rows->hasOlder());
    if (const qint64 made = std::exchange(m_made, 0); m_model->rowOf(made) >= 0) {
        m_table->selectIds({made});
        m_table->scrollTo(m_table->currentIndex());
    }
    sayWhyEmpty();
    m_table->noteRead();
    showChosen();
}

void BindingsPage::sayWhyEmpty()
{
    const auto text = [this] {
        if (m_rows->isFound())
            return tr("No binding of your processes has this number. Choose Show all to see the others.");
        if (m_knowsChoices && m_choices.overview.pools.empty())
            return tr("There is no pool yet, and proxy numbers come from pools. Add one on the page Number Pools.");
        if (m_filter->isFiltering())
            return tr("No binding fits the filter. Choose fewer conditions, or Clear filter.");
        return tr("No binding is active. Choose New binding… to give a customer and an agent a number; those that "
                  "have ended stand under the state All.");
    };
    m_table->setEmptyText(text());
}

void BindingsPage::showChosen()
{
    std::vector<Binding> chosen;
    for (const qint64 id : m_table->selectedIds())
        if (const int row = m_model->rowOf(id); row >= 0)
            chosen.push_back(m_model->item(row));
    if (m_table->currentId() != m_explained || chosen.size() != 1)
        m_explanation->clear();
    m_actions->setChosen(std::move(chosen), m_model->now());
}

void BindingsPage::create()
{
    auto *dialog = new BindingDialog(m_bindings, m_choices, this);
    connect(dialog, &BindingDialog::bound, this, &BindingsPage::tellBound);
    connect(dialog, &QDialog::finished, this, &BindingsPage::refresh); // also to see what somebody else changed
    dialog->open();
}

void BindingsPage::tellBound(const BoundPair &pair)
{
    const Binding &binding = pair.binding;
    if (pair.isNew)
        whenAnswered(m_routes.lacksLine(binding), this,
            [this, binding](const Result<bool> &lacks) { tellNew(binding, lacks.value_or(false)); });
    else
        m_context.notifier.show(Notifier::Kind::Information,
            tr("They have %1 already; nothing was changed.").arg(displayNumber(binding.number)));
    m_made = binding.id.value;
    m_search->clear();
}

void BindingsPage::tellNew(const Binding &binding, bool lacksLine)
{
    const QString done =
        tr("%1 now connects the customer and the agent. %2")
            .arg(displayNumber(binding.number), choiceText(binding, m_choices.poolName(binding.askedPool)));
    if (lacksLine)
        m_context.notifier.show(Notifier::Kind::Warning,
            done + u' ' + missingLineText(m_context.workspace.address().engine == Engine::PostgreSql));
    else
        m_context.notifier.show(Notifier::Kind::Done, done);
}

void BindingsPage::releaseStale()
{
    auto *dialog = new StaleDialog(m_context, m_bindings, m_choices, this);
    connect(dialog, &StaleDialog::released, m_rows, &BindingRows::reload);
    dialog->open();
}

} // namespace callveil
