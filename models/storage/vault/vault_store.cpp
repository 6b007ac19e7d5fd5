// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/vault_store.h"

#include "storage/people/certificates.h"
#include "storage/people/certified.h"
#include "storage/people/root_key.h"
#include "storage/vault/writer_keys.h"

namespace callveil {

namespace {
constexpr int livesWithOwner = 0; // retention month of numbers that are not aged by the calendar
}

Result<VaultKey> VaultStore::newest(ProcessId process)
{
    std::optional<std::pair<VaultKey, QByteArray>> newest;
    const auto read = m_connection.forEach("vault.keys", {}, [&](const Row &row) {
        if (row.integer(0) == process.value)
            newest.emplace(VaultKey{process, row.number(1), row.bytes(2)}, row.bytes(3));
    });
    if (!read)
        return failed(read);
    if (!newest)
        return fail(ErrorCode::NotFound, Fault::VaultNotReadable);
    const auto &[key, certificate] = *newest;
    if (!isCertifiedVault(process, key.generation, key.boxKey, certificate, m_identity))
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {QStringLiteral("vault")});
    return key;
}

Result<std::vector<Person>> VaultStore::holders()
{
    PersonStore people(m_connection);
    auto everybody = people.list();
    if (!everybody)
        return everybody;
    std::vector<Person> holders;
    for (const Person &person : *everybody) {
        const auto grants = people.actualGrantsOf(person.role);
        if (!grants)
            return failed(grants);
        if (isDisabled(person.state) || !person.allProcesses || !grants->contains(ProcessId{}))
            continue;
        // A key that the root did not certify was put there by somebody else: nothing is sealed to it.
        if (!isCertified(person, m_identity))
            return fail(ErrorCode::Internal, Fault::CertificateInvalid, {person.name});
        holders.push_back(person);
    }
    return holders;
}

Result<void> VaultStore::create(ProcessId process)
{
    const auto root = openRoot(m_connection, m_identity);
    if (!root)
        return failed(root);
    PersonStore persons(m_connection);
    if (const auto held = persons.holdKit(KitHold::Seal); !held)
        return held;
    const auto organisation = persons.organisation();
    if (!organisation)
        return failed(organisation);
    if (!isCertified(*organisation, m_identity))
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {QStringLiteral("recovery")});
    const auto people = holders();
    if (!people)
        return failed(people);
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const BoxKeys keys = BoxKeys::generate();
    const int generation = 1;
    if (const auto made = m_connection.write("vault.insert",
            {{":process", process.value}, {":generation", generation}, {":box_key", keys.publicKey},
                {":certificate", root->sign(vaultClaim(process, generation, keys.publicKey))}, {":now", *now}});
        !made)
        return failed(made);
    std::vector<std::pair<qint64, QByteArray>> seals{{0, organisation->recoveryKey}};
    for (const Person &person : *people)
        seals.emplace_back(person.id.value, person.boxKey);
    for (const auto &[holder, boxKey] : seals) {
        const auto sealed = m_connection.write("vault.add_seal",
            {{":process", process.value}, {":generation", generation}, {":holder", holder},
                {":sealed", callveil::seal(keys.privateKey, boxKey)}});
        if (!sealed)
            return failed(sealed);
    }
    return {};
}

Result<NumberId> VaultStore::put(ProcessId process, RevisionId revision, const QString &number)
{
    if (m_identity.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    const auto vault = newest(process);
    if (!vault)
        return failed(vault);
    NumberSealer sealer(*vault, m_identity.fingerprint);
    const SealedNumber sealed = sealer.seal(number, livesWithOwner);
    const EpochSeal epoch = sealer.takeNewEpochs().front();
    const QByteArray blind = WriterKeys(m_identity.writerKey).blindIndex(process, revision, number);
    if (m_connection.engine() == Engine::PostgreSql) {
        const auto kept = m_connection.integer("vault.put",
            {{":process", process.value}, {":generation", vault->generation}, {":epoch", epoch.id},
                {":sealed", epoch.sealedKey}, {":number", sealed.id.value}, {":revision", revision.value},
                {":month", livesWithOwner}, {":blind", blind}, {":cipher", sealed.cipher}});
        if (!kept)
            return failed(kept);
        return NumberId{*kept};
    }
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto indexed = m_connection.write("vault.put_index",
        {{":process", process.value}, {":blind", blind}, {":month", livesWithOwner}, {":number", sealed.id.value}});
    if (!indexed)
        return failed(indexed);
    if (*indexed == 0) {
        const auto kept = m_connection.integer(
            "vault.kept", {{":process", process.value}, {":blind", blind}, {":month", livesWithOwner}});
        if (!kept)
            return failed(kept);
        return NumberId{*kept};
    }
    const auto begun = m_connection.write("vault.put_epoch",
        {{":epoch", epoch.id}, {":process", process.value}, {":generation", vault->generation},
            {":month", livesWithOwner}, {":sealed", epoch.sealedKey}, {":person", m_identity.id.value},
            {":now", *now}});
    if (!begun)
        return failed(begun);
    const auto stored = m_connection.write("vault.put_number",
        {{":number", sealed.id.value}, {":epoch", epoch.id}, {":revision", revision.value},
            {":cipher", sealed.cipher}});
    if (!stored)
        return failed(stored);
    return sealed.id;
}

} // namespace callveil
