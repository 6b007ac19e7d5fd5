// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/platform/service_table_model.h"

namespace callveil {

namespace {

TableCell stateCell(EnrolledService::State state)
{
    switch (state) {
    case EnrolledService::State::Leads:
        return TableCell::state(CellSign::Good, ServiceTableModel::tr("Leads now"));
    case EnrolledService::State::Waits:
        return TableCell::state(CellSign::Good, ServiceTableModel::tr("Waits to follow"));
    case EnrolledService::State::Stopped:
        return TableCell::state(CellSign::Warning, ServiceTableModel::tr("Enabled, not seen running"));
    case EnrolledService::State::Disabled:
        break;
    }
    return TableCell::state(CellSign::Neutral, ServiceTableModel::tr("Disabled"));
}

} // namespace

ServiceTableModel::ServiceTableModel(CellTexts texts, QObject *parent)
    : ListTableModel(
        {{tr("Name")}, {tr("State")}, {tr("Last seen")}, {tr("Last led on")}, {tr("Enrolled by")}, {tr("Enrolled at")}},
        parent),
      m_texts(std::move(texts))
{ }

TableCell ServiceTableModel::cell(const EnrolledService &item, int column) const
{
    switch (column) {
    case ServiceName:
        return m_texts.numberCell(item.name);
    case State:
        return stateCell(item.state);
    case LastSeen:
        return item.seenAt ? m_texts.timeCell(*item.seenAt) : TableCell{tr("Not seen"), {}, qint64(0)};
    case Host:
        return m_texts.numberCell(item.host);
    case EnrolledBy:
        return {item.enrolledBy};
    default:
        return m_texts.timeCell(item.enrolledAt);
    }
}

} // namespace callveil
