// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/base/result.h"

namespace callveil {

/// A carrier of the voice platform, through which masked calls go out.
struct Gateway {
    static constexpr int mostPriority = 99;
    static constexpr int mostChannels = 100000;
    static constexpr int mostPrefixes = 100;

    GatewayId id;
    int revision = 0; ///< counts changes: one that somebody else made meanwhile is seen
    QString name;
    QString target; ///< SipTarget::text()
    QStringList prefixes; ///< of the numbers that it serves, "+44"; sorted; empty: all
    int priority = 0; ///< the lower one is tried first
    int channels = 0; ///< calls at once at most; 0: not limited
    bool enabled = true;

    bool operator==(const Gateway &) const = default;
};

/// Prefixes in the form in which they are stored, each once: + and 1 to 7 digits, the first not 0, with which no
/// country code begins. Fails with ChoiceUnknown (prefixes); what could be a number is never repeated.
[[nodiscard]] Result<QStringList> checkedPrefixes(const QStringList &prefixes);
/// The same of a typed list, separated by blanks, commas or semicolons.
[[nodiscard]] Result<QStringList> readPrefixes(const QString &list);

/// The gateway in the form in which it is stored; its name is checked elsewhere. Fails with what readSipTarget() and
/// checkedPrefixes() fail with, and ChoiceUnknown with field and range (priority, channels).
[[nodiscard]] Result<Gateway> checkedGateway(Gateway gateway);

} // namespace callveil
