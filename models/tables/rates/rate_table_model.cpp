// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/rates/rate_table_model.h"

#include "tables/calls/call_cells.h"

#include <limits>

namespace callveil {

RateTableModel::RateTableModel(RateTexts texts, QObject *parent)
    : ListTableModel(
        {{tr("List")}, {tr("Prefix")}, {tr("Country")}, {tr("Price per minute"), true}, {tr("Minimum/increment"), true},
            {tr("Valid from")}, {tr("Valid until")}, {tr("State")}, {tr("Added")}},
        parent),
      m_texts(std::move(texts))
{ }

void RateTableModel::setRows(const std::vector<RateRow> &rows)
{
    std::vector<RateLine> lines;
    for (const RateRow &row : rows) {
        RateLine line;
        line.entry.rate = row.rate;
        line.entry.rate.id = {row.line};
        lines.push_back(std::move(line));
    }
    setItems({});
    setItems(std::move(lines));
}

TableCell RateTableModel::untilCell(const RateLine &item) const
{
    if (!item.until)
        return {QString(), {}, std::numeric_limits<qint64>::max()};
    return m_texts.cells.timeCell(*item.until);
}

TableCell RateTableModel::stateCell(RateState state) const
{
    return TableCell::state(state == RateState::Valid ? CellSign::Good : CellSign::Neutral, m_texts.state(state));
}

TableCell RateTableModel::addedCell(const RateEntry &entry) const
{
    if (entry.addedAt == 0)
        return {};
    const QString time = m_texts.cells.time(entry.addedAt);
    return {tr("%1, %2").arg(m_texts.cells.number(time), entry.addedBy), tr("%1, %2").arg(time, entry.addedBy),
        entry.addedAt};
}

TableCell RateTableModel::cell(const RateLine &item, int column) const
{
    const Rate &rate = item.entry.rate;
    switch (column) {
    case List:
        return {m_texts.kind(rate.kind)};
    case Prefix:
        return m_texts.prefixCell(rate.prefix);
    case Country:
        return m_texts.countryCell(rate.prefix);
    case Price: {
        const QString price = CallCells::costText(rate.price, rate.currency);
        return {m_texts.cells.number(price), price, rate.price};
    }
    case Increment: {
        const QString text = incrementText(rate);
        return {m_texts.cells.number(text), text, rate.minimum * (Rate::mostSeconds + 1) + rate.increment};
    }
    case ValidFrom:
        return m_texts.cells.timeCell(rate.validFrom);
    case ValidUntil:
        return untilCell(item);
    case State:
        return stateCell(item.state);
    default:
        return addedCell(item.entry);
    }
}

} // namespace callveil
