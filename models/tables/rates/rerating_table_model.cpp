// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/rates/rerating_table_model.h"

#include "tables/calls/call_cells.h"

namespace callveil {

namespace {

qint64 sumOf(const ChargeSums &sums, const QString &currency)
{
    const auto found = sums.micros.find(currency);
    return found == sums.micros.end() ? 0 : found->second;
}

void add(RateKind kind, const ChargeSums &before, const ChargeSums &after, std::vector<ReratedSum> &rows)
{
    std::map<QString, qint64> currencies = before.micros;
    currencies.insert(after.micros.begin(), after.micros.end());
    for (const auto &[currency, ignored] : currencies)
        rows.push_back({qint64(rows.size()) + 1, kind, currency, sumOf(before, currency), sumOf(after, currency)});
}

} // namespace

ReratingTableModel::ReratingTableModel(RateTexts texts, QObject *parent)
    : ListTableModel({{tr("List")}, {tr("So far"), true}, {tr("Rated again"), true}, {tr("Difference"), true}}, parent),
      m_texts(std::move(texts))
{ }

void ReratingTableModel::setReport(const ReratingReport &report)
{
    std::vector<ReratedSum> rows;
    add(RateKind::Cost, report.costBefore, report.costAfter, rows);
    add(RateKind::Recharge, report.rechargeBefore, report.rechargeAfter, rows);
    setItems({});
    setItems(std::move(rows));
}

TableCell ReratingTableModel::moneyCell(qint64 micros, const QString &currency) const
{
    const QString text = CallCells::costText(micros, currency);
    return {m_texts.cells.number(text), text, micros};
}

TableCell ReratingTableModel::cell(const ReratedSum &item, int column) const
{
    switch (column) {
    case List:
        return {m_texts.kind(item.kind)};
    case Before:
        return moneyCell(item.before, item.currency);
    case After:
        return moneyCell(item.after, item.currency);
    default:
        return moneyCell(item.after - item.before, item.currency);
    }
}

} // namespace callveil
