// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/callbacks/callback_keys.h"

#include "storage/crypto/sodium.h"

namespace callveil {

namespace {

QByteArray purpose()
{
    return QByteArrayLiteral("callback secret");
}

} // namespace

CallbackKeys::CallbackKeys(const SecretBytes &writerKey)
    : m_key(std::make_shared<const SecretBytes>(deriveKey(writerKey, "callveil callback secret 1")))
{ }

QByteArray CallbackKeys::seal(const WebhookSecret &secret) const
{
    const SecretBytes &bytes = secret.bytes();
    QByteArray plain(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    QByteArray sealed = encryptBytes(plain, *m_key, purpose());
    wipe(plain);
    return sealed;
}

Result<WebhookSecret> CallbackKeys::open(const QByteArray &sealed) const
{
    auto plain = decryptBytes(sealed, *m_key, purpose());
    if (!plain)
        return failed(plain);
    return WebhookSecret::fromBytes(SecretBytes::takeFrom(*plain));
}

} // namespace callveil
