// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/leaks/canary_keys.h"

#include "storage/crypto/sodium.h"

namespace callveil {

namespace {

constexpr qsizetype sealedLength = 16; // + and 15 digits: the length of the seal tells nothing

QByteArray purpose()
{
    return QByteArrayLiteral("canary");
}

} // namespace

CanaryKeys::CanaryKeys(const SecretBytes &writerKey)
    : m_copy(std::make_shared<const SecretBytes>(deriveKey(writerKey, "callveil canary copy 1")))
{ }

QByteArray CanaryKeys::seal(const QString &number) const
{
    QByteArray text = number.toUtf8();
    QByteArray plain = text.leftJustified(sealedLength, ' ');
    wipe(text);
    QByteArray sealed = encryptBytes(plain, *m_copy, purpose());
    wipe(plain);
    return sealed;
}

Result<QString> CanaryKeys::open(const QByteArray &sealed) const
{
    auto plain = decryptBytes(sealed, *m_copy, purpose());
    if (!plain)
        return failed(plain);
    const QString number = QString::fromUtf8(*plain).trimmed();
    wipe(*plain);
    return number;
}

} // namespace callveil
