// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/detail_table_model.h"

#include "tables/calls/call_cells.h"

namespace callveil {

DetailTableModel::DetailTableModel(CallTexts texts, QObject *parent)
    : ListTableModel({{tr("Field")}, {tr("Value")}}, parent), m_texts(std::move(texts))
{ }

void DetailTableModel::showCall(const CallLine &call, const LegLine *leg, const QStringList &tags)
{
    std::vector<DetailRow> rows = callRows(call);
    rows.push_back({0, tr("Tags"), {tags.join(tr(", "))}});
    if (leg) {
        std::vector<DetailRow> more = legRows(*leg);
        std::move(more.begin(), more.end(), std::back_inserter(rows));
    }
    // Ids are places in the whole form, so that a field keeps its selection from call to call.
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i].id = qint64(i);
    std::erase_if(rows, [](const DetailRow &row) { return row.value.text.isEmpty(); });
    setItems(std::move(rows));
}

TableCell DetailTableModel::cell(const DetailRow &item, int column) const
{
    return column == Field ? TableCell{item.field} : item.value;
}

std::vector<DetailRow> DetailTableModel::callRows(const CallLine &call) const
{
    return {
        {0, tr("Session"), CallCells::number(m_texts, CallLogService::sessionName(call.publicId))},
        {0, tr("Started"), CallCells::moment(m_texts, call.startedAt)},
        {0, tr("Process"), {call.processName}},
        {0, tr("Campaign"), {call.campaign}},
        {0, tr("Direction"), {m_texts.direction(call.direction)}},
        {0, tr("Disposition"), {m_texts.disposition(call.disposition)}},
        {0, tr("Agent"), {CallCells::agentText(call.agentCode, call.agentName)}},
        {0, tr("Customer"), CallCells::number(m_texts, call.customer.text)},
        {0, tr("Agent number"), CallCells::number(m_texts, call.agentParty.text)},
        {0, tr("Proxy number"), CallCells::number(m_texts, call.proxy)},
        {0, tr("Talk time"), CallCells::number(m_texts, m_texts.duration(call.talkSeconds))},
        {0, tr("Billable time"), CallCells::number(m_texts, m_texts.duration(call.billableSeconds))},
        {0, tr("Cost"), CallCells(m_texts).cost(call)},
        {0, tr("Recharge"), CallCells::money(m_texts, call.rechargeMicros, call.rechargeCurrency)},
        {0, tr("Recording"), {call.recordingId}},
        {0, tr("Case"), {call.caseRef}},
    };
}

std::vector<DetailRow> DetailTableModel::legRows(const LegLine &leg) const
{
    return {
        {0, tr("Leg"),
            CallCells::number(
                m_texts, QStringLiteral("%1: %2").arg(QString::number(leg.leg), m_texts.legKind(leg.kind)))},
        {0, tr("Leg started"), CallCells::moment(m_texts, leg.startedAt)},
        {0, tr("Leg answered"), CallCells::moment(m_texts, leg.answeredAt)},
        {0, tr("Leg ended"), CallCells::moment(m_texts, leg.endedAt)},
        {0, tr("Leg agent"), {CallCells::agentText(leg.agentCode, leg.agentName)}},
        {0, tr("Presented caller id"), CallCells::number(m_texts, leg.presented)},
        {0, tr("Country"), {leg.country}},
        {0, tr("Area"), {leg.area}},
        {0, tr("Account"), {leg.account}},
        {0, tr("Leg recording"), {leg.recordingId}},
        {0, tr("Consent to recording"), {m_texts.consent(leg.consent)}},
        {0, tr("Rate zone"), CallCells::number(m_texts, leg.rateZone)},
        {0, tr("Leg cost"), CallCells::money(m_texts, leg.costMicros, leg.currency)},
        {0, tr("Leg recharge"), CallCells::money(m_texts, leg.rechargeMicros, leg.rechargeCurrency)},
        {0, tr("Masked by revision"), {leg.revision > 0 ? QString::number(leg.revision) : QString()}},
    };
}

} // namespace callveil
