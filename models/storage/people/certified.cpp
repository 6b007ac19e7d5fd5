// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/people/certified.h"

#include "storage/people/certificates.h"

namespace callveil {

bool isCertified(const Person &person, const SignedInPerson &me)
{
    const auto age = ageOf(person, me.rootKey);
    return age && !me.known->isOlder(KnownKeys::ofPerson(person.name), *age);
}

bool isCertified(const Organisation &organisation, const SignedInPerson &me)
{
    const auto age = ageOf(organisation, me.rootKey);
    return age && !me.known->isOlder(KnownKeys::ofRecovery(), *age);
}

bool isCertifiedVault(ProcessId process, int generation, const QByteArray &boxKey, const QByteArray &certificate,
    const SignedInPerson &me)
{
    return verifySignature(vaultClaim(process, generation, boxKey), certificate, me.rootKey)
        && !me.known->isOlder(KnownKeys::ofVault(process), generation);
}

std::optional<qint64> ageOf(const Person &person, const QByteArray &rootKey)
{
    return issuedAt(personClaim(person.name, person.boxKey, person.signKey), person.certificate, rootKey);
}

std::optional<qint64> ageOf(const Organisation &organisation, const QByteArray &rootKey)
{
    return issuedAt(recoveryClaim(organisation.recoveryKey), organisation.recoveryCertificate, rootKey);
}

} // namespace callveil
