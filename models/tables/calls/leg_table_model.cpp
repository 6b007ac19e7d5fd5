// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/leg_table_model.h"

#include "tables/calls/call_cells.h"

namespace callveil {

LegTableModel::LegTableModel(CallTexts texts, QObject *parent)
    : ListTableModel({{tr("Leg")}, {tr("Kind")}, {tr("Medium")}, {tr("Started")}, {tr("Disposition")}, {tr("Customer")},
                         {tr("Agent number")}, {tr("Proxy number")}, {tr("Duration"), true}, {tr("Cost"), true},
                         {tr("Recharge"), true}, {tr("Recording")}, {tr("Consent")}},
        parent),
      m_texts(std::move(texts))
{ }

TableCell LegTableModel::cell(const LegLine &item, int column) const
{
    switch (column) {
    case Leg:
        return {QString::number(item.leg), {}, item.leg};
    case Kind:
        return {m_texts.legKind(item.kind)};
    case MediumColumn:
        return {m_texts.medium(item.medium)};
    case Started:
        return CallCells::moment(m_texts, item.startedAt);
    case Billable: {
        const QString time = m_texts.duration(item.billableSeconds);
        return {m_texts.number(time), time, item.billableSeconds};
    }
    case DispositionColumn:
        return {m_texts.disposition(item.disposition)};
    case Customer:
        return CallCells::number(m_texts, item.customer.text);
    case AgentNumber:
        return CallCells::number(m_texts, item.agentParty.text);
    case ProxyNumber:
        return CallCells::number(m_texts, item.proxy);
    case Cost:
        return CallCells::money(m_texts, item.costMicros, item.currency);
    case Recharge:
        return CallCells::money(m_texts, item.rechargeMicros, item.rechargeCurrency);
    case Recording:
        return {item.recordingId};
    case ConsentColumn:
        return {m_texts.consent(item.consent)};
    default:
        return {};
    }
}

} // namespace callveil
