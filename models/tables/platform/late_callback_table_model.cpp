// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/platform/late_callback_table_model.h"

#include <QLocale>

namespace callveil {

namespace {

TableCell figure(qint64 calls)
{
    return {QLocale().toString(calls), {}, calls};
}

} // namespace

LateCallbackTableModel::LateCallbackTableModel(
    CellTexts texts, AnswerText answer, CountriesText countries, QObject *parent)
    : ListTableModel({{tr("Pool")}, {tr("Answer")}, {tr("Target")}, {tr("Last 24 hours"), true},
                         {tr("Last 7 days"), true}, {tr("Last 30 days"), true}, {tr("From")}},
        parent),
      m_texts(std::move(texts)), m_answer(answer), m_countries(countries)
{ }

TableCell LateCallbackTableModel::cell(const LateCallbacks &item, int column) const
{
    switch (column) {
    case PoolName:
        return {item.pool.name};
    case Answer:
        return {m_answer(item.pool.lateAnswer)};
    case Target:
        return m_texts.numberCell(item.pool.lateTarget);
    case Day:
        return figure(item.day);
    case Week:
        return figure(item.week);
    case Month:
        return figure(item.month);
    default:
        return m_texts.numberCell(m_countries(item.countries));
    }
}

} // namespace callveil
