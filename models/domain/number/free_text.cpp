// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/free_text.h"

#include <QRegularExpression>

namespace callveil {

namespace {

constexpr char wall = '|';

// What a character of the lower half of a pair of surrogates stands for: mathematical and other digits beyond the BMP.
char foldedPair(QChar high, QChar low)
{
    const int digit = QChar::digitValue(QChar::surrogateToUcs4(high, low));
    return digit < 0 ? wall : char('0' + digit);
}

char foldedUnit(QChar c)
{
    const char16_t unit = c.unicode();
    if (unit < 128) {
        if (unit == u'\t')
            return ' ';
        const bool isX = unit == u'x' || unit == u'X'; // punctuation of numbers to the library, part of masks to us
        const bool isKept = c.isLetterOrNumber() || QStringView(u" +-.()/").contains(c);
        return isKept && !isX ? char(unit) : wall;
    }
    if (const int digit = c.digitValue(); digit >= 0)
        return char('0' + digit);
    if (unit == u'\uff0b') // full-width plus sign
        return '+';
    switch (c.category()) {
    case QChar::Separator_Space:
        return ' ';
    case QChar::Punctuation_Dash:
    case QChar::Other_Format:
    case QChar::Mark_NonSpacing:
        return '-';
    default:
        return wall;
    }
}

const QRegularExpression &knownId()
{
    static const QRegularExpression pattern(QStringLiteral(
        // a UUID; a node of digits only is rarely chance and stays for the search
        "(?<![0-9A-Za-z])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-"
        "(?:(?![0-9]{12})[0-9A-Fa-f]{12}(?![0-9A-Za-z])|(?=[0-9]{12}(?![0-9A-Za-z])))"
        // 32 and more hexadecimal digits in which letters and digits alternate, as in random ids
        "|(?<![0-9A-Fa-f])(?=[A-Fa-f]*(?:[0-9]+[A-Fa-f]+){4})[0-9A-Fa-f]{32,}"
        // seconds since 1970 and a counter, as Asterisk makes them
        "|(?<![0-9])1[0-9]{9}\\.[0-9]{1,7}(?![0-9])"
        // 2023-07-26, also with . / or _
        "|(?<![0-9])20[0-9]{2}([-._/])(?:0[1-9]|1[0-2])\\1(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
        // 20230726-101010, 20230726T101010, 20230726101010
        "|(?<![0-9])20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[-_T ]?"
        "(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9](?![0-9])"
        // a masked number that shows at most seven digits
        "|(?<![0-9xX*+])\\+?(?=[0-9]*[xX*]{2})(?=(?:[xX*]*[0-9]){0,7}[xX*]*(?![0-9xX*]))[0-9xX*]+"));
    return pattern;
}

} // namespace

int digitCount(const QString &text)
{
    int digits = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i].isLowSurrogate() && i > 0 && text[i - 1].isHighSurrogate();
        digits += isPair ? foldedPair(text[i - 1], text[i]) != wall : text[i].digitValue() >= 0;
    }
    return digits;
}

QString quotable(const QString &typed)
{
    return digitCount(typed) < leastFreeDigits ? typed : QStringLiteral("…");
}

std::string folded(const QString &text)
{
    std::string ascii;
    ascii.reserve(size_t(text.size()));
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            const char low = foldedPair(text[i], text[i + 1]);
            ascii += low == wall ? wall : '-';
            ascii += low;
            ++i;
        } else if (QStringView(text).sliced(i).startsWith(u"%2b", Qt::CaseInsensitive)) { // + in a URL
            ascii += "||+";
            i += 2;
        } else {
            ascii += foldedUnit(text[i]);
        }
    }
    return ascii;
}

QString withoutKnownIds(QString text)
{
    auto matches = knownId().globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        for (qsizetype i = match.capturedStart(); i < match.capturedEnd(); ++i)
            text[i] = QChar::fromLatin1(wall);
    }
    return text;
}

} // namespace callveil
