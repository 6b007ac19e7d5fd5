// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/access/access_store.h"
#include "storage/people/person_store.h"
#include "storage/vault/vault_keys.h"

#include <functional>

namespace callveil {

/// What came of giving keys.
struct SealOutcome {
    std::vector<PersonId> served;
    std::vector<Error> refusals; ///< why somebody got nothing, or not all: each once
};

/// Seals the keys that a person holds to everybody who is entitled to them and waits.
class SealKeeper final {
public:
    SealKeeper(Connection &connection, const Identity &me)
        : m_connection(connection), m_me(me), m_vaults(connection, me)
    { }

    using Wanted = std::function<bool(const PendingSeal &)>;

    /// Inside the caller's transaction, of those that wait the wanted ones; each person that got keys is recorded.
    /// Nothing is sealed to a person whose keys the organisation root did not certify, because somebody else put them
    /// there, and no key is given on that is damaged: both wait on, and keep nobody else waiting.
    [[nodiscard]] Result<SealOutcome> complete(const Wanted &wanted);
    [[nodiscard]] Result<SealOutcome> complete(PersonId person)
    {
        return complete([person](const PendingSeal &pending) { return pending.person == person; });
    }

private:
    [[nodiscard]] Result<void> give(
        const std::vector<PendingSeal> &pending, const Person &person, SealOutcome &outcome);
    [[nodiscard]] Result<QByteArray> sealed(const PendingSeal &pending, const Person &person);
    [[nodiscard]] Result<void> note(const PendingSeal &pending, SealOutcome &outcome);

    Connection &m_connection;
    const Identity &m_me;
    VaultKeys m_vaults;
};

} // namespace callveil
