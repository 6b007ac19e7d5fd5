// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace callveil {

/// Where calls are sent: a SIP URI (RFC 3261) that names a host and nobody on it, because a user part would be a place
/// for a number.
struct SipTarget {
    bool secure = false; ///< sips:
    QString host; ///< lower case: a name, an IPv4 address, or an IPv6 address without its brackets
    bool isAddress = false; ///< an IPv4 or IPv6 address
    int port = 0; ///< 0: the usual one
    QString transport; ///< udp, tcp or tls; empty: none is named

    /// The one form in which it is stored.
    [[nodiscard]] QString text() const;

    bool operator==(const SipTarget &) const = default;
};

/// Reads a target as it is typed. Fails with NameEmpty, TextTooLong, ChoiceUnknown, and TextHoldsNumber for a host with
/// as many digits in a row as a number (all: target). What could be a number is never repeated.
[[nodiscard]] Result<SipTarget> readSipTarget(const QString &typed);

} // namespace callveil
