// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/platform/switch_login_table_model.h"

#include <QLocale>

namespace callveil {

namespace {

TableCell stateCell(SwitchLogin::State state)
{
    switch (state) {
    case SwitchLogin::State::Missing:
        return TableCell::state(CellSign::Warning, SwitchLoginTableModel::tr("No login: give a new password"));
    case SwitchLogin::State::Disabled:
        return TableCell::state(CellSign::Neutral, SwitchLoginTableModel::tr("Disabled"));
    case SwitchLogin::State::Enabled:
        break;
    }
    return TableCell::state(CellSign::Good, SwitchLoginTableModel::tr("Enabled"));
}

} // namespace

SwitchLoginTableModel::SwitchLoginTableModel(CellTexts texts, QObject *parent)
    : ListTableModel({{tr("Name")}, {tr("Login")}, {tr("State")}, {tr("Connected"), true}, {tr("Created by")},
                         {tr("Created at")}, {tr("Password since")}, {tr("Keeps routes")}},
        parent),
      m_texts(std::move(texts))
{ }

TableCell SwitchLoginTableModel::cell(const SwitchLogin &item, int column) const
{
    switch (column) {
    case SwitchName:
        return {item.name};
    case Login:
        return m_texts.numberCell(item.login);
    case State:
        return stateCell(item.state());
    case Connected:
        return {QLocale().toString(item.sessions), {}, item.sessions, tr("Sessions that are open at the moment")};
    case CreatedBy:
        return {item.createdBy};
    case CreatedAt:
        return m_texts.timeCell(item.createdAt);
    case PasswordSince:
        return m_texts.timeCell(item.rekeyedAt);
    default:
        return {item.keepsRoutes ? tr("Yes") : tr("No"), {}, item.keepsRoutes,
            tr("Whether it may read all routes at once and follow their changes")};
    }
}

} // namespace callveil
