// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/masking/history_table_model.h"

namespace callveil {

HistoryTableModel::HistoryTableModel(CellTexts texts, QObject *parent)
    : ListTableModel({{tr("Revision"), true}, {tr("State")}, {tr("Policy")}, {tr("Note")}, {tr("Effective")},
                         {tr("By")}, {tr("At")}},
        parent),
      m_texts(std::move(texts))
{ }

TableCell HistoryTableModel::cell(const RevisionRow &item, int column) const
{
    const PolicyRevision &revision = item.revision;
    switch (column) {
    case Revision:
        return m_texts.numberCell(QLocale().toString(revision.revision), revision.revision);
    case State:
        return stateCell(item.state);
    case Policy:
        return {m_texts.policy(revision.policy)};
    case Effective:
        return m_texts.timeCell(revision.effectiveAt);
    case By:
        return {revision.createdByName};
    case Note:
        return {revision.note};
    default:
        return m_texts.timeCell(revision.createdAt);
    }
}

TableCell HistoryTableModel::stateCell(RevisionRow::State state)
{
    switch (state) {
    case RevisionRow::State::Waiting:
        return TableCell::state(CellSign::Neutral, tr("Scheduled"));
    case RevisionRow::State::InForce:
        return TableCell::state(CellSign::Good, tr("In force"));
    case RevisionRow::State::Cancelled:
        return {tr("Cancelled")};
    case RevisionRow::State::Past:
        break;
    }
    return {tr("Past")};
}

} // namespace callveil
