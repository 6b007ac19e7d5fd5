// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/masking/scheduled_table_model.h"

namespace callveil {

ScheduledTableModel::ScheduledTableModel(CellTexts texts, QObject *parent)
    : ListTableModel(
        {{tr("Effective")}, {tr("Process")}, {tr("Policy")}, {tr("Revision"), true}, {tr("By")}, {tr("Note")}}, parent),
      m_texts(std::move(texts))
{ }

TableCell ScheduledTableModel::cell(const RevisionRow &item, int column) const
{
    const PolicyRevision &revision = item.revision;
    switch (column) {
    case Effective:
        return {m_texts.time(revision.effectiveAt), {}, revision.effectiveAt};
    case ProcessName:
        return {item.processName};
    case Policy:
        return {m_texts.policy(revision.policy)};
    case Revision:
        return {QLocale().toString(revision.revision), {}, revision.revision};
    case By:
        return {revision.createdByName};
    default:
        return {revision.note};
    }
}

} // namespace callveil
