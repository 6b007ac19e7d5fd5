// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/recovery/opened_kit.h"

#include "services/setup/recovery_kit.h"
#include "storage/audit/deed_log.h"
#include "storage/people/certificates.h"
#include "storage/people/certified.h"
#include "storage/people/certified_writer.h"

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
    kit.m_age = ageOf(*organisation, rootKey).value_or(0);
    if (const auto opened = kit.openAll(rootKey); !opened)
        return failed(opened);
    return kit;
}

Result<void> OpenedKit::openAll(const QByteArray &rootKey)
{
    auto seals = RecoveryStore(*m_connection).seals();
    if (!seals)
        return failed(seals);
    const auto vaults = vaultKeys(rootKey);
    if (!vaults)
        return failed(vaults);
    for (RecoverySeal &seal : *seals) {
        auto secret = openSeal(seal.sealed, m_box, seal.sealed.size() - sealOverhead);
        if (!secret) // one that was damaged or made for another kit must not keep the rest closed
            continue;
        if (seal.kind == KeyKind::Root && secret->size() == SignKeys::privateSize)
            m_root = SignKeys::fromPrivate(secret->clone());
        Key key{std::move(seal), std::move(*secret)};
        key.certified = isWhatItSays(key, *vaults, rootKey);
        m_keys.push_back(std::move(key));
    }
    if (m_root.publicKey != rootKey)
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {QStringLiteral("organisation")});
    return {};
}

/// The certified public keys of all vaults.
Result<OpenedKit::Vaults> OpenedKit::vaultKeys(const QByteArray &rootKey)
{
    Vaults vaults;
    const auto read = m_connection->forEach("vault.keys", {}, [&](const Row &row) {
        const ProcessId process{row.integer(0)};
        const int generation = row.number(1);
        if (verifySignature(vaultClaim(process, generation, row.bytes(2)), row.bytes(3), rootKey))
            vaults[{process, generation}] = row.bytes(2);
    });
    if (!read)
        return failed(read);
    return vaults;
}

/// Else a server could have one key handed on in the place of another, to people who may not have it.
bool OpenedKit::isWhatItSays(const Key &key, const Vaults &vaults, const QByteArray &rootKey)
{
    switch (key.seal.kind) {
    case KeyKind::Vault: {
        const auto certified = vaults.find({key.seal.process, key.seal.generation});
        return certified != vaults.end() && key.secret.size() == BoxKeys::privateSize
            && BoxKeys::fromPrivate(key.secret.clone()).publicKey == certified->second;
    }
    case KeyKind::Writer:
        return CertifiedWriter::read(key.secret.clone(), rootKey).has_value();
    case KeyKind::Root:
        return key.secret.size() == SignKeys::privateSize
            && SignKeys::fromPrivate(key.secret.clone()).publicKey == rootKey;
    }
    return false;
}

const OpenedKit::Key *OpenedKit::keyFor(const PendingSeal &pending) const
{
    for (const Key &key : m_keys)
        if (key.certified && key.seal.kind == pending.kind && key.seal.process == pending.process
            && key.seal.generation == pending.generation)
            return &key;
    return nullptr;
}

Result<SealOutcome> OpenedKit::serve(const Identity &me)
{
    const auto pending = AccessStore(*m_connection).pending(me.id);
    const auto people = PersonStore(*m_connection).list();
    if (!pending)
        return failed(pending);
    if (!people)
        return failed(people);
    SealOutcome outcome;
    for (const Person &person : *people) {
        std::vector<std::pair<PendingSeal, const Key *>> due;
        for (const PendingSeal &seal : *pending)
            if (const Key *key = seal.person == person.id ? keyFor(seal) : nullptr)
                due.emplace_back(seal, key);
        if (due.empty())
            continue;
        if (!isCertified(person, me)) {
            outcome.refusals.push_back({ErrorCode::Internal, Fault::CertificateInvalid, {person.name}, {}});
            continue;
        }
        for (const auto &[seal, key] : due)
            if (const auto done =
                    RecoveryStore(*m_connection).give(seal, callveil::seal(key->secret, person.boxKey), m_proof);
                !done)
                return failed(done);
        outcome.served.push_back(person.id);
        const auto recorded = DeedLog(*m_connection)
                                  .append(me,
                                      {QStringLiteral("access.seal"), QStringLiteral("person %1").arg(person.id.value),
                                          {}, QStringLiteral("%1 keys by the recovery kit").arg(due.size()), {}});
        if (!recorded)
            return failed(recorded);
    }
    return outcome;
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
    if (const auto done = store.replaceKey(fresh.publicKey, issue(m_root, recoveryClaim(fresh.publicKey), m_age),
            m_proof, RecoveryKit::proofHash(fresh.privateKey));
        !done)
        return failed(done);
    return RecoveryKit(fresh.privateKey).words();
}

} // namespace callveil
