// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/routes/route_copy.h"

#include <algorithm>

namespace callveil {

namespace {
const QByteArray kind("cvr1");
constexpr qsizetype numberSize = 16;
} // namespace

QByteArray sealedCopy(const QString &number, const QByteArray &boxKey)
{
    QByteArray plain = kind + number.toLatin1();
    Q_ASSERT(plain.size() <= kind.size() + numberSize);
    plain.append(kind.size() + numberSize - plain.size(), '\0');
    const SecretBytes secret = SecretBytes::takeFrom(plain);
    return seal(secret, boxKey);
}

Result<QString> openedCopy(const QByteArray &sealed, const BoxKeys &keys)
{
    const auto content = openSeal(sealed, keys, kind.size() + numberSize);
    if (!content)
        return failed(content);
    const auto *begin = reinterpret_cast<const char *>(content->data());
    const auto *digits = begin + kind.size();
    const auto *end = std::find(digits, begin + content->size(), '\0');
    const bool isNumber = QByteArrayView(begin, kind.size()) == kind && end - digits > 1 && *digits == '+'
        && std::all_of(digits + 1, end, [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber)
        return fail(ErrorCode::Internal, Fault::CiphertextDamaged);
    return QString::fromLatin1(digits, end - digits);
}

} // namespace callveil
