// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/masking/history_table_model.h"

namespace callveil {

HistoryTableModel::HistoryTableModel(CellTexts texts, QObject *parent)
    : ListTableModel({{tr("Revision"), true}, {tr("Policy")}, {tr("Effective")}, {tr("By")}, {tr("At")}, {tr("Note")},
                         {tr("State")}},
        parent),
      m_texts(std::move(texts))
{ }

TableCell HistoryTableModel::cell(const RevisionRow &item, int column) const
{
    const PolicyRevision &revision = item.revision;
    switch (column) {
    case Revision:
        return {QLocale().toString(revision.revision), {}, revision.revision};
    case Policy:
        return {m_texts.policy(revision.policy)};
    case Effective:
        return {m_texts.time(revision.effectiveAt), {}, revision.effectiveAt};
    case By:
        return {revision.createdByName};
    case At:
        return {m_texts.time(revision.createdAt), {}, revision.createdAt};
    case Note:
        return {revision.note};
    default:
        return {stateText(item.state)};
    }
}

QString HistoryTableModel::stateText(RevisionRow::State state)
{
    switch (state) {
    case RevisionRow::State::Waiting:
        return tr("Scheduled");
    case RevisionRow::State::InForce:
        return tr("In force");
    case RevisionRow::State::Cancelled:
        return tr("Cancelled");
    case RevisionRow::State::Past:
        break;
    }
    return tr("Past");
}

} // namespace callveil
