// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/platform/call_step_table_model.h"

namespace callveil {

CallStepTableModel::CallStepTableModel(QObject *parent)
    : ListTableModel({{tr("Step")}, {tr("Found")}, {tr("Meaning")}}, parent)
{ }

TableCell CallStepTableModel::cell(const CallStepRow &item, int column) const
{
    switch (column) {
    case Step:
        return {item.step, {}, item.place};
    case Found:
        return item.found;
    default:
        return item.meaning;
    }
}

} // namespace callveil
