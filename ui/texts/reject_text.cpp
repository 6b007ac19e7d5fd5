// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/fault_text.h"

#include <QCoreApplication>

namespace callveil {

namespace {

const char *sentenceOf(RowFault fault)
{
    switch (fault) {
    case RowFault::TooFewFields:
        return QT_TRANSLATE_NOOP("RowFault", "the row has too few fields");
    case RowFault::TooManyFields:
        return QT_TRANSLATE_NOOP("RowFault", "the row has too many fields");
    case RowFault::FieldTooLong:
        return QT_TRANSLATE_NOOP("RowFault", "a field is longer than 64 KiB");
    case RowFault::TextTooLong:
        return QT_TRANSLATE_NOOP("RowFault", "an id is longer than 256 characters");
    case RowFault::QuoteUnclosed:
        return QT_TRANSLATE_NOOP("RowFault", "a quote is opened and never closed");
    case RowFault::NulCharacter:
        return QT_TRANSLATE_NOOP("RowFault", "the row holds a NUL character");
    case RowFault::NotDecodable:
        return QT_TRANSLATE_NOOP("RowFault", "the text is not in the encoding of the file");
    case RowFault::TimeMissing:
        return QT_TRANSLATE_NOOP("RowFault", "the time is missing");
    case RowFault::TimeNotUnderstood:
        return QT_TRANSLATE_NOOP("RowFault", "the time is not understood");
    case RowFault::TimeOutOfRange:
        return QT_TRANSLATE_NOOP("RowFault", "the time is before the year 2000 or after tomorrow");
    case RowFault::DurationNotUnderstood:
        return QT_TRANSLATE_NOOP("RowFault", "the duration is not understood");
    case RowFault::DurationNegative:
        return QT_TRANSLATE_NOOP("RowFault", "the duration is negative");
    case RowFault::NumberDamaged:
        return QT_TRANSLATE_NOOP("RowFault", "a number was damaged by a spreadsheet program; its digits are lost");
    case RowFault::NumberHidden:
        return QT_TRANSLATE_NOOP("RowFault", "a number holds invisible characters");
    case RowFault::NumberTooLong:
        return QT_TRANSLATE_NOOP("RowFault", "a number is longer than any number can be");
    case RowFault::DirectionNotUnderstood:
        return QT_TRANSLATE_NOOP("RowFault", "the direction is not understood");
    case RowFault::ProcessNotKnown:
        return QT_TRANSLATE_NOOP("RowFault", "the row does not tell to which process it belongs");
    }
    return "";
}

} // namespace

QString rowFaultText(RowFault fault)
{
    return QCoreApplication::translate("RowFault", sentenceOf(fault));
}

QString rejectText(const RowReject &reject)
{
    const QString line = QString::number(reject.line);
    if (reject.column.isEmpty())
        return QCoreApplication::translate("RowFault", "line %1: %2").arg(line, rowFaultText(reject.fault));
    return QCoreApplication::translate("RowFault", "line %1, column %2: %3")
        .arg(line, reject.column, rowFaultText(reject.fault));
}

} // namespace callveil
