// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/people/root_key.h"

#include "storage/people/person_store.h"

namespace callveil {

Result<SignKeys> openRoot(Connection &connection, const Identity &me)
{
    const auto sealed = PersonStore(connection).rootSeal(me.id);
    if (!sealed)
        return failed(sealed);
    if (sealed->isEmpty())
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    auto opened = openSeal(*sealed, me.keys.box, SignKeys::privateSize);
    if (!opened)
        return failed(opened);
    SignKeys root = SignKeys::fromPrivate(std::move(*opened));
    if (root.publicKey != me.rootKey)
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {QStringLiteral("organisation")});
    return root;
}

} // namespace callveil
