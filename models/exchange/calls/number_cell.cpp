// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/number_cell.h"

#include "exchange/calls/text_scanner.h"

#include <QString>

#include <algorithm>

namespace callveil {

namespace {

constexpr qsizetype s_longest = 256; ///< characters

/// 9.19877E+11 or 9,19877E+11: a spreadsheet has rounded the number away.
bool isScientific(QByteArrayView text)
{
    TextScanner scan(text);
    if (!scan.take('+'))
        scan.take('-');
    const bool whole = scan.number().digits > 0;
    const bool decimals = (scan.take('.') || scan.take(',')) && scan.number().digits > 0;
    if (!whole || (!scan.take('E') && !scan.take('e')))
        return false;
    const bool plus = scan.take('+');
    const int exponent = scan.number().digits;
    return (plus || decimals) && exponent > 0 && scan.atEnd();
}

/// Control and format characters (zero-width, direction marks, soft hyphen) change a number without being seen.
bool isHidden(char32_t character)
{
    const QChar::Category category = QChar::category(character);
    return category == QChar::Other_Control || category == QChar::Other_Format || category == QChar::Separator_Line
        || category == QChar::Separator_Paragraph || character == 0x034F || character == 0x115F || character == 0x3164;
}

} // namespace

std::optional<RowFault> numberFault(QByteArrayView text)
{
    bool ascii = true;
    for (const char byte : text) {
        if (uchar(byte) < 0x20 || byte == 0x7F)
            return RowFault::NumberHidden;
        ascii = ascii && uchar(byte) < 0x80;
    }
    if (!ascii) {
        const QList<uint> characters = QString::fromUtf8(text).toUcs4();
        if (std::any_of(characters.begin(), characters.end(), isHidden))
            return RowFault::NumberHidden;
        if (characters.size() > s_longest)
            return RowFault::NumberTooLong;
    } else if (text.size() > s_longest) {
        return RowFault::NumberTooLong;
    }
    if (isScientific(text))
        return RowFault::NumberDamaged;
    return std::nullopt;
}

} // namespace callveil
