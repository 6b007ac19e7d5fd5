// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/people/user_table_model.h"

namespace callveil {

UserTableModel::UserTableModel(AccessTexts texts, QObject *parent)
    : ListTableModel(
        {{tr("User")}, {tr("Name")}, {tr("Role")}, {tr("Processes")}, {tr("State")}, {tr("Signed in now")}}, parent),
      m_texts(std::move(texts))
{ }

void UserTableModel::setRoster(const Roster &roster)
{
    m_processNames.clear();
    for (const Process &process : roster.processes)
        for (auto member = roster.memberships.begin(); member != roster.memberships.end(); ++member)
            if (member->contains(process.id))
                m_processNames[member.key()].append(process.name);
    for (QStringList &names : m_processNames)
        names.sort(Qt::CaseInsensitive);
    setItems(roster.people);
}

void UserTableModel::setSignedIn(const QSet<PersonId> &people)
{
    if (people == m_signedIn)
        return;
    m_signedIn = people;
    setItems(items());
}

QString UserTableModel::processesOf(const Person &person) const
{
    if (person.allProcesses)
        return tr("All");
    // Of processes that the person who looks does not see, no name is known.
    const QStringList names = m_processNames.value(person.id);
    return names.isEmpty() ? tr("None that you see") : names.join(tr(", "));
}

TableCell UserTableModel::cell(const Person &item, int column) const
{
    switch (column) {
    case UserName:
        return {item.name};
    case DisplayName:
        return {item.displayName};
    case RoleName:
        return {m_texts.role(item.role)};
    case Processes:
        return {processesOf(item)};
    case State:
        return stateCell(item.state);
    default:
        return m_signedIn.contains(item.id) ? TableCell::state(CellSign::Good, tr("Signed in")) : TableCell();
    }
}

TableCell UserTableModel::stateCell(PersonState state)
{
    if (isDisabled(state))
        return TableCell::state(CellSign::Neutral, tr("Disabled"));
    if (state == PersonState::Active)
        return TableCell::state(CellSign::Good, tr("Active"));
    TableCell cell = TableCell::state(CellSign::Warning, tr("One-time password"));
    cell.tip = tr("Has not signed in with the one-time password yet; it is changed at the first sign-in.");
    return cell;
}

} // namespace callveil
