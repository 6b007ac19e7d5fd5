// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "storage/crypto/secret_bytes.h"

#include <QByteArray>

namespace callveil {

// Thin, typed names over libsodium: what each primitive is used for is in security.md. All functions are thread-safe.

/// Starts libsodium once; every function below calls it.
void startSodium();

[[nodiscard]] QByteArray randomBytes(qsizetype size);
/// A positive random 63-bit id, never 0.
[[nodiscard]] qint64 randomId();

/// X25519: a public key and its private half (32 bytes each).
struct BoxKeys {
    static constexpr qsizetype privateSize = 32;

    QByteArray publicKey;
    SecretBytes privateKey;

    [[nodiscard]] static BoxKeys generate();
    [[nodiscard]] static BoxKeys fromPrivate(SecretBytes privateKey);
    [[nodiscard]] BoxKeys clone() const;
};

/// Ed25519: a public key (32 bytes) and its private half (64 bytes).
struct SignKeys {
    static constexpr qsizetype privateSize = 64;

    QByteArray publicKey;
    SecretBytes privateKey;

    [[nodiscard]] static SignKeys generate();
    [[nodiscard]] static SignKeys fromPrivate(SecretBytes privateKey);
    [[nodiscard]] SignKeys clone() const;
    [[nodiscard]] QByteArray sign(const QByteArray &message) const;
};

[[nodiscard]] bool verifySignature(const QByteArray &message, const QByteArray &signature, const QByteArray &publicKey);

/// How much longer a sealed text is than what it holds.
constexpr qsizetype sealOverhead = 48;

/// crypto_box_seal: anybody can seal to a public key, only its private half opens.
[[nodiscard]] QByteArray seal(const SecretBytes &secret, const QByteArray &publicKey);
/// Fails with CiphertextDamaged when the text is not sealed to these keys or was changed, and when what it holds is not
/// of `size` bytes: anybody can seal anything to a public key.
[[nodiscard]] Result<SecretBytes> openSeal(
    const QByteArray &sealed, const BoxKeys &keys, qsizetype size = BoxKeys::privateSize);

/// XChaCha20-Poly1305 with a random nonce in front: nonce | ciphertext | tag.
[[nodiscard]] QByteArray encrypt(const SecretBytes &plain, const SecretBytes &key, const QByteArray &associated);
/// The same for bytes that the caller keeps and wipes: no locked memory is made for each number of an import.
[[nodiscard]] QByteArray encryptBytes(const QByteArray &plain, const SecretBytes &key, const QByteArray &associated);
[[nodiscard]] Result<SecretBytes> decrypt(
    const QByteArray &cipher, const SecretBytes &key, const QByteArray &associated);
/// The same into bytes that the caller wipes: no locked memory is made for each number of a rotation.
[[nodiscard]] Result<QByteArray> decryptBytes(
    const QByteArray &cipher, const SecretBytes &key, const QByteArray &associated);

/// HMAC-SHA-256, 32 bytes.
[[nodiscard]] QByteArray hmac(const QByteArray &message, const SecretBytes &key);
/// Keyed BLAKE2b of `size` bytes (16..64); key of 16..64 bytes.
[[nodiscard]] QByteArray keyedHash(const QByteArray &message, const SecretBytes &key, qsizetype size);
/// Unkeyed BLAKE2b, 32 bytes. Never for anything that a number could be guessed from.
[[nodiscard]] QByteArray plainHash(const QByteArray &message);
/// A subkey of 32 bytes for a purpose: keyed BLAKE2b of the purpose under the parent key.
[[nodiscard]] SecretBytes deriveKey(const SecretBytes &parent, const QByteArray &purpose);

/// Cost of Argon2id. The bounds are checked on every use: a stored cost below them means tampering, and so does one
/// above them, which would take a computer's memory or hours.
struct KdfCost {
    quint64 operations = 3;
    quint64 memory = 64ULL << 20; ///< bytes

    [[nodiscard]] bool operator==(const KdfCost &) const = default;
    [[nodiscard]] bool isWithinBounds() const
    {
        return operations >= 3 && operations <= 16 && memory >= (64ULL << 20) && memory <= (1ULL << 30);
    }
};
/// 64 bytes from a password; salt of any length (hashed to the size needed). About 0.14 s. Fails with CostLowered
/// when the cost is out of bounds.
[[nodiscard]] Result<SecretBytes> derivePasswordKey(
    const SecretBytes &password, const QByteArray &salt, const KdfCost &cost);

/// The verifier of a PostgreSQL SCRAM-SHA-256 password (RFC 5803 text form), so that the password itself is never sent.
[[nodiscard]] QByteArray scramVerifier(const QByteArray &password);

} // namespace callveil
