// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/masking/process_table_model.h"

namespace callveil {

ProcessTableModel::ProcessTableModel(CellTexts texts, QObject *parent)
    : ListTableModel({{tr("Process")}, {tr("Masking")}, {tr("Policy")}, {tr("Revision"), true}, {tr("Changed by")},
                         {tr("Changed at")}},
        parent),
      m_texts(std::move(texts))
{ }

TableCell ProcessTableModel::cell(const ProcessPolicy &item, int column) const
{
    const bool archived = item.process.archivedAt.has_value();
    switch (column) {
    case ProcessName:
        return {item.process.name};
    case Masking:
        if (archived)
            return TableCell::state(CellSign::Neutral, tr("Archived"));
        return item.current.policy.kind == MaskingKind::Off ? TableCell::state(CellSign::Warning, tr("Off"))
                                                            : TableCell::state(CellSign::Good, tr("On"));
    case Policy:
        return archived ? TableCell{QString()} : policyCell(item);
    case Revision:
        return archived ? TableCell{QString()}
                        : m_texts.numberCell(QLocale().toString(item.current.revision), item.current.revision);
    case ChangedBy:
        return {item.current.createdByName};
    default:
        return archived ? TableCell{QString()} : m_texts.timeCell(item.current.createdAt);
    }
}

TableCell ProcessTableModel::policyCell(const ProcessPolicy &item) const
{
    TableCell shown{m_texts.policy(item.current.policy)};
    if (!item.waiting.empty())
        shown.tip = tr("%1; %n change(s) scheduled", nullptr, int(item.waiting.size())).arg(shown.text);
    return shown;
}

} // namespace callveil
