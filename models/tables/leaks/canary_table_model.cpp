// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/leaks/canary_table_model.h"

#include <QLocale>

namespace callveil {

CanaryTableModel::CanaryTableModel(CellTexts texts, QObject *parent)
    : ListTableModel({{tr("Planted in")}, {tr("Seen")}, {tr("Since")}, {tr("Planted by")}}, parent),
      m_texts(std::move(texts))
{ }

TableCell CanaryTableModel::cell(const Canary &item, int column) const
{
    switch (column) {
    case PlantedIn:
        return {item.name};
    case Seen:
        if (item.seen > 0)
            return {tr("Open findings: %1").arg(QLocale().toString(item.seen)), {}, item.seen, {}, CellSign::Warning};
        if (!item.isLookedFor)
            return {tr("Not looked for everywhere yet"), {}, -1};
        return {tr("Nowhere"), {}, 0, {}, CellSign::Good};
    case Since:
        return m_texts.timeCell(item.plantedAt);
    default:
        return {item.plantedByName};
    }
}

} // namespace callveil
