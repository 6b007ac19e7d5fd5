// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/routes/route_copy.h"

#include <QtEndian>

#include <algorithm>

namespace callveil {

namespace {

const QByteArray kind("cvr1");
constexpr qsizetype numberSize = 16;
constexpr qsizetype keptOverhead = 24 + 16; // nonce and tag of encryptBytes()

/// Of one size whatever the number; wiped by the caller.
QByteArray plainOf(const QString &number)
{
    QByteArray plain(kind.size() + numberSize, '\0');
    Q_ASSERT(number.size() <= numberSize);
    std::copy(kind.begin(), kind.end(), plain.data());
    std::transform(number.begin(), number.end(), plain.data() + kind.size(), [](QChar c) { return c.toLatin1(); });
    return plain;
}

Result<QString> numberIn(const char *begin, qsizetype size)
{
    if (size != kind.size() + numberSize)
        return fail(ErrorCode::Internal, Fault::CiphertextDamaged);
    const auto *digits = begin + kind.size();
    const auto *end = std::find(digits, begin + size, '\0');
    const bool isNumber = QByteArrayView(begin, kind.size()) == kind && end - digits > 1 && *digits == '+'
        && std::all_of(digits + 1, end, [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber)
        return fail(ErrorCode::Internal, Fault::CiphertextDamaged);
    return QString::fromLatin1(digits, end - digits);
}

QByteArray dataOf(const CopyPlace &place)
{
    QByteArray data(3 * 8, Qt::Uninitialized);
    char *end = data.data();
    for (const qint64 part : {place.binding.value, qint64(place.side), place.agent.value}) {
        qToBigEndian(part, end);
        end += 8;
    }
    return data;
}

} // namespace

QByteArray sealedCopy(const QString &number, const QByteArray &boxKey)
{
    QByteArray plain = plainOf(number);
    const SecretBytes secret = SecretBytes::takeFrom(plain);
    return seal(secret, boxKey);
}

Result<QString> openedCopy(const QByteArray &sealed, const BoxKeys &keys)
{
    const auto content = openSeal(sealed, keys, kind.size() + numberSize);
    if (!content)
        return failed(content);
    return numberIn(reinterpret_cast<const char *>(content->data()), content->size());
}

CopyOpener::CopyOpener(const BoxKeys &keys) : m_keys(keys.clone()), m_own(deriveKey(keys.privateKey, "route copy")) { }

bool CopyOpener::isKept(const QByteArray &copy)
{
    return copy.size() == kind.size() + numberSize + keptOverhead;
}

QByteArray CopyOpener::kept(const QString &number, const CopyPlace &place) const
{
    QByteArray plain = plainOf(number);
    QByteArray copy = encryptBytes(plain, m_own, dataOf(place));
    wipe(plain);
    return copy;
}

Result<QString> CopyOpener::open(const QByteArray &copy, const CopyPlace &place) const
{
    if (!isKept(copy))
        return openedCopy(copy, m_keys);
    auto plain = decryptBytes(copy, m_own, dataOf(place));
    if (!plain)
        return failed(plain);
    auto number = numberIn(plain->constData(), plain->size());
    wipe(*plain);
    return number;
}

} // namespace callveil
