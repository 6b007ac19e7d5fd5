// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/people/identity.h"

namespace callveil {

Identity Identity::withoutSecrets() const
{
    Identity bare;
    static_cast<SignedInPerson &>(bare) = *this;
    bare.keys.box.publicKey = keys.box.publicKey;
    bare.keys.sign.publicKey = keys.sign.publicKey;
    return bare;
}

Identity Identity::withRights(const SignedInPerson &rights) const
{
    Identity other;
    static_cast<SignedInPerson &>(other) = rights;
    other.keys = {keys.box.clone(), keys.sign.clone()};
    const bool writes = rights.may(Permission::Import) || rights.may(Permission::ManagePools)
        || rights.may(Permission::SearchByNumber) || rights.may(Permission::ManageProcesses);
    if (writes)
        other.writerKey = writerKey.clone();
    return other;
}

} // namespace callveil
