// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/sodium.h"

#include <QString>

namespace callveil {

// The copy of a number that a service needs to route a call (security.md, Keys): sealed to its public key, of one size
// whatever the number. Whether a copy is the binding's, the pair's keyed hash tells: anybody can seal.

/// `number`: E.164, of at most 16 characters.
[[nodiscard]] QByteArray sealedCopy(const QString &number, const QByteArray &boxKey);
/// Fails with CiphertextDamaged for what is no copy of a number, or not sealed to these keys.
[[nodiscard]] Result<QString> openedCopy(const QByteArray &sealed, const BoxKeys &keys);

} // namespace callveil
