// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/number_pools_page.h"

#include "domain/base/answer_to.h"
#include "tables/pools/pool_table_model.h"
#include "ui/pools/pool_dialog.h"
#include "ui/pools/pool_numbers_panel.h"
#include "ui/pools/pool_tabs.h"
#include "ui/pools/pool_words.h"
#include "ui/pools/sizing_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/page_head.h"

#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace callveil {

NumberPoolsPage::NumberPoolsPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_pools(context.workspace),
      m_model(new PoolTableModel(poolTexts(context.zone), this)), m_new(new QPushButton(tr("Ne&w pool…"), this)),
      m_edit(new QPushButton(tr("&Edit…"), this)), m_size(new QPushButton(tr("Si&zing…"), this)),
      m_numbers(new PoolNumbersPanel(context, m_pools, this)), m_tabs(new PoolTabs(context, m_numbers, this))
{
    setObjectName(QStringLiteral("numberPoolsPage"));
    m_new->setAccessibleName(tr("New pool"));
    m_new->setEnabled(false);
    m_edit->setAccessibleName(tr("Edit"));
    m_size->setAccessibleName(tr("Sizing"));
    m_size->setToolTip(tr("How many numbers and channels are needed for so many bindings and calls."));
    makeTable();
    arrange();
    connect(m_new, &QPushButton::clicked, this, &NumberPoolsPage::create);
    connect(m_edit, &QPushButton::clicked, this, &NumberPoolsPage::edit);
    connect(m_size, &QPushButton::clicked, this, &NumberPoolsPage::size);
    connect(m_numbers, &PoolNumbersPanel::numbersChanged, this, &NumberPoolsPage::refresh);
    showChosen();
}

void NumberPoolsPage::makeTable()
{
    m_table = new ListTable(tr("Pools"),
        tr("There is no pool yet. Choose New pool…, then add the numbers that your carrier gave you."), this);
    m_table->setObjectName(QStringLiteral("pools"));
    m_table->setModel(m_model);
    m_table->setRowsShown(6, 3);
    m_table->setFlexibleColumn(PoolTableModel::Processes);
    connect(m_table, &ListTable::idsSelected, this, &NumberPoolsPage::showChosen);
    connect(m_table, &ListTable::chosen, this, &NumberPoolsPage::edit);
}

void NumberPoolsPage::arrange()
{
    auto *head = new PageHead(tr("Number Pools"),
        tr("Proxy numbers that are managed together: which processes they serve, and how they are given to calls."),
        this);
    head->addButton(m_size);
    head->addButton(m_edit);
    head->addButton(m_new);
    auto *halves = new QSplitter(Qt::Vertical, this);
    halves->addWidget(m_table);
    halves->addWidget(m_tabs);
    halves->setStretchFactor(0, 2);
    halves->setStretchFactor(1, 3);
    halves->setChildrenCollapsible(false);
    auto *page = new QVBoxLayout(this);
    page->setSpacing(gridUnit(this));
    page->addWidget(head);
    page->addWidget(halves, 1);
    setTabOrder(m_table, m_size);
    setTabOrder(m_size, m_edit);
    setTabOrder(m_edit, m_new);
    setTabOrder(m_new, m_tabs);
}

void NumberPoolsPage::refresh()
{
    const int request = ++m_request;
    m_pools.overview().then(answerTo(this, [this, request](const Result<PoolOverview> &overview) {
        if (request != m_request)
            return;
        if (!overview)
            return m_context.notifier.fail(overview.error());
        m_overview = *overview;
        m_new->setEnabled(true); // what it offers is known now
        m_model->setOverview(*overview);
        m_tabs->showOverview(*overview);
        if (const qint64 added = std::exchange(m_added, 0))
            m_table->selectIds({added});
        else if (m_table->selectedIds().isEmpty() && !m_overview.pools.empty())
            m_table->selectIds({m_overview.pools.front().pool.id.value});
        showChosen();
    }));
}

std::optional<Pool> NumberPoolsPage::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    return row < 0 ? std::nullopt : std::optional(m_model->item(row).pool);
}

void NumberPoolsPage::showChosen()
{
    const auto pool = current();
    const int row = m_model->rowOf(m_table->currentId());
    const bool mayChange = row >= 0 && m_model->item(row).mayChange;
    m_edit->setEnabled(mayChange);
    m_edit->setToolTip(pool && !mayChange ? tr("It serves processes that are not yours.") : QString());
    std::vector<Pool> others;
    for (const PoolLine &line : m_overview.pools)
        if (pool && line.pool.id != pool->id && line.mayChange && line.pool.country == pool->country)
            others.push_back(line.pool);
    m_numbers->showPool(pool, mayChange, others);
    m_tabs->showPool(pool);
}

void NumberPoolsPage::create()
{
    Pool pool;
    const auto &processes = m_overview.processes;
    const auto used =
        std::find_if(processes.begin(), processes.end(), [](const Process &each) { return !each.archivedAt; });
    if (used != processes.end())
        pool.country = used->country;
    openDialog(pool);
}

void NumberPoolsPage::edit()
{
    if (const auto pool = current(); pool && m_edit->isEnabled())
        openDialog(*pool);
}

void NumberPoolsPage::size()
{
    const int row = m_model->rowOf(m_table->currentId());
    const qint64 owned = row < 0 ? 0 : m_model->item(row).counts.value(DidState::InService);
    auto *dialog = new SizingDialog(current(), owned, this);
    dialog->open();
}

void NumberPoolsPage::openDialog(const Pool &pool)
{
    auto *dialog = new PoolDialog(m_context, m_pools, pool, m_overview, this);
    connect(dialog, &PoolDialog::saved, this, [this, isNew = !pool.id.isSet()](PoolId id, const QString &name) {
        m_context.notifier.show(
            Notifier::Kind::Done, isNew ? tr("Pool %1 was added.").arg(name) : tr("Pool %1 was changed.").arg(name));
        m_added = id.value;
    });
    connect(dialog, &QDialog::finished, this, &NumberPoolsPage::refresh); // also to see what somebody else changed
    dialog->open();
}

} // namespace callveil
