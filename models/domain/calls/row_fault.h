// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callveil {

/// Why one row of a call record file is rejected. Stored nowhere; shown in the summary. ui/texts has the sentences.
enum class RowFault {
    TooFewFields, ///< the row has fewer fields than the format needs
    TooManyFields,
    FieldTooLong, ///< a field over 64 KiB
    TextTooLong, ///< a recording, case, account or session id of more than 256 characters
    QuoteUnclosed, ///< a quote that is opened and never closed
    NulCharacter, ///< a NUL byte inside the row
    NotDecodable, ///< bytes that are not text in the file's encoding
    TimeMissing,
    TimeNotUnderstood,
    TimeOutOfRange, ///< before 2000 or after tomorrow
    DurationNotUnderstood,
    DurationNegative,
    NumberDamaged, ///< written as 9.19877E+11 by a spreadsheet: digits are lost
    NumberHidden, ///< zero-width or control characters inside a number
    NumberTooLong, ///< more characters than any number has (over 256)
    DirectionNotUnderstood,
    ProcessNotKnown, ///< the column or DID that decides the process names none
};

/// A rejected row: where and why, never what.
struct RowReject {
    qint64 line = 0; ///< line of the source file, from 1
    QString column; ///< name or "column 3"; empty when the row as a whole is at fault
    RowFault fault = RowFault::TooFewFields;
};

} // namespace callveil
