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

} // namespace callveil
