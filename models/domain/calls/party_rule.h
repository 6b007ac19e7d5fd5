// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/call_kinds.h"
#include "domain/number/phone_number.h"

#include <optional>

namespace callveil {

/// Which side of a call record the customer is on; the agent is on the other.
enum class PartySide { CallerIsCustomer, CalleeIsCustomer };

/// What is known of one side of a call record.
struct PartyFacts {
    bool isDid = false; ///< one of the process's own proxy numbers
    bool isAgent = false; ///< number or extension of a known agent
    NumberKind kind = NumberKind::Absent;
};

/// Decides which side of an imported call record is the customer (domain.md, Numbers). The first rule that tells the
/// sides apart wins:
/// 1. opposite exactly one DID stands the customer, unless that other side is an agent or an internal extension;
/// 2. opposite exactly one known agent stands the customer;
/// 3. opposite exactly one internal extension stands the customer;
/// 4. inbound: the caller is the customer; outbound: the callee.
/// Nullopt when none does: then the mapping of the import decides, and the import counts the record.
[[nodiscard]] std::optional<PartySide> customerSide(
    const PartyFacts &caller, const PartyFacts &callee, Direction direction);

} // namespace callveil
