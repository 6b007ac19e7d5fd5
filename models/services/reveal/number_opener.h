// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/vault/reveal_store.h"
#include "storage/vault/vault_keys.h"

namespace callveil {

/// Opens numbers that were fetched, many of them under few epoch keys. These are wiped with the object.
class NumberOpener final {
public:
    NumberOpener(Connection &connection, const Identity &me) : m_me(me), m_vaults(connection, me) { }

    /// E.164. Fails with VaultNotReadable for whoever does not hold the vault, and with what isDamage() knows.
    [[nodiscard]] Result<QString> textOf(const FetchedNumber &number);
    /// All that can be opened; what is damaged, or in a vault that the person does not hold, is left out.
    [[nodiscard]] Result<QHash<NumberId, QString>> textsOf(const std::vector<FetchedNumber> &numbers);

private:
    [[nodiscard]] Result<const SecretBytes *> epochKey(const FetchedNumber &number);

    const Identity &m_me;
    VaultKeys m_vaults;
    std::map<qint64, SecretBytes> m_epochs;
};

} // namespace callveil
