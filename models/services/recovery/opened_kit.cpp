// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/recovery/opened_kit.h"

#include "services/setup/recovery_kit.h"
#include "storage/audit/deed_log.h"
#include "storage/people/certificates.h"
#include "storage/people/person_store.h"

namespace callveil {

OpenedKit::OpenedKit(Connection &connection, SecretBytes privateKey)
    : m_connection(&connection), m_box(BoxKeys::fromPrivate(std::move(privateKey)))
{
    m_proof = RecoveryKit::proof(m_box.privateKey);
}

Result<OpenedKit> OpenedKit::open(Connection &connection, const QString &words, const QByteArray &rootKey)
{
    auto privateKey = RecoveryKit::privateKey(words);
    if (!privateKey)
        return failed(privateKey);
    OpenedKit kit(connection, std::move(*privateKey));
    const auto organisation = PersonStore(connection).organisation();
    if (!organisation)
        return failed(organisation);
    if (kit.m_box.publicKey != organisation->recoveryKey)
        return fail(ErrorCode::Invalid, Fault::KitWrong);
    if (const auto opened = kit.openAll(rootKey); !opened)
        return failed(opened);
    return kit;
}

Result<void> OpenedKit::openAll(const QByteArray &rootKey)
{
    auto seals = RecoveryStore(*m_connection).seals();
    if (!seals)
        return failed(seals);
    for (RecoverySeal &seal : *seals) {
        auto secret = openSeal(seal.sealed, m_box);
        if (!secret) // one that was damaged or made for another kit must not keep the rest closed
            continue;
        if (seal.kind == KeyKind::Root)
            m_root = SignKeys::fromPrivate(secret->clone());
        m_keys.push_back({std::move(seal), std::move(*secret)});
    }
    if (m_root.publicKey != rootKey)
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {QStringLiteral("organisation")});
    return {};
}

const OpenedKit::Key *OpenedKit::keyFor(const PendingSeal &pending) const
{
    for (const Key &key : m_keys)
        if (key.seal.kind == pending.kind && key.seal.process == pending.process
            && key.seal.generation == pending.generation)
            return &key;
    return nullptr;
}

Result<int> OpenedKit::serve(const Identity &me)
{
    const auto pending = AccessStore(*m_connection).pending(me.id);
    const auto people = PersonStore(*m_connection).list();
    if (!pending)
        return failed(pending);
    if (!people)
        return failed(people);
    int served = 0;
    for (const Person &person : *people) {
        int given = 0;
        for (const PendingSeal &seal : *pending) {
            const Key *key = seal.person == person.id ? keyFor(seal) : nullptr;
            if (!key)
                continue;
            if (!verifySignature(
                    personClaim(person.name, person.boxKey, person.signKey), person.certificate, m_root.publicKey))
                return fail(ErrorCode::Internal, Fault::CertificateInvalid, {person.name});
            if (const auto done =
                    RecoveryStore(*m_connection).give(seal, callveil::seal(key->secret, person.boxKey), m_proof);
                !done)
                return failed(done);
            ++given;
        }
        if (given == 0)
            continue;
        ++served;
        const auto recorded = DeedLog(*m_connection)
                                  .append(me,
                                      {QStringLiteral("access.seal"), QStringLiteral("person %1").arg(person.id.value),
                                          {}, QStringLiteral("%1 keys by the recovery kit").arg(given), {}});
        if (!recorded)
            return failed(recorded);
    }
    return served;
}

Result<QStringList> OpenedKit::replace()
{
    const BoxKeys fresh = BoxKeys::generate();
    RecoveryStore store(*m_connection);
    for (const Key &key : m_keys) {
        RecoverySeal seal = key.seal;
        seal.sealed = callveil::seal(key.secret, fresh.publicKey);
        if (const auto done = store.replace(seal, m_proof); !done)
            return failed(done);
    }
    if (const auto done = store.replaceKey(fresh.publicKey, m_root.sign(recoveryClaim(fresh.publicKey)), m_proof,
            RecoveryKit::proofHash(fresh.privateKey));
        !done)
        return failed(done);
    return RecoveryKit(fresh.privateKey).words();
}

} // namespace callveil
