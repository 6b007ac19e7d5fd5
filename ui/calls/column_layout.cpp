// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/column_layout.h"

#include "tables/calls/call_cells.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/heading_width.h"
#include "ui/widgets/number_delegate.h"

#include <QHeaderView>
#include <QJsonObject>
#include <QLocale>

namespace callveil {

namespace {

const QLatin1String s_key("key"), s_width("width"), s_hidden("hidden");

/// What a column is made wide enough for.
QString usualText(CallColumn column)
{
    switch (column) {
    case CallColumn::Started:
        return QString(QLocale().toString(QDate(2026, 11, 28), QLocale::ShortFormat) + QStringLiteral(" 22:22:22"));
    case CallColumn::Customer:
    case CallColumn::AgentNumber:
    case CallColumn::ProxyNumber:
        return QStringLiteral("+49xxxxxxxxxxxx"); // the longest of the usual ones
    case CallColumn::Session:
        return QStringLiteral("sess_") + QString(26, QLatin1Char('0'));
    case CallColumn::Duration:
        return QStringLiteral("0:00:00");
    case CallColumn::Cost:
        return QStringLiteral("0.0000 USD");
    case CallColumn::Process:
        return QStringLiteral("Customer Support");
    case CallColumn::Campaign:
        return QStringLiteral("Evening rounds");
    case CallColumn::Direction:
        return QStringLiteral("Outbound");
    case CallColumn::Agent:
        return QStringLiteral("Elena Martin (A105)");
    case CallColumn::Recording:
        return QStringLiteral("rec_00000000");
    case CallColumn::Legs:
        break;
    }
    return {};
}

int usualWidth(const QTableView &table, CallColumn column)
{
    const QFont font = CallCells::isNumber(column) ? NumberDelegate::fontFor(table.font()) : table.font();
    const int text = QFontMetrics(font).horizontalAdvance(usualText(column)) + gridUnit(&table) * 3 / 2;
    const bool sortable = column == CallColumn::Started;
    return std::max(text, headingWidth(*table.horizontalHeader(), int(column), sortable));
}

bool showsAny(const QJsonArray &layout)
{
    for (const QJsonValue &entry : layout) {
        const QJsonObject column = entry.toObject();
        if (callColumnFromKey(column[s_key].toString()) && !column[s_hidden].toBool())
            return true;
    }
    return false;
}

} // namespace

QJsonArray columnLayout(const QTableView &table)
{
    const QHeaderView &header = *table.horizontalHeader();
    QJsonArray layout;
    for (int place = 0; place < header.count(); ++place) {
        const int column = header.logicalIndex(place);
        const bool hidden = header.isSectionHidden(column);
        layout.append(QJsonObject{{s_key, callColumnKey(allCallColumns[size_t(column)])},
            {s_width, hidden ? 0 : header.sectionSize(column)}, {s_hidden, hidden}});
    }
    return layout;
}

void setColumnLayout(QTableView &table, const QJsonArray &layout)
{
    if (!showsAny(layout))
        return;
    QHeaderView &header = *table.horizontalHeader();
    int place = 0;
    for (const QJsonValue &entry : layout) {
        const QJsonObject wanted = entry.toObject();
        const auto column = callColumnFromKey(wanted[s_key].toString());
        if (!column)
            continue;
        header.moveSection(header.visualIndex(int(*column)), place++);
        header.setSectionHidden(int(*column), wanted[s_hidden].toBool());
        if (const int width = wanted[s_width].toInt(); width > 0)
            header.resizeSection(int(*column), std::max(width, header.minimumSectionSize()));
    }
}

QJsonArray usualColumnLayout(const QTableView &table)
{
    QJsonArray layout;
    for (const CallColumn column : allCallColumns)
        layout.append(QJsonObject{{s_key, callColumnKey(column)}, {s_width, usualWidth(table, column)},
            {s_hidden, column == CallColumn::Cost}}); // empty until calls are rated
    return layout;
}

} // namespace callveil
