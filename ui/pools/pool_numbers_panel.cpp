// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/pool_numbers_panel.h"

#include "domain/base/when_answered.h"
#include "tables/pools/pool_table_model.h"
#include "ui/pools/add_numbers_dialog.h"
#include "ui/pools/move_numbers_dialog.h"
#include "ui/pools/pool_words.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/number_delegate.h"
#include "ui/widgets/section_heading.h"
#include "ui/widgets/table_search.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace callveil {

namespace {
constexpr size_t mostNamed = 200; // rejects that the banner's details list
}

PoolNumbersPanel::PoolNumbersPanel(const PageContext &context, PoolService &pools, QWidget *parent)
    : QWidget(parent), m_context(context), m_pools(pools),
      m_model(new PoolNumberTableModel(poolTexts(context.zone), this))
{
    makeTable();
    makeButtons();
    arrange();
    updateButtons();
}

void PoolNumbersPanel::makeTable()
{
    m_table = new ListTable(tr("Numbers"), {}, this);
    m_table->setObjectName(QStringLiteral("poolNumbers"));
    m_table->setWhatsThis(tr("The proxy numbers of the pool, with their states and how many bindings they have."));
    m_search = new TableSearch(
        *m_table, *m_model, tr("Search numbers"), tr("Search number, area code or state (Ctrl+F)"), this);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setItemDelegateForColumn(PoolNumberTableModel::Number, new NumberDelegate(m_table));
    m_table->setRowsShown(8, 4);
    connect(m_table, &ListTable::idsSelected, this, &PoolNumbersPanel::updateButtons);
    connect(m_search, &TableSearch::applied, this, &PoolNumbersPanel::showFound);
}

void PoolNumbersPanel::makeButtons()
{
    m_add = new QPushButton(tr("&Add numbers…"), this);
    m_add->setAccessibleName(tr("Add numbers"));
    m_drain = new QPushButton(tr("&Drain"), this);
    m_drain->setToolTip(tr("The numbers keep their bindings and get no new ones."));
    m_suspend = new QPushButton(tr("Sus&pend"), this);
    m_suspend->setToolTip(tr("Calls to the numbers are refused until they are put back into service."));
    m_return = new QPushButton(tr("Put &back"), this);
    m_return->setToolTip(tr("The numbers are in service again."));
    m_move = new QPushButton(tr("&Move…"), this);
    m_move->setAccessibleName(tr("Move"));
    m_move->setToolTip(tr("To another pool."));
    m_retire = new QPushButton(tr("&Retire…"), this);
    m_retire->setAccessibleName(tr("Retire"));
    m_retire->setToolTip(tr("The organisation gives the numbers up: calls to them are refused."));
    connect(m_add, &QPushButton::clicked, this, &PoolNumbersPanel::addNumbers);
    connect(m_drain, &QPushButton::clicked, this, [this] { setState(DidState::Draining); });
    connect(m_suspend, &QPushButton::clicked, this, [this] { setState(DidState::Suspended); });
    connect(m_return, &QPushButton::clicked, this, [this] { setState(DidState::InService); });
    connect(m_retire, &QPushButton::clicked, this, [this] { setState(DidState::Retired); });
    connect(m_move, &QPushButton::clicked, this, &PoolNumbersPanel::move);
}

void PoolNumbersPanel::arrange()
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(gridUnit(this));
    buttons->addStretch();
    for (QPushButton *button : {m_drain, m_suspend, m_return, m_move, m_retire, m_add})
        buttons->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this));
    column->addWidget(sectionHeading(tr("&Numbers"), m_table, this));
    column->addWidget(m_search);
    column->addWidget(m_table, 1);
    column->addLayout(buttons);
    QWidget *before = m_search->field();
    for (QWidget *next :
        std::initializer_list<QWidget *>{m_table, m_drain, m_suspend, m_return, m_move, m_retire, m_add}) {
        setTabOrder(before, next);
        before = next;
    }
}

void PoolNumbersPanel::showPool(const std::optional<Pool> &pool, bool mayChange, const std::vector<Pool> &others)
{
    m_mayChange = mayChange;
    const bool isOther = m_pool.has_value() != pool.has_value() || (pool && m_pool->id != pool->id);
    m_pool = pool;
    m_others = others;
    if (isOther) {
        m_search->clear();
        m_model->setItems({});
        m_table->forgetRead(); // what was said of the other pool may not hold of this one
    }
    read();
}

void PoolNumbersPanel::read()
{
    const int request = ++m_request;
    if (!m_pool) {
        m_table->noteRead();
        return m_search->apply();
    }
    whenAnswered(m_pools.numbers(m_pool->id), this, [this, request](const Result<PoolNumbers> &numbers) {
        if (request != m_request)
            return;
        m_table->noteRead(numbers.has_value());
        if (!numbers)
            return m_context.notifier.fail(numbers.error());
        m_model->setNumbers(*numbers);
        m_search->apply();
    });
}

