// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace callveil {

/// The columns of the call log, in the order in which they are first shown.
enum class CallColumn {
    Started,
    Process,
    Campaign,
    Direction,
    Agent,
    Customer,
    AgentNumber,
    ProxyNumber,
    Duration,
    Legs,
    Cost,
    Recording,
    Session,
};

inline constexpr std::array allCallColumns{CallColumn::Started, CallColumn::Process, CallColumn::Campaign,
    CallColumn::Direction, CallColumn::Agent, CallColumn::Customer, CallColumn::AgentNumber, CallColumn::ProxyNumber,
    CallColumn::Duration, CallColumn::Legs, CallColumn::Cost, CallColumn::Recording, CallColumn::Session};

/// The stable name for settings and saved views: "agent-number".
[[nodiscard]] QString callColumnKey(CallColumn column);
[[nodiscard]] std::optional<CallColumn> callColumnFromKey(const QString &key);

} // namespace callveil
