// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/call_cells.h"

namespace callveil {

QString CallCells::title(CallColumn column)
{
    switch (column) {
    case CallColumn::Started:
        return tr("Started");
    case CallColumn::Process:
        return tr("Process");
    case CallColumn::Campaign:
        return tr("Campaign");
    case CallColumn::Direction:
        return tr("Direction");
    case CallColumn::Agent:
        return tr("Agent");
    case CallColumn::Customer:
        return tr("Customer");
    case CallColumn::AgentNumber:
        return tr("Agent number");
    case CallColumn::ProxyNumber:
        return tr("Proxy number");
    case CallColumn::Duration:
        return tr("Duration");
    case CallColumn::Legs:
        return tr("Legs");
    case CallColumn::Cost:
        return tr("Cost");
    case CallColumn::Recording:
        return tr("Recording");
    case CallColumn::Session:
        return tr("Session");
    }
    return {};
}

QVariant CallCells::heading(CallColumn column, int role) const
{
    const bool times = column == CallColumn::Started;
    switch (role) {
    case Qt::DisplayRole:
        return times ? QVariant(QStringLiteral("%1 (%2)").arg(title(column), QString::fromUtf8(m_texts.zone.id())))
                     : QVariant(title(column));
    case Qt::AccessibleTextRole:
        return title(column);
    case Qt::ToolTipRole:
        return times ? QVariant(tr("Times are shown in the zone %1.").arg(QString::fromUtf8(m_texts.zone.id())))
                     : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isFigure(column) ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant CallCells::data(const CallLine &call, CallColumn column, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isFigure(column) ? Qt::AlignRight : Qt::AlignLeft));
    return cell(call, column).data(role);
}

TableCell CallCells::cell(const CallLine &call, CallColumn column) const
{
    switch (column) {
    case CallColumn::Started:
        return moment(m_texts, call.startedAt);
    case CallColumn::Process:
        return {call.processName};
    case CallColumn::Campaign:
        return {call.campaign};
    case CallColumn::Direction:
        return {m_texts.direction(call.direction)};
    case CallColumn::Agent:
        return {agentText(call.agentCode, call.agentName)};
    case CallColumn::Customer:
        return number(m_texts, call.customer.text);
    case CallColumn::AgentNumber:
        return number(m_texts, call.agentParty.text);
    case CallColumn::ProxyNumber:
        return number(m_texts, call.proxy);
    case CallColumn::Duration:
        return number(m_texts, m_texts.duration(call.talkSeconds));
    case CallColumn::Legs:
        return number(m_texts, QLocale().toString(call.legs));
    case CallColumn::Cost:
        return cost(call);
    case CallColumn::Recording:
        return {call.recordingId};
    case CallColumn::Session:
        return number(m_texts, CallLogService::sessionName(call.publicId));
    }
    return {};
}

TableCell CallCells::money(const CallTexts &texts, std::optional<qint64> micros, const QString &currency)
{
    if (!micros)
        return {};
    const QString text = costText(micros, currency);
    return {texts.number(text), text, *micros};
}

TableCell CallCells::cost(const CallLine &call) const
{
    if (!call.costMicros && call.ratedLegs == 0)
        return {};
    if (!call.costMicros)
        return {
            tr("several currencies"), {}, {}, tr("Its legs cost amounts of several currencies: see them one by one.")};
    TableCell cell = money(m_texts, call.costMicros, call.currency);
    const int unrated = call.ratedLegs > 0 ? call.legs - call.ratedLegs : 0;
    if (unrated <= 0)
        return cell;
    cell.plain = tr("%1 + ?").arg(cell.plain);
    cell.text = m_texts.number(cell.plain);
    cell.tip = tr("Legs without a rate: %1. What they cost is not in this sum.").arg(unrated);
    return cell;
}

QString CallCells::costText(std::optional<qint64> micros, const QString &currency)
{
    if (!micros)
        return {};
    // By digits: an amount of money is never a double.
    const quint64 whole = quint64(qAbs(*micros)) / 1000000;
    QString part = QStringLiteral("%1").arg(quint64(qAbs(*micros)) % 1000000, 6, 10, QLatin1Char('0'));
    while (part.size() > 2 && part.endsWith(QLatin1Char('0')))
        part.chop(1);
    const QLocale locale;
    const QString sign = *micros < 0 ? locale.negativeSign() : QString();
    const QString amount = sign + locale.toString(whole) + locale.decimalPoint() + part;
    return currency.isEmpty() ? amount : QString(amount + QChar::Nbsp + currency);
}

QString CallCells::agentText(const QString &code, const QString &name)
{
    if (code.isEmpty() || name.isEmpty() || code == name)
        return code.isEmpty() ? name : code;
    return QStringLiteral("%1 (%2)").arg(name, code);
}

bool CallCells::isNumber(CallColumn column)
{
    return column == CallColumn::Customer || column == CallColumn::AgentNumber || column == CallColumn::ProxyNumber
        || column == CallColumn::Session;
}

bool CallCells::isFigure(CallColumn column)
{
    return column == CallColumn::Duration || column == CallColumn::Legs || column == CallColumn::Cost;
}

} // namespace callveil
