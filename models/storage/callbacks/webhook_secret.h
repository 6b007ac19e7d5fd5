// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "storage/crypto/secret_bytes.h"

namespace callveil {

/// What requests to an endpoint are signed with, by the symmetric scheme of Standard Webhooks
/// (https://www.standardwebhooks.com): whoever receives one and knows the secret can tell who sent it, and when.
class WebhookSecret final {
public:
    static constexpr qsizetype shortest = 24, longest = 64, usual = 32; ///< bytes

    [[nodiscard]] static WebhookSecret generate();
    /// Of whsec_ and 24 to 64 bytes in base64, as text() writes it. Fails with ChoiceUnknown (secret); it is not
    /// repeated.
    [[nodiscard]] static Result<WebhookSecret> fromText(const QString &text);
    /// Of its bytes, as they are sealed.
    [[nodiscard]] static Result<WebhookSecret> fromBytes(SecretBytes bytes);

    /// "whsec_…"; the caller's to wipe.
    [[nodiscard]] QString text() const;
    [[nodiscard]] const SecretBytes &bytes() const { return m_bytes; }
    /// "v1,…" of the message's id, the second since 1970 in which it is sent, and its body.
    [[nodiscard]] QByteArray sign(const QByteArray &id, qint64 second, const QByteArray &body) const;

private:
    explicit WebhookSecret(SecretBytes bytes) : m_bytes(std::move(bytes)) { }

    SecretBytes m_bytes;
};

} // namespace callveil
