// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/rates/unrated_table_model.h"

#include <QLocale>

namespace callveil {

UnratedTableModel::UnratedTableModel(RateTexts texts, QObject *parent)
    : ListTableModel({{tr("Process")}, {tr("Zone")}, {tr("Country")}, {tr("Why")}, {tr("Legs"), true},
                         {tr("Duration"), true}, {tr("First")}, {tr("Last")}},
        parent),
      m_texts(std::move(texts))
{ }

void UnratedTableModel::setLines(const std::vector<UnratedLine> &lines)
{
    std::vector<UnratedRow> rows;
    for (const UnratedLine &line : lines)
        rows.push_back({qint64(rows.size()) + 1, line});
    setItems({});
    setItems(std::move(rows));
}

qint64 UnratedTableModel::legs() const
{
    qint64 sum = 0;
    for (const UnratedRow &row : items())
        sum += row.line.legs.legs;
    return sum;
}

TableCell UnratedTableModel::cell(const UnratedRow &item, int column) const
{
    const UnratedLegs &legs = item.line.legs;
    switch (column) {
    case ProcessName:
        return {item.line.process};
    case Zone:
        return m_texts.prefixCell(legs.zone);
    case Country:
        return m_texts.countryCell(legs.zone);
    case Why: {
        const WhyUnrated why = whyUnrated(legs.medium, legs.zone);
        return {m_texts.why(why), {}, {}, m_texts.advice(why)};
    }
    case Legs:
        return {QLocale().toString(legs.legs), {}, legs.legs};
    case Duration: {
        const QString time = m_texts.duration(legs.billableSeconds);
        return {m_texts.cells.number(time), time, legs.billableSeconds};
    }
    case First:
        return m_texts.cells.timeCell(legs.firstAt);
    default:
        return m_texts.cells.timeCell(legs.lastAt);
    }
}

} // namespace callveil
