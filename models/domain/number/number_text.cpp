// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/number_text.h"

#include <QLatin1String>

#include <algorithm>

namespace callveil {

namespace {

constexpr int mostVisibleDigits = 7;
constexpr int mostFeatureDigits = 6;
constexpr int mostExtensionDigits = 7;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\u00a0';
}

bool isSeparator(QChar c)
{
    return isBlank(c) || c == u'(' || c == u')' || c == u'-' || c == u'.' || c == u'/';
}

bool isPlaceholder(QChar c)
{
    return c == u'x' || c == u'X' || c == u'*';
}

void chopBlanks(QStringView &text)
{
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
}

// Takes the word that introduces an extension off the end of `text`.
bool chopExtensionMark(QStringView &text)
{
    static constexpr QLatin1String marks[] = {
        QLatin1String("ext."), QLatin1String("ext"), QLatin1String("x"), QLatin1String("#")};
    for (const QLatin1String mark : marks) {
        if (text.endsWith(mark, Qt::CaseInsensitive)) {
            text.chop(mark.size());
            return true;
        }
    }
    return false;
}

} // namespace

bool isWithheld(QStringView text)
{
    static constexpr QLatin1String words[] = {QLatin1String("anonymous"), QLatin1String("unknown"),
        QLatin1String("private"), QLatin1String("restricted"), QLatin1String("unavailable"), QLatin1String("withheld"),
        QLatin1String("blocked"), QLatin1String("not available"), QLatin1String("-1"), QLatin1String("-2"),
        QLatin1String("-3"), QLatin1String("-4")};
    return text.isEmpty() || std::any_of(std::begin(words), std::end(words), [text](QLatin1String word) {
        return text.compare(word, Qt::CaseInsensitive) == 0;
    });
}

bool isAllZeros(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c == u'0'; });
}

bool isDigitsOnly(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool isFeatureCode(QStringView text)
{
    if (text.isEmpty() || (text.front() != u'*' && text.front() != u'#'))
        return false;
    int digits = 0;
    for (const QChar c : text) {
        if (!isDigit(c) && c != u'*' && c != u'#')
            return false;
        digits += isDigit(c);
    }
    return digits >= 1 && digits <= mostFeatureDigits;
}

bool isMaskedBySource(QStringView text)
{
    int digits = 0;
    int placeholders = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isDigit(c))
            ++digits;
        else if (isPlaceholder(c))
            ++placeholders;
        else if (!isSeparator(c) && !(c == u'+' && i == 0))
            return false;
    }
    return placeholders >= 2 && digits >= 1 && digits <= mostVisibleDigits;
}

SplitNumber splitExtension(QStringView text)
{
    QStringView number = text;
    while (!number.isEmpty() && isDigit(number.back()))
        number.chop(1);
    const QStringView extension = text.sliced(number.size());
    if (extension.isEmpty() || extension.size() > mostExtensionDigits)
        return {text, {}};
    const bool afterX = number.endsWith(u'x', Qt::CaseInsensitive);
    chopBlanks(number);
    if (!chopExtensionMark(number))
        return {text, {}};
    const bool glued = afterX && !number.isEmpty() && isDigit(number.back());
    chopBlanks(number);
    return {number, extension, glued};
}

std::optional<std::string> dialled(QStringView text)
{
    std::string characters;
    characters.reserve(size_t(text.size()));
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isDigit(c) || (c == u'+' && i == 0))
            characters += char(c.unicode());
        else if (!isSeparator(c))
            return std::nullopt;
    }
    if (characters.empty() || characters == "+")
        return std::nullopt;
    return characters;
}

std::optional<QStringView> sipUser(QStringView text)
{
    const bool plain = text.startsWith(QLatin1String("sip:"), Qt::CaseInsensitive);
    const bool secure = text.startsWith(QLatin1String("sips:"), Qt::CaseInsensitive);
    if (!plain && !secure)
        return std::nullopt;
    const QStringView address = text.sliced(plain ? 4 : 5);
    const qsizetype at = address.indexOf(u'@');
    return address.first(qMax(at, qsizetype(0)));
}

} // namespace callveil
