// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/sodium.h"

#include <sodium.h>

#include <cstdlib>

namespace callveil {

namespace {

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

unsigned char *bytesOf(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

tl::unexpected<Error> damaged(const char *what)
{
    return fail(ErrorCode::Internal, Fault::CiphertextDamaged, {}, QString::fromLatin1(what));
}

} // namespace

void startSodium()
{
    static const bool started = sodium_init() >= 0;
    if (!started)
        std::abort(); // No random numbers on this machine: nothing safe can be done.
}

QByteArray randomBytes(qsizetype size)
{
    startSodium();
    QByteArray bytes(size, Qt::Uninitialized);
    randombytes_buf(bytes.data(), size_t(size));
    return bytes;
}

qint64 randomId()
{
    startSodium();
    qint64 id = 0;
    while (id == 0) {
        randombytes_buf(&id, sizeof id);
        id &= 0x7fffffffffffffff;
    }
    return id;
}

BoxKeys BoxKeys::generate()
{
    return fromPrivate(SecretBytes::random(crypto_box_SECRETKEYBYTES));
}

BoxKeys BoxKeys::fromPrivate(SecretBytes privateKey)
{
    BoxKeys keys{QByteArray(crypto_box_PUBLICKEYBYTES, Qt::Uninitialized), std::move(privateKey)};
    crypto_scalarmult_base(bytesOf(keys.publicKey), keys.privateKey.data());
    return keys;
}

BoxKeys BoxKeys::clone() const
{
    return {publicKey, privateKey.clone()};
}

SignKeys SignKeys::generate()
{
    startSodium();
    SignKeys keys{QByteArray(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized), SecretBytes(crypto_sign_SECRETKEYBYTES)};
    crypto_sign_keypair(bytesOf(keys.publicKey), keys.privateKey.data());
    return keys;
}

SignKeys SignKeys::fromPrivate(SecretBytes privateKey)
{
    SignKeys keys{QByteArray(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized), std::move(privateKey)};
    crypto_sign_ed25519_sk_to_pk(bytesOf(keys.publicKey), keys.privateKey.data());
    return keys;
}

SignKeys SignKeys::clone() const
{
    return {publicKey, privateKey.clone()};
}

QByteArray SignKeys::sign(const QByteArray &message) const
{
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(bytesOf(signature), nullptr, bytesOf(message), size_t(message.size()), privateKey.data());
    return signature;
}

bool verifySignature(const QByteArray &message, const QByteArray &signature, const QByteArray &publicKey)
{
    startSodium();
    return signature.size() == crypto_sign_BYTES && publicKey.size() == crypto_sign_PUBLICKEYBYTES
        && crypto_sign_verify_detached(bytesOf(signature), bytesOf(message), size_t(message.size()), bytesOf(publicKey))
        == 0;
}

QByteArray seal(const SecretBytes &secret, const QByteArray &publicKey)
{
    startSodium();
    Q_ASSERT(publicKey.size() == crypto_box_PUBLICKEYBYTES);
    QByteArray sealed(secret.size() + qsizetype(crypto_box_SEALBYTES), Qt::Uninitialized);
    crypto_box_seal(bytesOf(sealed), secret.data(), size_t(secret.size()), bytesOf(publicKey));
    return sealed;
}

Result<SecretBytes> openSeal(const QByteArray &sealed, const BoxKeys &keys, qsizetype size)
{
    startSodium();
    static_assert(sealOverhead == qsizetype(crypto_box_SEALBYTES));
    if (size < 0 || sealed.size() != size + sealOverhead)
        return damaged("sealed text of another size");
    SecretBytes opened(size);
    if (crypto_box_seal_open(
            opened.data(), bytesOf(sealed), size_t(sealed.size()), bytesOf(keys.publicKey), keys.privateKey.data())
        != 0)
        return damaged("seal does not open");
    return opened;
}

static QByteArray encryptRaw(
    const unsigned char *plain, qsizetype size, const SecretBytes &key, const QByteArray &associated)
{
    startSodium();
    constexpr qsizetype nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    QByteArray cipher(nonceSize + size + qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES), Qt::Uninitialized);
    unsigned char *out = bytesOf(cipher);
    randombytes_buf(out, size_t(nonceSize));
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + nonceSize, nullptr, plain, size_t(size), bytesOf(associated),
        size_t(associated.size()), nullptr, out, key.data());
    return cipher;
}

QByteArray encrypt(const SecretBytes &plain, const SecretBytes &key, const QByteArray &associated)
{
    return encryptRaw(plain.data(), plain.size(), key, associated);
}

QByteArray encryptBytes(const QByteArray &plain, const SecretBytes &key, const QByteArray &associated)
{
    return encryptRaw(bytesOf(plain), plain.size(), key, associated);
}

