// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/key_blob.h"
#include "storage/people/person_store.h"

#include <memory>

namespace callveil {

[[nodiscard]] SecretBytes secretOf(const QString &password);

/// At the usual cost: the database password is derived before a server can be asked at which cost its blob was closed.
[[nodiscard]] Result<PasswordKeys> passwordKeys(
    const QString &password, const QByteArray &fingerprint, const QString &userName);

/// Reads a person, opens his keys with what was typed, and checks their certificate: who he is and what he may do now,
/// not yet signed in. Fails with SignInRefused for an unknown user and for a wrong password alike, with PersonDisabled,
/// CertificateInvalid and CostLowered.
[[nodiscard]] Result<std::shared_ptr<Identity>> openPerson(PersonStore &store, const Organisation &organisation,
    const QString &userName, const QString &typed, const PasswordKeys &usual);

} // namespace callveil
