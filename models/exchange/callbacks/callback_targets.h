// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QHostAddress>
#include <QStringList>

#include <vector>

namespace callveil {

/// Whether a console or the service may call an address.
enum class AddressKind {
    Public, ///< of the Internet
    Internal, ///< of this computer or of an organisation's own network: only where an administrator allows it
    Never, ///< no single computer's, or of one that gives secrets away: links, metadata of clouds, embedded addresses
};
[[nodiscard]] AddressKind kindOf(const QHostAddress &address);

/// Which internal targets an administrator allows, and what follows for an address that a name was resolved to. Whoever
/// calls connects to the very address that was asked about: a name may be resolved otherwise the next time.
class CallbackTargets final {
public:
    CallbackTargets() = default;
    /// Entries in the form of checkedEntry(); others count for nothing.
    explicit CallbackTargets(const QStringList &entries);

    [[nodiscard]] bool mayCall(const QString &host, const QHostAddress &address) const;

    /// The entries of a text, between commas, blanks and lines.
    [[nodiscard]] static QStringList listed(const QString &text);
    /// An entry as it is kept: an address, a network such as 10.1.0.0/16, or the whole name of a host. Fails with
    /// ChoiceUnknown (targets) for anything else, and for networks that hold addresses that are never called.
    [[nodiscard]] static Result<QString> checkedEntry(const QString &typed);

private:
    std::vector<std::pair<QHostAddress, int>> m_networks;
    QStringList m_hosts;
};

} // namespace callveil
