// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calls/party_rule.h"

namespace callveil {

namespace {

PartySide opposite(bool callerIsMarked)
{
    return callerIsMarked ? PartySide::CalleeIsCustomer : PartySide::CallerIsCustomer;
}

bool isExtension(const PartyFacts &side)
{
    return side.kind == NumberKind::Extension;
}

} // namespace

std::optional<PartySide> customerSide(const PartyFacts &caller, const PartyFacts &callee, Direction direction)
{
    if (caller.isDid != callee.isDid) {
        // The leg between platform and agent has a DID on it too: there the DID stands in for the customer.
        const PartyFacts &party = caller.isDid ? callee : caller;
        if (!party.isAgent && !isExtension(party))
            return opposite(caller.isDid);
    }
    if (caller.isAgent != callee.isAgent)
        return opposite(caller.isAgent);
    if (isExtension(caller) != isExtension(callee))
        return opposite(isExtension(caller));
    if (direction == Direction::Inbound)
        return PartySide::CallerIsCustomer;
    if (direction == Direction::Outbound)
        return PartySide::CalleeIsCustomer;
    return std::nullopt;
}

} // namespace callveil
