// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/access/seal_keeper.h"

#include "storage/audit/deed_log.h"
#include "storage/people/certificates.h"
#include "storage/people/certified.h"
#include "storage/people/certified_writer.h"
#include "storage/people/root_key.h"
#include "storage/processes/process_store.h"
#include "storage/vault/vault_keys.h"

#include <algorithm>
#include <map>

namespace callveil {

namespace {

QString described(const PendingSeal &pending)
{
    switch (pending.kind) {
    case KeyKind::Vault:
        return QStringLiteral("vault of process %1, generation %2").arg(pending.process.value).arg(pending.generation);
    case KeyKind::Writer:
        return QStringLiteral("writer key");
    case KeyKind::Root:
        return QStringLiteral("organisation root");
    }
    return {};
}

} // namespace

Result<SealOutcome> SealKeeper::complete(const Wanted &wanted)
{
    const auto all = AccessStore(m_connection).pending(m_me.id);
    if (!all)
        return failed(all);
    std::map<PersonId, std::vector<PendingSeal>> waiting;
    for (const PendingSeal &pending : *all)
        if (pending.held && wanted(pending))
            waiting[pending.person].push_back(pending);
    SealOutcome outcome;
    if (waiting.empty())
        return outcome;
    const auto people = PersonStore(m_connection).list();
    if (!people)
        return failed(people);
    for (const Person &person : *people) {
        const auto found = waiting.find(person.id);
        if (found == waiting.end())
            continue;
        if (!isCertified(person, m_me))
            outcome.refusals.push_back({ErrorCode::Internal, Fault::CertificateInvalid, {person.name}, {}});
        else if (const auto given = give(found->second, person, outcome); !given)
            return failed(given);
    }
    return outcome;
}

Result<void> SealKeeper::give(const std::vector<PendingSeal> &pending, const Person &person, SealOutcome &outcome)
{
    QStringList keys;
    for (const PendingSeal &one : pending) {
        const auto seal = sealed(one, person);
        if (!seal && isDamage(seal.error())) {
            if (const auto noted = note(one, outcome); !noted)
                return noted;
            continue;
        }
        if (!seal)
            return failed(seal);
        if (const auto given = AccessStore(m_connection).give(one, *seal); !given)
            return given;
        keys.append(described(one));
    }
    if (keys.isEmpty())
        return {};
    outcome.served.push_back(person.id);
    return DeedLog(m_connection)
        .append(m_me,
            {QStringLiteral("access.seal"), QStringLiteral("person %1").arg(person.id.value), {},
                keys.join(QStringLiteral("; ")), {}});
}

/// A key that the caller was given, and that is not what it should be.
Result<void> SealKeeper::note(const PendingSeal &pending, SealOutcome &outcome)
{
    QString whose = m_me.name;
    if (pending.kind == KeyKind::Vault) {
        const auto process = ProcessStore(m_connection).find(pending.process);
        if (!process)
            return failed(process);
        whose = *process ? (*process)->name : QString::number(pending.process.value);
    }
    const Error refusal{ErrorCode::Internal, Fault::CertificateInvalid, {whose}, {}};
    const auto isSame = [&](const Error &other) { return other.args == refusal.args; };
    if (std::none_of(outcome.refusals.begin(), outcome.refusals.end(), isSame))
        outcome.refusals.push_back(refusal);
    return {};
}

Result<QByteArray> SealKeeper::sealed(const PendingSeal &pending, const Person &person)
{
    switch (pending.kind) {
    case KeyKind::Vault: {
        const auto keys = m_vaults.open(pending.process, pending.generation);
        if (!keys)
            return failed(keys);
        return seal((*keys)->privateKey, person.boxKey);
    }
    case KeyKind::Writer: {
        // What is held now, not what was held at the sign-in.
        const auto own = PersonStore(m_connection).writerSeal(m_me.id);
        if (!own)
            return failed(own);
        const auto writer = CertifiedWriter::open(*own, m_me.keys.box, m_me.rootKey);
        if (!writer)
            return failed(writer);
        return writer->sealedTo(person.boxKey);
    }
    case KeyKind::Root: {
        const auto root = openRoot(m_connection, m_me);
        if (!root)
            return failed(root);
        return seal(root->privateKey, person.boxKey);
    }
    }
    return fail(ErrorCode::Internal, Fault::Unexpected);
}

} // namespace callveil
