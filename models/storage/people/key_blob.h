// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/identity.h"

namespace callveil {

/// What one run of Argon2id on a typed password yields: the key of the private halves, and the database password.
struct PasswordKeys {
    SecretBytes blobKey;
    SecretBytes databasePassword; ///< base64 text

    /// The salt is made of the organisation's fingerprint and the user name, so that no server need be asked.
    [[nodiscard]] static Result<PasswordKeys> derive(
        const SecretBytes &password, const QByteArray &fingerprint, const QString &userName, const KdfCost &cost = {});
};

/// Private keys as stored: encrypted under the password's key.
struct KeyBlob {
    KdfCost cost;
    QByteArray blob;

    [[nodiscard]] static KeyBlob close(const PersonKeys &keys, const PasswordKeys &password,
        const QByteArray &fingerprint, const QString &userName, const KdfCost &cost = {});
    /// Fails with CiphertextDamaged for a wrong password.
    [[nodiscard]] Result<PersonKeys> open(
        const PasswordKeys &password, const QByteArray &fingerprint, const QString &userName) const;
    /// The same with the typed password: what it yields at the usual cost does not open a blob of another cost.
    [[nodiscard]] Result<PersonKeys> open(const SecretBytes &typed, const PasswordKeys &usual,
        const QByteArray &fingerprint, const QString &userName) const;
};

} // namespace callveil
