// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/call_outcome.h"
#include "services/bindings/did_book.h"
#include "storage/people/identity.h"

namespace callveil {

// What the number that was dialled is, for whoever tests a call and for whoever routes it.

/// Whether it is an emergency number of a country; what was dialled is compared here and sent to no server.
[[nodiscard]] Result<bool> isEmergencyNumber(Connection &connection, const QString &digits);

/// One of ours with its pool, out of `pools`; the pool is unset when it is in none of them.
[[nodiscard]] CalledDid calledDid(const QString &number, const BookedDid &did, const std::vector<Pool> &pools);

} // namespace callveil
