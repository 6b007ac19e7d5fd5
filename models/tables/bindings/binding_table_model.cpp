// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/bindings/binding_table_model.h"

#include <QLocale>

#include <limits>

namespace callveil {

BindingTableModel::BindingTableModel(BindingTexts texts, QObject *parent)
    : ListTableModel({{tr("Proxy number")}, {tr("Customer")}, {tr("Agent")}, {tr("Process")}, {tr("Pool")},
                         {tr("Model")}, {tr("Case")}, {tr("State")}, {tr("Made")}, {tr("Expires")}, {tr("Session")}},
        parent),
      m_texts(std::move(texts))
{ }

void BindingTableModel::setPage(BindingPage page)
{
    m_now = page.now;
    setItems(std::move(page.bindings));
}

/// A listed agent by name, with the line in the tool tip; of others there is the line alone.
TableCell BindingTableModel::agentCell(const Binding &binding) const
{
    if (binding.agentName.isEmpty())
        return m_texts.cells.numberCell(binding.agentText);
    const QString line = m_texts.cells.number(binding.agentText);
    return {binding.agentName, {}, {}, tr("%1: %2").arg(binding.agentName, line)};
}

TableCell BindingTableModel::stateCell(const Binding &binding) const
{
    if (const auto end = endOf(binding, m_now))
        return endedCell(binding, *end);
    const QString word = m_texts.state(BindingState::Active);
    const bool isRefused = binding.didState == DidState::Suspended || binding.didState == DidState::Retired;
    TableCell cell{word, {}, int(BindingState::Active), {}, isRefused ? CellSign::Warning : CellSign::Good};
    if (isRefused)
        cell.tip = tr("%1; number: %2").arg(word, m_texts.didState(binding.didState));
    return cell;
}

TableCell BindingTableModel::endedCell(const Binding &binding, qint64 end) const
{
    const BindingState state = stateOf(binding, m_now);
    QString shown = m_texts.state(state), plain;
    if (state == BindingState::Cooling) {
        const QString until = m_texts.cells.time(binding.freeAt);
        plain = tr("Cooling until %1").arg(until);
        shown = tr("Cooling until %1").arg(m_texts.cells.number(until));
    }
    const QString tip =
        tr("%1: %2").arg(m_texts.cause(causeOf(binding)), m_texts.cells.number(m_texts.cells.time(end)));
    return {shown, plain, int(state), tip, CellSign::Neutral};
}

/// What has ended expires no more.
TableCell BindingTableModel::expiryCell(const Binding &binding) const
{
    if (const auto end = endOf(binding, m_now)) {
        TableCell cell = m_texts.cells.timeCell(*end);
        cell.text = tr("Ended: %1").arg(cell.text);
        cell.plain = tr("Ended: %1").arg(cell.plain);
        return cell;
    }
    if (!binding.expiresAt)
        return {tr("Never"), {}, std::numeric_limits<qint64>::max()};
    return endsWhenIdle(binding) ? idleCell(binding) : m_texts.cells.timeCell(*binding.expiresAt);
}

/// The words tell that a call puts the end off, and the end that nothing puts off; the tool tip, since when nobody
/// called.
TableCell BindingTableModel::idleCell(const Binding &binding) const
{
    constexpr qint64 minuteMs = 60000;
    const TableCell idle = m_texts.cells.timeCell(*binding.expiresAt);
    const auto shown = [this](qint64 at) { return m_texts.cells.number(m_texts.cells.time(at)); };
    const QString call = binding.lastCallAt ? tr("Last call: %1.").arg(shown(*binding.lastCallAt)) : tr("No call yet.");
    TableCell cell{tr("When idle: %1").arg(idle.text), tr("When idle: %1").arg(idle.plain), idle.key,
        tr("Ends on %1 unless somebody calls. %2").arg(idle.text, call)};
    if (binding.endsBy) {
        const TableCell fixed = m_texts.cells.timeCell(*binding.endsBy);
        const QString words = tr("%1, or %2 min idle");
        const QString minutes = QLocale().toString(*binding.idleMs / minuteMs);
        cell.text = words.arg(fixed.text, minutes);
        cell.plain = words.arg(fixed.plain, minutes);
        cell.tip += u' ' + tr("It ends by %1 in any case.").arg(fixed.text);
    }
    return cell;
}

TableCell BindingTableModel::cell(const Binding &item, int column) const
{
    const CellTexts &cells = m_texts.cells;
    switch (column) {
    case ProxyNumber:
        return cells.numberCell(item.number);
    case Customer:
        return cells.numberCell(item.customerText);
    case AgentParty:
        return agentCell(item);
    case ProcessName:
        return {item.processName};
    case PoolName:
        return {item.poolName.isEmpty() ? tr("Another pool") : item.poolName};
    case ModelName:
        return {m_texts.model(item.model)};
    case CaseRef:
        return {item.caseRef};
    case State:
        return stateCell(item);
    case Made:
        return cells.timeCell(item.createdAt);
    case Expires:
        return expiryCell(item);
    default:
        return cells.numberCell(m_texts.session(item.publicId));
    }
}

} // namespace callveil
