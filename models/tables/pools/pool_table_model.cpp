// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/pools/pool_table_model.h"

#include <QLocale>

namespace callveil {

namespace {

TableCell count(qint64 value)
{
    return {QLocale().toString(value), {}, value};
}

CellSign signOf(DidState state)
{
    switch (state) {
    case DidState::InService:
        return CellSign::Good;
    case DidState::Suspended:
        return CellSign::Warning;
    case DidState::Draining:
    case DidState::Retired:
        return CellSign::Neutral;
    }
    return CellSign::None;
}

/// A pool that runs low says so with a sign and words, not by colour alone.
TableCell utilisation(const PoolLine &item)
{
    const std::optional<int> percent = utilisationOf(item.pool, item.counts, item.use);
    const QString share = QLocale().toString(percent.value_or(0)) + QLocale().percent();
    const bool low = isLow(item.pool, item.counts, item.use);
    const QString text = !percent ? PoolTableModel::tr("no numbers")
        : low                     ? PoolTableModel::tr("%1, few left").arg(share)
                                  : share;
    TableCell cell = low ? TableCell::state(CellSign::Warning, text) : TableCell{text};
    cell.key = percent.value_or(101);
    cell.tip = item.pool.sharing == Sharing::Exclusive
        ? PoolTableModel::tr("The share of the numbers that are bound or cooling.")
        : PoolTableModel::tr("The share of the numbers on which the busiest customer or agent stands. Numbers that are "
                             "not free still serve others.");
    return cell;
}

TableCell left(const PoolLine &item)
{
    TableCell cell = count(leftIn(item.pool, item.counts, item.use));
    cell.tip = item.pool.sharing == Sharing::Exclusive
        ? PoolTableModel::tr("Numbers in service that are neither bound nor cooling.")
        : PoolTableModel::tr(
            "Numbers in service that even the busiest customer or agent can still get. A number serves "
            "many pairs here: one that is bound is free for everybody who is not on it.");
    return cell;
}

} // namespace

PoolTableModel::PoolTableModel(PoolTexts texts, QObject *parent)
    : ListTableModel(
        {{tr("Pool")}, {tr("Country")}, {tr("Strategy")}, {tr("Sharing")}, {tr("Processes")}, {tr("Expiry")},
            {tr("Free"), true}, {tr("Bound"), true}, {tr("Cooling"), true}, {tr("Draining"), true},
            {tr("Suspended"), true}, {tr("Retired"), true}, {tr("Utilisation"), true}},
        parent),
      m_texts(std::move(texts))
{ }

void PoolTableModel::setOverview(PoolOverview overview)
{
    m_names.clear();
    for (const Process &process : overview.processes)
        m_names.insert(process.id, process.name);
    setItems(std::move(overview.pools));
}

QString PoolTableModel::processesOf(const Pool &pool) const
{
    if (pool.allProcesses)
        return tr("All");
    QStringList names;
    for (const ProcessId process : pool.processes)
        if (const QString name = m_names.value(process); !name.isEmpty())
            names.append(name);
    names.sort(Qt::CaseInsensitive);
    return names.join(QStringLiteral(", "));
}

TableCell PoolTableModel::cell(const PoolLine &item, int column) const
{
    const Pool &pool = item.pool;
    switch (column) {
    case PoolName:
        return {pool.name};
    case Country:
        return {pool.area.isEmpty() ? pool.country : QStringLiteral("%1 %2").arg(pool.country, pool.area)};
    case StrategyName:
        return {m_texts.strategy(strategyOf(pool))};
    case SharingName:
        return {m_texts.sharing(pool.sharing)};
    case Processes:
        return {processesOf(pool)};
    case Expiry:
        return {m_texts.minutes(pool.expiryMinutes), {}, pool.expiryMinutes.value_or(Pool::mostMinutes + 1)};
    case Free:
        return left(item);
    case Bound:
        return count(item.use.bound);
    case Cooling:
        return count(item.use.cooling);
    case Draining:
        return count(item.counts.value(DidState::Draining));
    case Suspended:
        return count(item.counts.value(DidState::Suspended));
    case Retired:
        return count(item.counts.value(DidState::Retired));
    default:
        return utilisation(item);
    }
}

PoolNumberTableModel::PoolNumberTableModel(PoolTexts texts, QObject *parent)
    : ListTableModel({{tr("Number")}, {tr("Area code")}, {tr("State")}, {tr("Since")}}, parent),
      m_texts(std::move(texts))
{ }

void PoolNumberTableModel::setNumbers(PoolNumbers numbers)
{
    m_now = numbers.now;
    setItems(std::move(numbers.numbers));
}

TableCell PoolNumberTableModel::stateCell(const PoolNumber &item) const
{
    const QString use = item.bindings > 0 ? tr("bindings: %1").arg(QLocale().toString(item.bindings))
        : item.freeAt > m_now             ? tr("cooling until %1").arg(m_texts.cells.timeCell(item.freeAt).text)
                                          : QString();
    const QString state = m_texts.state(item.state);
    return TableCell::state(signOf(item.state), use.isEmpty() ? state : QStringLiteral("%1, %2").arg(state, use));
}

TableCell PoolNumberTableModel::cell(const PoolNumber &item, int column) const
{
    switch (column) {
    case Number:
        return m_texts.cells.numberCell(item.number);
    case Area:
        return m_texts.cells.numberCell(item.area);
    case State:
        return stateCell(item);
    default:
        return m_texts.cells.timeCell(item.changedAt);
    }
}

} // namespace callveil
