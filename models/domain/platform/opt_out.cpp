// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/opt_out.h"

#include <algorithm>
#include <array>

namespace callveil {

namespace {

constexpr qsizetype longestMessage = 160; // one with more is no single word
constexpr std::array leaving{"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"};
constexpr std::array returning{"START", "UNSTOP"};

/// Blanks, punctuation and signs of ASCII.
bool isFiller(QChar sign)
{
    const char16_t code = sign.unicode();
    const bool isLetter = (code >= u'A' && code <= u'Z') || (code >= u'a' && code <= u'z');
    return code < 0x80 && !isLetter && !(code >= u'0' && code <= u'9');
}

/// ASCII alone: what toUpper() does to other letters depends on them.
QChar upper(QChar sign)
{
    return sign >= u'a' && sign <= u'z' ? QChar(char16_t(sign.unicode() - u'a' + u'A')) : sign;
}

bool isAnyOf(const auto &words, const QString &word)
{
    return std::any_of(words.begin(), words.end(), [&](const char *each) { return word == QLatin1String(each); });
}

} // namespace

std::optional<bool> optOutWord(const QString &text)
{
    if (text.size() > longestMessage)
        return std::nullopt;
    QString word;
    for (const QChar sign : text)
        if (!isFiller(sign))
            word += upper(sign);
    if (isAnyOf(leaving, word))
        return true;
    return isAnyOf(returning, word) ? std::optional(false) : std::nullopt;
}

QString optOutBrand(const Pool &pool)
{
    return pool.brand.isEmpty() ? QStringLiteral("\n%1").arg(pool.id.value) : pool.brand;
}

QString foldedBrand(const QString &brand)
{
    QString folded;
    folded.reserve(brand.size());
    for (const QChar sign : brand)
        folded += sign >= u'A' && sign <= u'Z' ? QChar(char16_t(sign.unicode() - u'A' + u'a')) : sign;
    return folded;
}

QString optOutSourceKey(OptOutSource source)
{
    switch (source) {
    case OptOutSource::Person:
        return QStringLiteral("person");
    case OptOutSource::Sms:
        return QStringLiteral("sms");
    case OptOutSource::Api:
        break;
    }
    return QStringLiteral("api");
}

} // namespace callveil
