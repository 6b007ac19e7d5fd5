// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/binding.h"
#include "storage/crypto/secret_bytes.h"

#include <memory>

namespace callveil {

/// Keyed hashes by which bindings know their parties without holding a number: derived from the writer key
/// (security.md). A party comes as WriterKeys::agentIndex() of its number, which is stored of agents.
class RouteKeys final {
public:
    explicit RouteKeys(const SecretBytes &writerKey);

    /// A party on one proxy number: on two numbers it has two, so that nobody sees that they belong together.
    [[nodiscard]] QByteArray party(DidId did, const QByteArray &partyIndex) const;
    /// Both parts together make two orders the same binding.
    [[nodiscard]] QByteArray customer(
        PoolId pool, ProcessId process, BindingModel model, const QString &caseRef, const QByteArray &partyIndex) const;
    [[nodiscard]] QByteArray agent(
        PoolId pool, ProcessId process, BindingModel model, const QString &caseRef, const QByteArray &partyIndex) const;
    /// A party with a number of its own in a pool.
    [[nodiscard]] QByteArray owner(PoolId pool, ProcessId process, BindingModel model, const QByteArray &party) const;
    /// A party that wants no calls over the numbers of a brand, whatever pool they are in.
    [[nodiscard]] QByteArray optOut(const QString &brand, const QByteArray &partyIndex) const;
    /// A call of whoever handed in its record, by his own name of it, which may hold a number.
    [[nodiscard]] QByteArray call(const QString &source, const QString &callRef) const;

private:
    [[nodiscard]] QByteArray part(const char *side, PoolId pool, ProcessId process, BindingModel model,
        const QString &caseRef, const QByteArray &partyIndex) const;

    std::shared_ptr<const SecretBytes> m_party, m_key, m_optOut, m_call;
};

} // namespace callveil
