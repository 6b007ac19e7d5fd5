// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/platform/opt_out_table_model.h"

namespace callveil {

OptOutTableModel::OptOutTableModel(CellTexts texts, SourceText source, QObject *parent)
    : ListTableModel({{tr("Brand")}, {tr("Since")}, {tr("Source")}, {tr("Added by")}}, parent),
      m_texts(std::move(texts)), m_source(source)
{ }

TableCell OptOutTableModel::cell(const OptOut &item, int column) const
{
    switch (column) {
    case BrandName:
        if (item.holds)
            return {item.brand};
        return {tr("%1 (no pool has it)").arg(item.brand), {}, {},
            tr("No pool has this brand any more: the opt-out holds again when one has.")};
    case Since:
        return m_texts.timeCell(item.createdAt);
    case Source:
        return {m_source(item.source)};
    default:
        return {item.addedBy.isSet() ? item.addedByName : tr("A switch")};
    }
}

} // namespace callveil
