// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/reject_table_model.h"

namespace callveil {

RejectTableModel::RejectTableModel(CallTexts texts, QObject *parent)
    : ListTableModel({{tr("Line")}, {tr("Column")}, {tr("Fault")}}, parent), m_texts(std::move(texts))
{ }

void RejectTableModel::setRejects(const std::vector<RowReject> &rejects)
{
    std::vector<RejectLine> lines;
    lines.reserve(rejects.size());
    for (const RowReject &reject : rejects)
        lines.push_back({qint64(lines.size()), reject});
    setItems({});
    setItems(std::move(lines));
}

TableCell RejectTableModel::cell(const RejectLine &item, int column) const
{
    switch (column) {
    case Line:
        return {QLocale().toString(item.reject.line), {}, item.reject.line};
    case ColumnName:
        return {item.reject.column};
    case Fault:
        return {m_texts.fault(item.reject.fault)};
    default:
        return {};
    }
}

} // namespace callveil
