// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/callbacks/webhook_secret.h"

#include "storage/crypto/sodium.h"

namespace callveil {

namespace {

const QString s_prefix = QStringLiteral("whsec_");

tl::unexpected<Error> refused()
{
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
        {QStringLiteral("secret"), QStringLiteral("…"), QStringLiteral("whsec_… (24-64 bytes, base64)")});
}

} // namespace

WebhookSecret WebhookSecret::generate()
{
    return WebhookSecret(SecretBytes::random(usual));
}

Result<WebhookSecret> WebhookSecret::fromText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.startsWith(s_prefix))
        return refused();
    auto decoded = QByteArray::fromBase64Encoding(
        trimmed.mid(s_prefix.size()).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return refused();
    return fromBytes(SecretBytes::takeFrom(decoded.decoded));
}

Result<WebhookSecret> WebhookSecret::fromBytes(SecretBytes bytes)
{
    if (bytes.size() < shortest || bytes.size() > longest)
        return refused();
    return WebhookSecret(std::move(bytes));
}

QString WebhookSecret::text() const
{
    QByteArray raw(reinterpret_cast<const char *>(m_bytes.data()), m_bytes.size());
    QByteArray base64 = raw.toBase64();
    const QString text = s_prefix + QString::fromLatin1(base64);
    wipe(raw);
    wipe(base64);
    return text;
}

QByteArray WebhookSecret::sign(const QByteArray &id, qint64 second, const QByteArray &body) const
{
    const QByteArray message = id + '.' + QByteArray::number(second) + '.' + body;
    return "v1," + hmac(message, m_bytes).toBase64();
}

} // namespace callveil
