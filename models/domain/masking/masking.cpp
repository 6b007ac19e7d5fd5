// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/masking/masking.h"

#include "domain/base/base32.h"

namespace callveil {

namespace {

constexpr int tokenLength = 12;
constexpr int tokenBytes = 8; // 12 characters are 60 bits
constexpr int tokenAttempts = 64; // a hash that needs more is broken: one attempt in ninety fails by chance
constexpr int longestDigitRun = 3; // a longer run could show a part of a number by chance
constexpr int longestHiddenText = 15; // the length of a name tells something as well

bool hasLongDigitRun(const QString &token)
{
    int run = 0;
    for (const QChar c : token) {
        run = c <= u'9' ? run + 1 : 0;
        if (run > longestDigitRun)
            return true;
    }
    return false;
}

QString tokenOf(const QString &text, const TokenHash &hash)
{
    for (int attempt = 0; hash && attempt < tokenAttempts; ++attempt) {
        const QByteArray bytes = hash(text, attempt);
        if (bytes.size() < tokenBytes)
            break;
        const QString token = toBase32(QByteArrayView(bytes).first(tokenBytes)).left(tokenLength);
        if (!hasLongDigitRun(token))
            return token;
    }
    return QString(tokenLength, u'x');
}

QString hiddenText(const QString &text, QChar with)
{
    return QString(qMin(text.size(), qsizetype(longestHiddenText)), with);
}

// Whatever is neither the leading + nor a digit to show becomes x, so that even a damaged text shows no more than n +
// n'.
MaskedNumber replaced(const PhoneNumber &number, const MaskingPolicy &policy)
{
    const int digits = number.digits();
    const int leading = qBound(0, policy.leading, MaskingPolicy::mostShown);
    const int trailing = qBound(0, policy.trailing, MaskingPolicy::mostShown);
    const bool whole = digits <= leading + trailing;
    MaskedNumber masked{number.text, whole};
    int position = 0;
    bool first = true;
    for (QChar &c : masked.text) {
        const bool isDigit = c.isDigit();
        const bool shown = isDigit && !whole && (position < leading || position >= digits - trailing);
        if (!shown && !(first && c == u'+'))
            c = u'x';
        position += isDigit;
        first = false;
    }
    return masked;
}

MaskedNumber maskedBy(const PhoneNumber &number, const MaskingPolicy &policy, const TokenHash &hash)
{
    switch (policy.kind) {
    case MaskingKind::Off:
        return {number.text};
    case MaskingKind::Random:
        return {tokenOf(number.text, hash)};
    case MaskingKind::Replacement:
        break;
    }
    return number.kind == NumberKind::E164 ? replaced(number, policy) : MaskedNumber{hiddenText(number.text, u'x')};
}

QString starredE164(const PhoneNumber &number)
{
    const QString code = QString(u'+' + QString::number(number.countryCode));
    if (number.countryCode <= 0 || !number.text.startsWith(code))
        return hiddenText(number.text, u'*');
    QString national = number.text.mid(code.size());
    const bool whole = national.size() <= starredLeading + starredTrailing;
    for (qsizetype i = 0; i < national.size(); ++i) {
        if (whole || (i >= starredLeading && i < national.size() - starredTrailing))
            national[i] = u'*';
    }
    return code + u' ' + national;
}

} // namespace

MaskedNumber mask(const PhoneNumber &number, const MaskingPolicy &policy, const TokenHash &hash)
{
    switch (number.kind) {
    case NumberKind::Absent:
        return {};
    case NumberKind::Withheld:
        return {QStringLiteral("Withheld")};
    case NumberKind::ShortCode:
    case NumberKind::FeatureCode:
    case NumberKind::Extension:
    case NumberKind::AlreadyMasked:
        return {number.text};
    case NumberKind::E164:
    case NumberKind::Text:
        break;
    }
    return maskedBy(number, policy, hash);
}

QString starred(const PhoneNumber &number)
{
    switch (number.kind) {
    case NumberKind::Absent:
        return {};
    case NumberKind::Withheld:
        return QStringLiteral("Withheld");
    case NumberKind::ShortCode:
    case NumberKind::FeatureCode:
    case NumberKind::Extension:
    case NumberKind::AlreadyMasked:
        return number.text;
    case NumberKind::E164:
        return starredE164(number);
    case NumberKind::Text:
        break;
    }
    return hiddenText(number.text, u'*');
}

} // namespace callveil
