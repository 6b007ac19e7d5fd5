// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/base/result.h"
#include "storage/crypto/sodium.h"

#include <optional>

namespace callveil {

// What the organisation root signs. Every text starts with its kind, and every field with its length, so that no
// certificate can be read as another.

[[nodiscard]] QByteArray personClaim(const QString &name, const QByteArray &boxKey, const QByteArray &signKey);
[[nodiscard]] QByteArray vaultClaim(ProcessId process, int generation, const QByteArray &boxKey);
[[nodiscard]] QByteArray recoveryClaim(const QByteArray &boxKey);
/// `check` is what the writer key alone yields.
[[nodiscard]] QByteArray writerClaim(const QByteArray &check);

/// A certificate of a key that may be replaced: the moment (8 bytes, ms since 1970) and the root's signature over it
/// and the claim. A key that replaces another is issued later, whatever the clock says.
[[nodiscard]] QByteArray issue(const SignKeys &root, const QByteArray &claim, qint64 laterThan = 0);
/// When a certificate was issued; nullopt when `rootKey` did not issue it for the claim.
[[nodiscard]] std::optional<qint64> issuedAt(
    const QByteArray &claim, const QByteArray &certificate, const QByteArray &rootKey);
/// When it says that it was issued, unchecked; 0 when it says nothing.
[[nodiscard]] qint64 claimedMoment(const QByteArray &certificate);

/// The 12 bytes by which an organisation is known outside its database: six words when written.
[[nodiscard]] QByteArray fingerprintOf(const QByteArray &rootKey);

/// Whether a failure tells of something stored that was damaged, or put there by somebody else: what is beside it may
/// be whole.
[[nodiscard]] bool isDamage(const Error &error);

/// Fields joined, each after its length (4 bytes, big endian): an unambiguous text for hashing and signing.
[[nodiscard]] QByteArray joinFields(const QList<QByteArray> &fields);

} // namespace callveil
