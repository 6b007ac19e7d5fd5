// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/vault_keys.h"

#include "storage/people/certificates.h"

namespace callveil {

Result<void> VaultKeys::load()
{
    if (m_loaded)
        return {};
    const auto read = m_connection.forEach("vault.keys", {}, [this](const Row &row) {
        m_public[{row.integer(0), row.number(1)}] = {row.bytes(2), row.bytes(3)};
    });
    if (!read)
        return read;
    const auto seals =
        m_given ? Result<std::vector<VaultSeal>>(*m_given) : AccessStore(m_connection).vaultSeals(m_me.id);
    if (!seals)
        return failed(seals);
    for (const VaultSeal &seal : *seals)
        m_seals[{seal.process.value, seal.generation}] = seal.sealed;
    m_loaded = true;
    return {};
}

Result<QByteArray> VaultKeys::publicKey(ProcessId process, int generation)
{
    if (const auto loaded = load(); !loaded)
        return failed(loaded);
    const auto found = m_public.find({process.value, generation});
    if (found == m_public.end())
        return fail(ErrorCode::NotFound, Fault::VaultNotReadable);
    const auto &[key, certificate] = found->second;
    if (!verifySignature(vaultClaim(process, generation, key), certificate, m_me.rootKey))
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {QStringLiteral("vault")});
    return key;
}

Result<const BoxKeys *> VaultKeys::open(ProcessId process, int generation)
{
    const Place place{process.value, generation};
    if (const auto known = m_opened.find(place); known != m_opened.end())
        return &known->second;
    const auto certified = publicKey(process, generation);
    if (!certified)
        return failed(certified);
    const auto seal = m_seals.find(place);
    if (seal == m_seals.end())
        return fail(ErrorCode::Denied, Fault::VaultNotReadable);
    auto opened = openSeal(seal->second, m_me.keys.box);
    if (!opened)
        return failed(opened);
    BoxKeys keys = BoxKeys::fromPrivate(std::move(*opened));
    if (keys.publicKey != *certified)
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {QStringLiteral("vault")});
    return &m_opened.emplace(place, std::move(keys)).first->second;
}

} // namespace callveil
