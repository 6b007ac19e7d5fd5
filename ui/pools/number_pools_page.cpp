// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/number_pools_page.h"

#include "domain/base/when_answered.h"
#include "tables/pools/pool_table_model.h"
#include "ui/pools/pool_dialog.h"
#include "ui/pools/pool_numbers_panel.h"
#include "ui/pools/pool_tabs.h"
#include "ui/pools/pool_words.h"
#include "ui/pools/sizing_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/texts/opt_out_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/page_head.h"

#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace callveil {

NumberPoolsPage::NumberPoolsPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_pools(context.workspace), m_optOuts(context.workspace),
      m_model(new PoolTableModel(poolTexts(context.zone), this)), m_new(new QPushButton(tr("Ne&w pool…"), this)),
      m_edit(new QPushButton(tr("&Edit…"), this)), m_remove(new QPushButton(tr("Remove poo&l…"), this)),
      m_size(new QPushButton(tr("Si&zing…"), this)), m_numbers(new PoolNumbersPanel(context, m_pools, this)),
      m_tabs(new PoolTabs(context, m_numbers, this))
{
    setObjectName(QStringLiteral("numberPoolsPage"));
    m_new->setAccessibleName(tr("New pool"));
    m_new->setEnabled(false);
    m_edit->setAccessibleName(tr("Edit"));
    m_remove->setAccessibleName(tr("Remove pool"));
    m_size->setAccessibleName(tr("Sizing"));
    m_size->setToolTip(tr("How many numbers and channels are needed for so many bindings and calls."));
    makeTable();
    arrange();
    connect(m_new, &QPushButton::clicked, this, &NumberPoolsPage::create);
    connect(m_edit, &QPushButton::clicked, this, &NumberPoolsPage::edit);
    connect(m_remove, &QPushButton::clicked, this, &NumberPoolsPage::removeChosen);
    connect(m_size, &QPushButton::clicked, this, &NumberPoolsPage::size);
    connect(m_numbers, &PoolNumbersPanel::numbersChanged, this, &NumberPoolsPage::refresh);
    showChosen();
}

void NumberPoolsPage::makeTable()
{
    m_table = new ListTable(tr("Pools"),
        tr("There is no pool yet. Choose New pool…, then add the numbers that your carrier gave you."), this);
    m_table->setObjectName(QStringLiteral("pools"));
    m_table->setWhatsThis(tr("The pools with their numbers, how full they are and whom they serve."));
    m_table->setModel(m_model);
    m_table->setRowsShown(6, 3);
    m_table->setFlexibleColumn(PoolTableModel::Processes);
    m_table->setYieldingColumn(PoolTableModel::PoolName);
    // In sight also where the window is too narrow for all columns.
    m_table->horizontalHeader()->moveSection(PoolTableModel::Utilisation, 1);
    connect(m_table, &ListTable::idsSelected, this, &NumberPoolsPage::showChosen);
    connect(m_table, &ListTable::chosen, this, &NumberPoolsPage::edit);
}

void NumberPoolsPage::arrange()
{
    auto *head = new PageHead(tr("Number Pools"),
        tr("Proxy numbers that are managed together: which processes they serve, and how they are given to calls."),
        this);
    head->addButton(m_size);
    head->addButton(m_remove);
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
    setTabOrder(m_size, m_remove);
    setTabOrder(m_remove, m_edit);
    setTabOrder(m_edit, m_new);
    setTabOrder(m_new, m_tabs);
}

void NumberPoolsPage::refresh()
{
    const int request = ++m_request;
    whenAnswered(m_pools.overview(), this, [this, request](const Result<PoolOverview> &overview) {
        if (request != m_request)
            return;
        m_table->noteRead(overview.has_value());
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
    });
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
    m_remove->setEnabled(mayChange); // whether anything keeps the pool, the service says
    const QString notMine = pool && !mayChange ? tr("It serves processes that are not yours.") : QString();
    m_edit->setToolTip(notMine);
    m_remove->setToolTip(!notMine.isEmpty() ? notMine
                                            : tr("The pool is taken out of use. Its numbers must be retired or moved "
                                                 "first; past bindings still name it."));
    std::vector<Pool> others;
    for (const PoolLine &line : m_overview.pools)
        if (pool && line.pool.id != pool->id && line.mayChange && line.pool.country == pool->country)
            others.push_back(line.pool);
    m_numbers->showPool(pool, mayChange, others);
    m_tabs->showPool(pool);
}

/// That of the pool that was made last; of a process that is used; of the computer.
QString NumberPoolsPage::usualCountry() const
{
    const auto &pools = m_overview.pools;
    const auto &processes = m_overview.processes;
    const auto newest = std::max_element(pools.begin(), pools.end(),
        [](const PoolLine &left, const PoolLine &right) { return left.pool.id.value < right.pool.id.value; });
    if (newest != pools.end())
        return newest->pool.country;
    const auto used =
        std::find_if(processes.begin(), processes.end(), [](const Process &each) { return !each.archivedAt; });
    return used != processes.end() ? used->country : QLocale::territoryToCode(QLocale::system().territory());
}

void NumberPoolsPage::create()
{
    Pool pool;
    pool.country = usualCountry();
    openDialog(pool);
}

void NumberPoolsPage::edit()
{
    if (const auto pool = current(); pool && m_edit->isEnabled())
        openDialog(*pool);
}

void NumberPoolsPage::removeChosen()
{
    const auto pool = current();
    if (!pool)
        return;
    const int removal = ++m_removal;
    whenAnswered(m_optOuts.leftByRemoval(*pool), this, [this, removal, pool = *pool](const Result<LeftOptOuts> &left) {
        if (!left)
            m_context.notifier.fail(left.error());
        else if (removal == m_removal) // pressed twice, it asks once
            confirmRemoval(pool, *left);
    });
}

void NumberPoolsPage::confirmRemoval(const Pool &pool, const LeftOptOuts &left)
{
    QStringList question{
        tr("The pool “%1” is taken out of use for good. Its name is free for another pool, and its retired numbers "
           "can be added to other pools. Past bindings and the record of deeds still name it.")
            .arg(pool.name)};
    if (left.count > 0)
        question.append(removedOptOutsText(left));
    if (!m_context.prompt.confirm(this, tr("Remove pool"), question.join(QStringLiteral("\n\n")), tr("Remove")))
        return;
    whenAnswered(m_pools.remove(pool), this, [this, name = pool.name](const Result<void> &answer) {
        if (answer)
            m_context.notifier.show(Notifier::Kind::Done, tr("Pool %1 was removed.").arg(name));
        else
            m_context.notifier.fail(answer.error());
        refresh();
    });
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
