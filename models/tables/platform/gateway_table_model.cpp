// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/platform/gateway_table_model.h"

#include <QLocale>

namespace callveil {

GatewayTableModel::GatewayTableModel(CellTexts texts, QObject *parent)
    : ListTableModel({{tr("Gateway")}, {tr("Target")}, {tr("Prefixes")}, {tr("Priority"), true}, {tr("Channels"), true},
                         {tr("State")}},
        parent),
      m_texts(std::move(texts))
{ }

TableCell GatewayTableModel::cell(const Gateway &item, int column) const
{
    switch (column) {
    case GatewayName:
        return {item.name};
    case Target:
        return m_texts.numberCell(item.target);
    case Prefixes:
        if (item.prefixes.isEmpty())
            return {tr("All")};
        return m_texts.numberCell(item.prefixes.join(QStringLiteral(", ")));
    case Priority:
        return {QLocale().toString(item.priority), {}, item.priority};
    case Channels:
        if (item.channels == 0) // which is more than any limit
            return {tr("not limited"), {}, Gateway::mostChannels + 1};
        return {QLocale().toString(item.channels), {}, item.channels};
    default:
        return item.enabled ? TableCell::state(CellSign::Good, tr("Enabled"))
                            : TableCell::state(CellSign::Neutral, tr("Disabled"));
    }
}

} // namespace callveil
