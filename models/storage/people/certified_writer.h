// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/sodium.h"

namespace callveil {

/// The organisation's writer key together with the root's signature over it, as it is sealed to people. Anybody can
/// seal to a public key: a server that planted a writer key of its own could test guesses against all that is made with
/// it.
class CertifiedWriter final {
public:
    [[nodiscard]] static CertifiedWriter certify(const SecretBytes &writerKey, const SignKeys &root);
    /// Fails with CiphertextDamaged for what is not sealed to these keys, and as read() does.
    [[nodiscard]] static Result<CertifiedWriter> open(
        const QByteArray &sealed, const BoxKeys &keys, const QByteArray &rootKey);
    /// What was in a seal. Fails with CertificateInvalid for what the root did not sign.
    [[nodiscard]] static Result<CertifiedWriter> read(SecretBytes content, const QByteArray &rootKey);

    [[nodiscard]] SecretBytes key() const;
    [[nodiscard]] QByteArray sealedTo(const QByteArray &boxKey) const { return seal(m_content, boxKey); }

private:
    explicit CertifiedWriter(SecretBytes content) : m_content(std::move(content)) { }

    SecretBytes m_content; ///< key | signature
};

} // namespace callveil
