// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/masking/scheduled_table_model.h"

namespace callveil {

ScheduledTableModel::ScheduledTableModel(CellTexts texts, QObject *parent)
    : ListTableModel(
        {{tr("Effective")}, {tr("Process")}, {tr("Policy")}, {tr("Note")}, {tr("Revision"), true}, {tr("By")}}, parent),
      m_texts(std::move(texts))
{ }

TableCell ScheduledTableModel::cell(const RevisionRow &item, int column) const
{
    const PolicyRevision &revision = item.revision;
    switch (column) {
    case Effective:
        return m_texts.timeCell(revision.effectiveAt);
    case ProcessName:
        return {item.processName};
    case Policy:
        return {m_texts.policy(revision.policy)};
    case Revision:
        return m_texts.numberCell(QLocale().toString(revision.revision), revision.revision);
    case Note:
        return {revision.note};
    default:
        return {revision.createdByName};
    }
}

} // namespace callveil