void PoolNumbersPanel::showFound()
{
    m_table->setEmptyText(!m_pool ? tr("Choose a pool to see its numbers.")
            : m_model->rowCount() == 0
            ? tr("The pool has no numbers yet. Choose Add numbers… for a range, a list or a file.")
            : tr("No number matches the search."));
    updateButtons();
}

QList<SeenDid> PoolNumbersPanel::chosen() const
{
    QList<SeenDid> numbers;
    for (const qint64 id : m_table->selectedIds())
        if (const int row = m_model->rowOf(id); row >= 0 && m_pool)
            numbers.append({{id}, m_pool->id, m_model->item(row).state});
    return numbers;
}

void PoolNumbersPanel::updateButtons()
{
    const QList<SeenDid> numbers = chosen();
    const bool canChange = m_mayChange && !m_busy;
    const auto any = [&](DidState state) {
        return canChange && std::any_of(numbers.begin(), numbers.end(), [state](const SeenDid &number) {
            return number.state != state && mayBecome(number.state, state);
        });
    };
    m_add->setEnabled(m_pool && canChange);
    m_drain->setEnabled(any(DidState::Draining));
    m_suspend->setEnabled(any(DidState::Suspended));
    m_return->setEnabled(any(DidState::InService));
    m_retire->setEnabled(any(DidState::Retired));
    m_move->setEnabled(canChange && !numbers.isEmpty() && !m_others.empty());
}

void PoolNumbersPanel::addNumbers()
{
    auto *dialog = new AddNumbersDialog(m_context, m_pools, *m_pool, this);
    connect(dialog, &AddNumbersDialog::added, this, &PoolNumbersPanel::showAdded);
    connect(dialog, &QDialog::finished, this, &PoolNumbersPanel::numbersChanged);
    dialog->open();
}

void PoolNumbersPanel::showAdded(const DidAddition &outcome)
{
    const QLocale locale;
    QString summary = tr("Numbers added: %1.").arg(locale.toString(outcome.added));
    QStringList lines;
    for (size_t i = 0; i < std::min(outcome.rejects.size(), mostNamed); ++i)
        lines.append(tr("Line %1: %2").arg(outcome.rejects[i].line).arg(faultText(outcome.rejects[i].error)));
    if (outcome.rejects.size() > mostNamed)
        lines.append(tr("and others"));
    if (!lines.isEmpty())
        summary += u' ' + tr("Refused: %1.").arg(locale.toString(qint64(outcome.rejects.size())));
    m_context.notifier.show(
        lines.isEmpty() ? Notifier::Kind::Done : Notifier::Kind::Warning, summary, lines.join(u'\n'));
}

void PoolNumbersPanel::setState(DidState state)
{
    QList<SeenDid> numbers = chosen();
    numbers.removeIf([state](const SeenDid &number) { return !mayBecome(number.state, state); });
    const QString count = QLocale().toString(numbers.size());
    qint64 bindings = 0;
    for (const SeenDid &number : std::as_const(numbers))
        bindings += m_model->item(m_model->rowOf(number.id.value)).bindings;
    const QString bound = bindings == 0
        ? QString()
        : u' ' + tr("Live bindings that stop working then: %1.").arg(QLocale().toString(bindings));
    if (state == DidState::Retired
        && !m_context.prompt.confirm(this, tr("Retire numbers"),
            tr("Calls to the chosen numbers (%1) will be refused, and nobody gets them any more. They can be put back "
               "into service later.")
                    .arg(count)
                + bound,
            tr("Retire")))
        return;
    if (state == DidState::Suspended
        && !m_context.prompt.confirm(this, tr("Suspend numbers"),
            tr("Calls to the chosen numbers (%1) will be refused until they are put back into service.").arg(count)
                + bound,
            tr("Suspend")))
        return;
    const QString done = tr("Numbers that are now “%1”: %2.").arg(didStateText(state), count);
    m_busy = true;
    updateButtons();
    whenAnswered(
        m_pools.setState(numbers, state), this, [this, done](const Result<void> &answer) { settle(answer, done); });
}

void PoolNumbersPanel::move()
{
    auto *dialog = new MoveNumbersDialog(m_context, m_pools, chosen(), m_others, this);
    connect(dialog, &MoveNumbersDialog::moved, this, [this](qsizetype count, const QString &pool) {
        m_context.notifier.show(
            Notifier::Kind::Done, tr("Numbers moved to %1: %2.").arg(pool, QLocale().toString(count)));
    });
    connect(dialog, &QDialog::finished, this, &PoolNumbersPanel::numbersChanged);
    dialog->open();
}

void PoolNumbersPanel::settle(const Result<void> &answer, const QString &done)
{
    m_busy = false;
    if (answer)
        m_context.notifier.show(Notifier::Kind::Done, done);
    else
        m_context.notifier.fail(answer.error());
    Q_EMIT numbersChanged();
}

} // namespace callveil
