// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/setup/recovery_kit.h"

#include "storage/crypto/proquint.h"

#include <QCryptographicHash>

#include <QRegularExpression>

namespace callveil {

namespace {

constexpr qsizetype keySize = 32;

QByteArray checkOf(const QByteArray &key)
{
    return plainHash("callveil recovery kit 1" + key).first(2);
}

} // namespace

RecoveryKit::RecoveryKit(const SecretBytes &privateKey)
{
    QByteArray key(reinterpret_cast<const char *>(privateKey.data()), privateKey.size());
    m_words = toWords(key + checkOf(key));
    wipe(key);
}

Result<SecretBytes> RecoveryKit::privateKey(const QString &words)
{
    std::optional<QByteArray> bytes = fromWords(words);
    if (!bytes || bytes->size() != keySize + 2 || checkOf(bytes->first(keySize)) != bytes->last(2))
        return fail(ErrorCode::Invalid, Fault::KitWrong);
    QByteArray key = bytes->first(keySize);
    wipe(*bytes);
    return SecretBytes::takeFrom(key);
}

QByteArray RecoveryKit::proof(const SecretBytes &privateKey)
{
    const SecretBytes derived = deriveKey(privateKey, "callveil recovery proof 1");
    return QByteArray(reinterpret_cast<const char *>(derived.data()), derived.size());
}

QByteArray RecoveryKit::proofHash(const SecretBytes &privateKey)
{
    return QCryptographicHash::hash(proof(privateKey), QCryptographicHash::Sha256);
}

QString RecoveryKit::wordsIn(const QString &text)
{
    static const QRegularExpression numbered(
        QStringLiteral("^\\s*\\d+\\.?\\s+([a-z]+)\\s*$"), QRegularExpression::MultilineOption);
    QStringList words;
    for (auto match = numbered.globalMatch(text); match.hasNext();)
        words.append(match.next().captured(1));
    return words.isEmpty() ? text.simplified() : words.join(u' ');
}

} // namespace callveil
