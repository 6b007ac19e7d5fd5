// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/callbacks/delivery_table_model.h"

#include <QLocale>

namespace callveil {

DeliveryTableModel::DeliveryTableModel(DeliveryWords words, QObject *parent)
    : ListTableModel({{tr("Noted")}, {tr("Event")}, {tr("Process")}, {tr("State")}, {tr("Attempts"), true},
                         {tr("Answer")}, {tr("Took (ms)"), true}, {tr("Last tried")}, {tr("Next try")}, {tr("Id")}},
        parent),
      m_words(words)
{ }

TableCell DeliveryTableModel::stateCell(const CallbackDelivery &item) const
{
    const bool isTriedAgain = item.state == CallbackState::Waiting && item.attempts > 0;
    const CellSign sign = item.state == CallbackState::Delivered ? CellSign::Good
        : item.state == CallbackState::Failed || isTriedAgain    ? CellSign::Warning
                                                                 : CellSign::Neutral;
    return TableCell::state(sign, m_words.state(item.state));
}

TableCell DeliveryTableModel::answerCell(const CallbackDelivery &item) const
{
    if (item.failure != CallbackFailure::None)
        return {m_words.failure(item.failure)};
    return item.status.value_or(0) > 0 ? m_words.texts.numberCell(QString::number(*item.status), *item.status)
                                       : TableCell();
}

TableCell DeliveryTableModel::cell(const CallbackDelivery &item, int column) const
{
    switch (column) {
    case NotedAt:
        return m_words.texts.timeCell(item.createdAt);
    case Event:
        return {m_words.type(item.type)};
    case Process:
        return {item.process};
    case State:
        return stateCell(item);
    case Attempts:
        return {QLocale().toString(item.attempts), {}, item.attempts};
    case Answer:
        return answerCell(item);
    case Took:
        return item.tookMs ? TableCell{QLocale().toString(*item.tookMs), {}, *item.tookMs} : TableCell();
    case LastTried:
        return item.lastAt ? m_words.texts.timeCell(*item.lastAt) : TableCell();
    case NextTry:
        return item.state == CallbackState::Waiting && item.attempts > 0 ? m_words.texts.timeCell(item.nextAt)
                                                                         : TableCell();
    default:
        return m_words.texts.numberCell(QString(QStringLiteral("evt_") + QString::fromLatin1(item.publicId.toHex())));
    }
}

} // namespace callveil
