// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/people/idle_lock.h"
#include "domain/people/role.h"
#include "storage/crypto/sodium.h"
#include "storage/people/known_keys.h"

#include <QSet>

#include <memory>

namespace callveil {

/// A person's private keys; wiped with the object.
struct PersonKeys {
    BoxKeys box;
    SignKeys sign;

    [[nodiscard]] static PersonKeys generate() { return {BoxKeys::generate(), SignKeys::generate()}; }
};

/// What is known of a person who is signed in, without a secret.
struct SignedInPerson {
    PersonId id;
    QString name;
    QString displayName;
    QString login; ///< database login on a server
    Role role = Role::ProfessionalAgent;
    bool allProcesses = true;
    QSet<ProcessId> processes; ///< when not all
    QSet<Permission> permissions;
    QSet<ProcessId> actual; ///< whose actual numbers the role was granted at the sign-in; {0} stands for all
    bool hidesClear = false; ///< the organisation switch as of the sign-in
    bool mustChangePassword = false;
    qint64 lockedAt = 0; ///< ms since 1970; the keys are gone until the password is typed again: services refuse
    int idleLockMinutes = idle_lock::usual; ///< as of the sign-in
    qint64 signInId = 0;
    QString console; ///< name of this machine, for the record of deeds
    QByteArray fingerprint; ///< of the organisation, 12 bytes
    QByteArray rootKey; ///< the organisation's public root key
    std::shared_ptr<KnownKeys> known = std::make_shared<KnownKeys>(); ///< what his console saw

    [[nodiscard]] bool isLocked() const { return lockedAt != 0; }
    [[nodiscard]] bool may(Permission permission) const { return permissions.contains(permission); }
    [[nodiscard]] bool sees(ProcessId process) const { return allProcesses || processes.contains(process); }
    [[nodiscard]] bool viewsActual(ProcessId process) const
    {
        return sees(process) && (actual.contains(ProcessId{}) || actual.contains(process));
    }
};

/// Who is signed in: what he may do and the keys that his password opened. Never changed after it was made; shared by
/// the threads that work for him, and wiped when the last of them is done with it.
struct Identity : SignedInPerson {
    PersonKeys keys;
    SecretBytes writerKey; ///< empty for whoever may not write or search numbers

    /// The same person with nothing but public keys: what a locked session keeps.
    [[nodiscard]] Identity withoutSecrets() const;
    /// The same keys with other rights; the writer key goes with the last permission that brings it.
    [[nodiscard]] Identity withRights(const SignedInPerson &rights) const;
};

} // namespace callveil
