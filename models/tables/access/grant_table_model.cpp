// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/access/grant_table_model.h"

namespace callveil {

GrantTableModel::GrantTableModel(AccessTexts texts, QObject *parent)
    : ListTableModel(
        {{tr("Role")}, {tr("Granted")}, {tr("Processes")}, {tr("Granted by")}, {tr("Since")}, {tr("Who views them")}},
        parent),
      m_texts(std::move(texts))
{ }

void GrantTableModel::setGrants(const std::vector<GrantLine> &grants, bool seesAll)
{
    m_seesAll = seesAll;
    std::vector<GrantRow> rows;
    for (const Role role : allRoles) {
        const size_t before = rows.size();
        for (const GrantLine &grant : grants)
            if (grant.role == role)
                rows.push_back({role, grant});
        if (rows.size() == before)
            rows.push_back({role, std::nullopt});
    }
    setItems(std::move(rows));
}

// A role's row keeps its id when its grant for all processes comes or goes: the selection stays where it is.
qint64 GrantTableModel::idOf(Role role, ProcessId process)
{
    return ((qint64(role) + 1) << 48) | process.value;
}

qint64 GrantTableModel::idOf(const GrantRow &item) const
{
    return idOf(item.role, item.grant ? item.grant->process : ProcessId{});
}

TableCell GrantTableModel::cell(const GrantRow &item, int column) const
{
    if (column == RoleName)
        return {m_texts.role(item.role)};
    if (column == Granted)
        return stateCell(item.grant);
    if (!item.grant)
        return {};
    switch (column) {
    case Processes:
        return {item.grant->process.isSet() ? item.grant->processName : tr("All")};
    case GrantedBy:
        return {item.grant->by};
    case Since:
        return m_texts.cells.timeCell(item.grant->since);
    default:
        return peopleCell(*item.grant);
    }
}

TableCell GrantTableModel::stateCell(const std::optional<GrantLine> &grant) const
{
    if (!grant)
        return TableCell::state(CellSign::Neutral, m_seesAll ? tr("Not granted") : tr("Not in your processes"));
    if (grant->waiting == 0)
        return TableCell::state(CellSign::Good, tr("Granted"));
    TableCell cell = TableCell::state(CellSign::Warning, tr("%n wait for the key", nullptr, grant->waiting));
    cell.tip = tr("Granted, but not everybody can open the numbers yet: somebody who holds the key has to give it.");
    return cell;
}

TableCell GrantTableModel::peopleCell(const GrantLine &grant)
{
    return {grant.people.isEmpty() ? tr("Nobody has this role") : grant.people.join(tr(", "))};
}

} // namespace callveil
