// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/xlsx_text.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr qsizetype mostLetters = 32767; // of a cell
constexpr qsizetype mostInName = 31; // of a sheet
constexpr qsizetype escapeLength = 7; // _xHHHH_

bool isHalf(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    if (c.isHighSurrogate())
        return at + 1 >= text.size() || !text[at + 1].isLowSurrogate();
    return c.isLowSurrogate() && (at == 0 || !text[at - 1].isHighSurrogate());
}

/// What XML 1.0 has no place for, and CR, which its readers turn into LF.
bool isForbidden(QStringView text, qsizetype at)
{
    const char16_t c = text[at].unicode();
    return (c < 0x20 && c != u'\t' && c != u'\n') || c == 0xFFFE || c == 0xFFFF || isHalf(text, at);
}

bool isHexadecimal(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

/// True for the underscore of "_x0041_", and of "_x0041" before something that is escaped: both would be read as "A".
bool looksEscaped(QStringView text, qsizetype at)
{
    const qsizetype last = at + escapeLength - 1;
    return text[at] == u'_' && last < text.size() && text[at + 1] == u'x'
        && std::all_of(text.begin() + at + 2, text.begin() + last, isHexadecimal)
        && (text[last] == u'_' || isForbidden(text, last));
}

QString escaped(char16_t unit)
{
    return QStringLiteral("_x%1_").arg(QString::number(unit, 16).toUpper(), 4, QLatin1Char('0'));
}

/// The usual case, which needs no copy.
bool isPlain(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c < u' ' || c.isSurrogate() || c >= QChar(0xFFFE) || (c == u'x' && i > 0 && text[i - 1] == u'_'))
            return false;
    }
    return text.size() <= mostLetters;
}

} // namespace

QByteArray xlsxText(const QString &text)
{
    if (isPlain(text))
        return text.toUtf8();
    QString all;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && !isHalf(text, i);
        QString piece = pair ? text.mid(i, 2) : QString(text[i]);
        if (isForbidden(text, i) || looksEscaped(text, i))
            piece = escaped(text[i].unicode());
        const qsizetype behind = i + (pair ? 2 : 1);
        if (all.size() + piece.size() + (behind < text.size() ? 1 : 0) > mostLetters)
            return QString(all + u'…').toUtf8();
        all += piece;
        i = behind - 1;
    }
    return all.toUtf8();
}

QString xlsxSheetName(const QString &title, int number)
{
    QString name;
    for (const QChar c : title)
        name += QStringView(u"[]:*?/\\").contains(c) || c < u' ' || c.isSurrogate() ? QChar(u' ') : c;
    name = name.simplified();
    const QString behind = number > 1 ? QStringLiteral(" (%1)").arg(number) : QString();
    name = name.left(mostInName - behind.size()).trimmed();
    while (name.startsWith(u'\''))
        name.remove(0, 1);
    while (name.endsWith(u'\''))
        name.chop(1);
    return (name.isEmpty() ? QStringLiteral("Sheet") : name) + behind;
}

} // namespace callveil
