// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/people/fresh_keys.h"

#include "storage/crypto/proquint.h"
#include "storage/people/certificates.h"
#include "storage/people/root_key.h"

namespace callveil {

Result<FreshKeys> FreshKeys::make(
    Connection &connection, const Identity &me, const QString &userName, const QString &password, qint64 laterThan)
{
    const auto root = openRoot(connection, me);
    if (!root)
        return failed(root);
    return make(*root, me.fingerprint, userName, password, laterThan);
}

Result<FreshKeys> FreshKeys::make(const SignKeys &root, const QByteArray &fingerprint, const QString &userName,
    const QString &password, qint64 laterThan)
{
    FreshKeys fresh;
    fresh.oneTimePassword = password.isEmpty() ? toWords(randomBytes(8)).join(u'-') : QString();
    QByteArray typed = (password.isEmpty() ? fresh.oneTimePassword : password).toUtf8();
    const auto derived = PasswordKeys::derive(SecretBytes::takeFrom(typed), fingerprint, userName);
    if (!derived)
        return failed(derived);
    const PersonKeys keys = PersonKeys::generate();
    fresh.boxKey = keys.box.publicKey;
    fresh.signKey = keys.sign.publicKey;
    fresh.certificate = issue(root, personClaim(userName, fresh.boxKey, fresh.signKey), laterThan);
    fresh.blob = KeyBlob::close(keys, *derived, fingerprint, userName);
    QByteArray databasePassword(
        reinterpret_cast<const char *>(derived->databasePassword.data()), derived->databasePassword.size());
    fresh.verifier = scramVerifier(databasePassword);
    wipe(databasePassword);
    return fresh;
}

} // namespace callveil
