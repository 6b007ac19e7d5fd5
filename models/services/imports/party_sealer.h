// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/imports/staged_call.h"
#include "storage/masking/policy_store.h"
#include "storage/vault/number_sealer.h"
#include "storage/vault/writer_keys.h"

#include <memory>

namespace callveil {

/// What becomes of a party's number: masked by one revision of a process's policy, sealed for one key of its vault.
/// Keeps no number. One thread.
class PartySealer final {
public:
    PartySealer(
        PolicyRevision revision, VaultKey vault, QByteArray fingerprint, std::shared_ptr<const WriterKeys> keys);

    /// Whether the number may be somebody's line: such a one is masked, and kept in the vault.
    [[nodiscard]] static bool seals(const PhoneNumber &number);
    /// The retention month of a moment (ms since 1970): year * 100 + month.
    [[nodiscard]] static int monthOf(qint64 ms);

    /// The party as it is shown, without a number in the vault.
    [[nodiscard]] StagedParty masked(const PhoneNumber &number) const;
    /// `seq`: its place among the staged numbers.
    [[nodiscard]] StagedNumber sealed(const PhoneNumber &number, int month, qint64 seq);

    [[nodiscard]] const PolicyRevision &revision() const { return m_revision; }
    /// Whose epochs must be stored with what was sealed.
    [[nodiscard]] NumberSealer &vault() { return m_vault; }
    [[nodiscard]] const VaultKey &vaultKey() const { return m_vault.vault(); }

private:
    PolicyRevision m_revision;
    std::shared_ptr<const WriterKeys> m_keys;
    TokenHash m_tokens;
    NumberSealer m_vault;
};

} // namespace callveil
