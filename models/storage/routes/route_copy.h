// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/platform/route.h"
#include "storage/crypto/sodium.h"

#include <QString>

namespace callveil {

// The copy of a number that a service needs to route a call (security.md, Keys): sealed to its public key, of one size
// whatever the number. Whether a copy is the binding's, the pair's keyed hash tells: anybody can seal.

/// `number`: E.164, of at most 16 characters.
[[nodiscard]] QByteArray sealedCopy(const QString &number, const QByteArray &boxKey);

/// Fails with CiphertextDamaged for what is no copy of a number, or not sealed to these keys.
[[nodiscard]] Result<QString> openedCopy(const QByteArray &sealed, const BoxKeys &keys);

/// Whose copy it is: a side of a binding, or a listed agent.
struct CopyPlace {
    BindingId binding; ///< unset for an agent
    PartySide side = PartySide::Agent;
    AgentId agent;

    auto operator<=>(const CopyPlace &) const = default;
};

/// Opens a service's copies. Sealed ones take long to open (public keys); once opened they are kept under a key that
/// only the service's private key gives, so that all routes are soon made again after a crash of the server.
class CopyOpener final {
public:
    explicit CopyOpener(const BoxKeys &keys);

    /// Of either kind. Fails like openedCopy(), and for what was kept for another place.
    [[nodiscard]] Result<QString> open(const QByteArray &copy, const CopyPlace &place) const;
    [[nodiscard]] QByteArray kept(const QString &number, const CopyPlace &place) const;
    [[nodiscard]] static bool isKept(const QByteArray &copy);

private:
    BoxKeys m_keys;
    SecretBytes m_own;
};

} // namespace callveil
