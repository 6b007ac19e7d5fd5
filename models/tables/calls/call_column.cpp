// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/call_column.h"

namespace callveil {

QString callColumnKey(CallColumn column)
{
    switch (column) {
    case CallColumn::Started:
        return QStringLiteral("started");
    case CallColumn::Process:
        return QStringLiteral("process");
    case CallColumn::Campaign:
        return QStringLiteral("campaign");
    case CallColumn::Direction:
        return QStringLiteral("direction");
    case CallColumn::Agent:
        return QStringLiteral("agent");
    case CallColumn::Customer:
        return QStringLiteral("customer");
    case CallColumn::AgentNumber:
        return QStringLiteral("agent-number");
    case CallColumn::ProxyNumber:
        return QStringLiteral("proxy-number");
    case CallColumn::Duration:
        return QStringLiteral("duration");
    case CallColumn::Legs:
        return QStringLiteral("legs");
    case CallColumn::Cost:
        return QStringLiteral("cost");
    case CallColumn::Recording:
        return QStringLiteral("recording");
    case CallColumn::Session:
        return QStringLiteral("session");
    }
    return {};
}

std::optional<CallColumn> callColumnFromKey(const QString &key)
{
    for (const CallColumn column : allCallColumns) {
        if (callColumnKey(column) == key)
            return column;
    }
    return std::nullopt;
}

} // namespace callveil
