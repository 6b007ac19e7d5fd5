// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/shown_call_sheet.h"

#include "tables/calls/call_cells.h"

namespace callveil {

CallSheet shownCallSheet(CallTexts texts)
{
    const CallCells cells(std::move(texts));
    CallSheet sheet;
    sheet.head.title = QCoreApplication::translate("CallCells", "Calls");
    sheet.head.note = cells.heading(CallColumn::Started, Qt::ToolTipRole).toString();
    sheet.head.page = QCoreApplication::translate("CallCells", "Page %1");
    for (const CallColumn column : allCallColumns)
        sheet.head.columns.push_back({cells.heading(column, Qt::DisplayRole).toString(), CallCells::isFigure(column)});
    sheet.cells = [cells](const CallLine &line) {
        QStringList row;
        for (const CallColumn column : allCallColumns)
            row.append(cells.cell(line, column).data(PlainRole).toString());
        return row;
    };
    return sheet;
}

} // namespace callveil