namespace {

/// `make` gives memory of a size, with data().
template <typename Memory, typename Make>
Result<Memory> decryptInto(const QByteArray &cipher, const SecretBytes &key, const QByteArray &associated, Make make)
{
    startSodium();
    constexpr qsizetype nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    constexpr qsizetype overhead = nonceSize + qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES);
    if (cipher.size() < overhead || key.size() != qsizetype(crypto_aead_xchacha20poly1305_ietf_KEYBYTES))
        return damaged("ciphertext too short");
    Memory plain = make(cipher.size() - overhead);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char *>(plain.data()), nullptr, nullptr,
            bytesOf(cipher) + nonceSize, size_t(cipher.size() - nonceSize), bytesOf(associated),
            size_t(associated.size()), bytesOf(cipher), key.data())
        != 0)
        return damaged("ciphertext does not open");
    return plain;
}

} // namespace

Result<SecretBytes> decrypt(const QByteArray &cipher, const SecretBytes &key, const QByteArray &associated)
{
    return decryptInto<SecretBytes>(cipher, key, associated, [](qsizetype size) { return SecretBytes(size); });
}

Result<QByteArray> decryptBytes(const QByteArray &cipher, const SecretBytes &key, const QByteArray &associated)
{
    return decryptInto<QByteArray>(
        cipher, key, associated, [](qsizetype size) { return QByteArray(size, Qt::Uninitialized); });
}

QByteArray hmac(const QByteArray &message, const SecretBytes &key)
{
    startSodium();
    QByteArray mac(crypto_auth_hmacsha256_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), size_t(key.size()));
    crypto_auth_hmacsha256_update(&state, bytesOf(message), size_t(message.size()));
    crypto_auth_hmacsha256_final(&state, bytesOf(mac));
    sodium_memzero(&state, sizeof state);
    return mac;
}

QByteArray keyedHash(const QByteArray &message, const SecretBytes &key, qsizetype size)
{
    startSodium();
    QByteArray hash(size, Qt::Uninitialized);
    crypto_generichash(
        bytesOf(hash), size_t(size), bytesOf(message), size_t(message.size()), key.data(), size_t(key.size()));
    return hash;
}

QByteArray plainHash(const QByteArray &message)
{
    startSodium();
    QByteArray hash(32, Qt::Uninitialized);
    crypto_generichash(bytesOf(hash), 32, bytesOf(message), size_t(message.size()), nullptr, 0);
    return hash;
}

SecretBytes deriveKey(const SecretBytes &parent, const QByteArray &purpose)
{
    startSodium();
    SecretBytes key(32);
    crypto_generichash(key.data(), 32, bytesOf(purpose), size_t(purpose.size()), parent.data(), size_t(parent.size()));
    return key;
}

Result<SecretBytes> derivePasswordKey(const SecretBytes &password, const QByteArray &salt, const KdfCost &cost)
{
    startSodium();
    if (!cost.isWithinBounds())
        return fail(ErrorCode::Internal, Fault::CostLowered);
    QByteArray salt16(crypto_pwhash_SALTBYTES, Qt::Uninitialized);
    crypto_generichash(bytesOf(salt16), size_t(salt16.size()), bytesOf(salt), size_t(salt.size()), nullptr, 0);
    SecretBytes key(64);
    if (crypto_pwhash(key.data(), size_t(key.size()),
            password.isEmpty() ? "" : reinterpret_cast<const char *>(password.data()), size_t(password.size()),
            bytesOf(salt16), cost.operations, size_t(cost.memory), crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return fail(ErrorCode::Internal, Fault::Unexpected, {}, QStringLiteral("Argon2id: not enough memory"));
    return key;
}

QByteArray scramVerifier(const QByteArray &password)
{
    constexpr int iterations = 4096; // PostgreSQL's default (RFC 7677 names it as the least)
    const QByteArray salt = randomBytes(16);
    QByteArray copy = password;
    const SecretBytes key = SecretBytes::takeFrom(copy);
    QByteArray round = hmac(salt + QByteArray::fromHex("00000001"), key);
    SecretBytes salted(32);
    for (int i = 0; i < iterations; ++i) {
        for (int j = 0; j < 32; ++j)
            salted.data()[j] ^= static_cast<unsigned char>(round.at(j));
        round = hmac(round, key);
    }
    const QByteArray clientKey = hmac("Client Key", salted);
    QByteArray storedKey(crypto_hash_sha256_BYTES, Qt::Uninitialized);
    crypto_hash_sha256(bytesOf(storedKey), bytesOf(clientKey), size_t(clientKey.size()));
    const QByteArray serverKey = hmac("Server Key", salted);
    return "SCRAM-SHA-256$" + QByteArray::number(iterations) + ':' + salt.toBase64() + '$' + storedKey.toBase64() + ':'
        + serverKey.toBase64();
}

} // namespace callveil
