// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/leaks/leak_table_model.h"

namespace callveil {

LeakTableModel::LeakTableModel(LeakWords words, QObject *parent)
    : ListTableModel(
        {{tr("Severity")}, {tr("Finding")}, {tr("Where")}, {tr("Since")}, {tr("Remedy")}, {tr("State")}}, parent),
      m_words(std::move(words))
{ }

TableCell LeakTableModel::severityCell(const Leak &leak) const
{
    const bool isGrave = leak.severity >= LeakSeverity::High && isOpen(leak.state);
    TableCell cell = TableCell::state(isGrave ? CellSign::Warning : CellSign::Neutral, m_words.severity(leak.severity));
    cell.key = int(leak.severity);
    return cell;
}

/// Who settled it and why stands in the tool tip.
TableCell LeakTableModel::stateCell(const Leak &leak) const
{
    TableCell cell{m_words.state(leak.state), {}, int(leak.state)};
    cell.sign = isOpen(leak.state) ? CellSign::None : CellSign::Good;
    if (!leak.settledAt || isOpen(leak.state))
        return cell;
    const QString at = m_words.cells.number(m_words.cells.time(*leak.settledAt));
    cell.tip = leak.settledBy.isSet() ? tr("%1: %2, %3").arg(cell.text, leak.settledByName, at)
                                      : tr("%1: a scan of %2 did not find it any more").arg(cell.text, at);
    if (!leak.reason.isEmpty())
        cell.tip += u'\n' + leak.reason;
    return cell;
}

TableCell LeakTableModel::cell(const Leak &item, int column) const
{
    switch (column) {
    case Severity:
        return severityCell(item);
    case Finding:
        return {m_words.kind(item.key.kind)};
    case Where:
        return {m_words.where(item)};
    case Since:
        return m_words.cells.timeCell(item.oldestAt);
    case Remedy:
        return {m_words.remedy(item.key.kind)};
    default:
        return stateCell(item);
    }
}

} // namespace callveil
