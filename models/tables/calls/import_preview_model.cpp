// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/import_preview_model.h"

#include "tables/calls/call_cells.h"

namespace callveil {

ImportPreviewModel::ImportPreviewModel(CallTexts texts, QObject *parent)
    : ListTableModel({{tr("Line")}, {tr("Started")}, {tr("Process")}, {tr("Direction")}, {tr("Disposition")},
                         {tr("Customer")}, {tr("Agent number")}, {tr("Proxy number")}, {tr("Duration"), true}},
        parent),
      m_texts(std::move(texts))
{ }

TableCell ImportPreviewModel::cell(const PreviewCall &item, int column) const
{
    switch (column) {
    case Line:
        return {QLocale().toString(item.line), {}, item.line};
    case Started:
        return CallCells::moment(m_texts, item.startedAt);
    case ProcessColumn:
        return {item.process};
    case DirectionColumn:
        return {m_texts.direction(item.direction)};
    case DispositionColumn:
        return {m_texts.disposition(item.disposition)};
    case Customer:
        return CallCells::number(m_texts, item.customer);
    case Agent:
        return CallCells::number(m_texts, item.agent);
    case Proxy:
        return CallCells::number(m_texts, item.proxy);
    case Duration:
        return {m_texts.duration(item.billableSeconds), {}, item.billableSeconds};
    default:
        return {};
    }
}

} // namespace callveil
