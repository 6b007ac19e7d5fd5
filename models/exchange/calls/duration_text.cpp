// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/duration_text.h"

#include "exchange/calls/decimal_sign.h"
#include "exchange/calls/text_scanner.h"

namespace callveil {

namespace {

constexpr qint64 s_longest = 366 * 24 * 3600;

bool isNoDuration(QByteArrayView text)
{
    return text.isEmpty() || text == "-" || text == "\\N" || text.compare("null", Qt::CaseInsensitive) == 0
        || text.compare("none", Qt::CaseInsensitive) == 0 || text.compare("n/a", Qt::CaseInsensitive) == 0;
}

/// Thousandths behind a decimal point.
qint64 takeThousandths(TextScanner &scan)
{
    qint64 value = 0;
    if (!scan.take('.') && !scan.take(','))
        return 0;
    for (int scale = 100; TextScanner::isDigit(scan.peek()); scale /= 10) {
        value += scale * (scan.peek() - '0');
        scan.take(scan.peek());
    }
    return value;
}

qint64 inMilliseconds(qint64 thousandths, DurationUnit unit)
{
    if (unit == DurationUnit::Milliseconds)
        return thousandths / 1000;
    return unit == DurationUnit::Minutes ? thousandths * 60 : thousandths;
}

/// "s", "sec", "min", "ms" behind a number say the same or more than the mapping.
bool takeUnit(TextScanner &scan, DurationUnit &unit)
{
    scan.skipBlanks();
    const QByteArray word = scan.word().toByteArray().toLower();
    if (word.isEmpty())
        return true;
    if (word == "s" || word == "sec" || word == "secs" || word == "second" || word == "seconds")
        unit = DurationUnit::Seconds;
    else if (word == "min" || word == "mins" || word == "minute" || word == "minutes")
        unit = DurationUnit::Minutes;
    else if (word == "ms")
        unit = DurationUnit::Milliseconds;
    else
        return false;
    return true;
}

} // namespace

tl::expected<std::optional<qint64>, RowFault> parseDuration(QByteArrayView text, DurationUnit unit, char decimal)
{
    text = text.trimmed();
    if (isNoDuration(text))
        return std::nullopt;
    const bool negative = text.startsWith('-');
    text = text.sliced(negative);
    QByteArray plain;
    if (text.indexOf(':') < 0 && (text.indexOf('.') >= 0 || text.indexOf(',') >= 0)) {
        plain = withoutThousands(text, decimal);
        text = plain;
    }
    TextScanner scan(text);
    TextScanner::Number part = scan.number();
    bool valid = part.digits > 0 && part.digits <= 9;
    qint64 whole = part.value;
    int clockParts = 1;
    for (; valid && scan.take(':'); ++clockParts) {
        part = scan.number();
        valid = part.digits == 2 && part.value < 60;
        whole = whole * 60 + part.value;
    }
    const qint64 thousandths = whole * 1000 + takeThousandths(scan);
    DurationUnit read = clockParts > 1 ? DurationUnit::Clock : unit;
    if (!valid || clockParts > 3 || !takeUnit(scan, read) || !scan.atEnd())
        return tl::unexpected(RowFault::DurationNotUnderstood);
    const qint64 seconds = (inMilliseconds(thousandths, read) + 500) / 1000;
    if (negative && thousandths > 0)
        return tl::unexpected(RowFault::DurationNegative);
    if (seconds > s_longest)
        return tl::unexpected(RowFault::DurationNotUnderstood);
    return seconds;
}

} // namespace callveil
