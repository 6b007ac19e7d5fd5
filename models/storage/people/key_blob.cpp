// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/people/key_blob.h"

#include "storage/people/certificates.h"

#include <cstring>

namespace callveil {

namespace {

constexpr qsizetype boxSize = 32;
constexpr qsizetype signSize = 64;

QByteArray blobContext(const QByteArray &fingerprint, const QString &userName)
{
    return joinFields({"callveil keys 1", fingerprint, userName.toUtf8()});
}

} // namespace

Result<PasswordKeys> PasswordKeys::derive(
    const SecretBytes &password, const QByteArray &fingerprint, const QString &userName, const KdfCost &cost)
{
    const Result<SecretBytes> derived =
        derivePasswordKey(password, joinFields({"callveil salt 1", fingerprint, userName.toUtf8()}), cost);
    if (!derived)
        return failed(derived);
    PasswordKeys keys{derived->mid(0, 32), {}};
    QByteArray raw(reinterpret_cast<const char *>(derived->data()) + 32, 32);
    QByteArray text = raw.toBase64();
    wipe(raw);
    keys.databasePassword = SecretBytes::takeFrom(text);
    return keys;
}

KeyBlob KeyBlob::close(const PersonKeys &keys, const PasswordKeys &password, const QByteArray &fingerprint,
    const QString &userName, const KdfCost &cost)
{
    SecretBytes plain(boxSize + signSize);
    std::memcpy(plain.data(), keys.box.privateKey.data(), size_t(boxSize));
    std::memcpy(plain.data() + boxSize, keys.sign.privateKey.data(), size_t(signSize));
    return {cost, encrypt(plain, password.blobKey, blobContext(fingerprint, userName))};
}

Result<PersonKeys> KeyBlob::open(
    const PasswordKeys &password, const QByteArray &fingerprint, const QString &userName) const
{
    const Result<SecretBytes> plain = decrypt(blob, password.blobKey, blobContext(fingerprint, userName));
    if (!plain)
        return failed(plain);
    if (plain->size() != boxSize + signSize)
        return fail(ErrorCode::Internal, Fault::CiphertextDamaged);
    return PersonKeys{
        BoxKeys::fromPrivate(plain->mid(0, boxSize)), SignKeys::fromPrivate(plain->mid(boxSize, signSize))};
}

Result<PersonKeys> KeyBlob::open(
    const SecretBytes &typed, const PasswordKeys &usual, const QByteArray &fingerprint, const QString &userName) const
{
    if (cost == KdfCost{})
        return open(usual, fingerprint, userName);
    const Result<PasswordKeys> keys = PasswordKeys::derive(typed, fingerprint, userName, cost);
    if (!keys)
        return failed(keys);
    return open(*keys, fingerprint, userName);
}

} // namespace callveil
