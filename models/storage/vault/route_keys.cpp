// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/route_keys.h"

#include "domain/platform/opt_out.h"
#include "storage/crypto/sodium.h"
#include "storage/people/certificates.h"

namespace callveil {

namespace {

constexpr qsizetype hashSize = 16;

std::shared_ptr<const SecretBytes> derived(const SecretBytes &writerKey, const char *purpose)
{
    return std::make_shared<const SecretBytes>(deriveKey(writerKey, purpose));
}

QByteArray hashed(const QList<QByteArray> &fields, const SecretBytes &key)
{
    return hmac(joinFields(fields), key).first(hashSize);
}

} // namespace

RouteKeys::RouteKeys(const SecretBytes &writerKey)
    : m_party(derived(writerKey, "callveil route index 1")), m_key(derived(writerKey, "callveil binding key 1")),
      m_optOut(derived(writerKey, "callveil opt-out 1")), m_call(derived(writerKey, "callveil call record 1"))
{ }

QByteArray RouteKeys::party(DidId did, const QByteArray &partyIndex) const
{
    return hashed({QByteArray::number(did.value), partyIndex}, *m_party);
}

QByteArray RouteKeys::part(const char *side, PoolId pool, ProcessId process, BindingModel model, const QString &caseRef,
    const QByteArray &partyIndex) const
{
    return hashed({side, QByteArray::number(pool.value), QByteArray::number(process.value),
                      QByteArray::number(int(model)), caseRef.toUtf8(), partyIndex},
        *m_key);
}

QByteArray RouteKeys::customer(
    PoolId pool, ProcessId process, BindingModel model, const QString &caseRef, const QByteArray &partyIndex) const
{
    return part("customer", pool, process, model, caseRef, partyIndex);
}

QByteArray RouteKeys::agent(
    PoolId pool, ProcessId process, BindingModel model, const QString &caseRef, const QByteArray &partyIndex) const
{
    return part("agent", pool, process, model, caseRef, partyIndex);
}

QByteArray RouteKeys::owner(PoolId pool, ProcessId process, BindingModel model, const QByteArray &party) const
{
    return hashed({"owner", QByteArray::number(pool.value), QByteArray::number(process.value),
                      QByteArray::number(int(model)), party},
        *m_key);
}

QByteArray RouteKeys::optOut(const QString &brand, const QByteArray &partyIndex) const
{
    return hashed({foldedBrand(brand).toUtf8(), partyIndex}, *m_optOut);
}

QByteArray RouteKeys::call(const QString &source, const QString &callRef) const
{
    return hashed({source.toUtf8(), callRef.toUtf8()}, *m_call);
}

} // namespace callveil
