// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/routes/route_store.h"
#include "storage/vault/route_keys.h"
#include "storage/vault/writer_keys.h"

namespace callveil {

/// Where a service's copy of a binding's side stands: a listed agent's is the agent's.
[[nodiscard]] CopyPlace copyPlaceOf(const SealedBinding &binding, PartySide side);

/// Tells whether what a copy says is a binding's own number: anybody can seal one. The number stands on the proxy
/// number for this binding, where the database lets no party stand twice, so that nobody takes the calls of another
/// binding by binding its party once more. Over a number that is one party's own, that party is looked at, whoever the
/// other one is.
class BindingFit final {
public:
    explicit BindingFit(const SecretBytes &writerKey) : m_index(writerKey), m_keys(writerKey) { }

    [[nodiscard]] bool customer(const SealedBinding &binding, const QString &number) const;
    [[nodiscard]] bool agent(const SealedBinding &binding, const QString &number) const;

private:
    [[nodiscard]] bool owns(const SealedBinding &binding, const QByteArray &party) const;

    WriterKeys m_index;
    RouteKeys m_keys;
};

} // namespace callveil
