// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/key_memory.h"

#include "storage/people/certificates.h"
#include "storage/people/certified.h"

namespace callveil {

Result<void> rememberKeys(Connection &connection, const Identity &me, LocalState &local)
{
    PersonStore store(connection);
    const auto people = store.list();
    const auto organisation = store.organisation();
    if (!people)
        return failed(people);
    if (!organisation)
        return failed(organisation);
    QHash<QString, qint64> newer;
    // What is not newer need not be checked.
    const auto note = [&](const QString &holder, qint64 age, auto isCertifiedNow) {
        if (me.known->isNewer(holder, age) && isCertifiedNow() && me.known->note(holder, age))
            newer.insert(holder, age);
    };
    for (const Person &person : *people)
        note(KnownKeys::ofPerson(person.name), claimedMoment(person.certificate),
            [&] { return isCertified(person, me); });
    note(KnownKeys::ofRecovery(), claimedMoment(organisation->recoveryCertificate),
        [&] { return isCertified(*organisation, me); });
    const auto read = connection.forEach("vault.keys", {}, [&](const Row &row) {
        const ProcessId process{row.integer(0)};
        note(KnownKeys::ofVault(process), row.number(1),
            [&] { return isCertifiedVault(process, row.number(1), row.bytes(2), row.bytes(3), me); });
    });
    if (!read)
        return read;
    if (!newer.isEmpty())
        local.noteKeys({SeenDatabase::markOf(connection.address().place()), me.fingerprint}, newer);
    return {};
}

} // namespace callveil
