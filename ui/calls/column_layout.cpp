// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/column_layout.h"

#include "tables/calls/call_column.h"
#include "ui/widgets/grid.h"

#include <QHeaderView>
#include <QJsonObject>

namespace callveil {

namespace {

const QLatin1String s_key("key"), s_width("width"), s_hidden("hidden");

/// In average characters.
int usualWidth(CallColumn column)
{
    switch (column) {
    case CallColumn::Started:
        return 24;
    case CallColumn::Customer:
    case CallColumn::AgentNumber:
    case CallColumn::ProxyNumber:
        return 19;
    case CallColumn::Process:
    case CallColumn::Campaign:
    case CallColumn::Agent:
    case CallColumn::Recording:
        return 17;
    case CallColumn::Session:
        return 36;
    case CallColumn::Legs:
        return 8;
    case CallColumn::Direction:
    case CallColumn::Duration:
    case CallColumn::Cost:
        return 12;
    }
    return 12;
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
        layout.append(QJsonObject{
            {s_key, callColumnKey(column)}, {s_width, characters(&table, usualWidth(column))}, {s_hidden, false}});
    return layout;
}

} // namespace callveil
