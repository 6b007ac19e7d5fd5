// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/time_text.h"

#include "exchange/calls/text_scanner.h"

#include <QDate>

#include <algorithm>

namespace callveil {

namespace {

using Number = TextScanner::Number;

constexpr qint64 s_dayMs = 24 * 60 * 60 * 1000;
constexpr qint64 s_hourMs = 60 * 60 * 1000;
constexpr qint64 s_minuteMs = 60 * 1000;
constexpr qint64 s_julianDayOf1970 = 2440588;

std::optional<qint64> midnight(int year, int month, int day)
{
    const QDate date(year, month, day);
    if (!date.isValid())
        return std::nullopt;
    return (date.toJulianDay() - s_julianDayOf1970) * s_dayMs;
}

int fullYear(Number year)
{
    if (year.digits > 2)
        return year.value;
    return year.value < 70 ? 2000 + year.value : 1900 + year.value;
}

/// 1 to 12 for an English month name or its first letters; 0 for anything else.
int monthOf(QByteArrayView word)
{
    static constexpr const char *names[] = {"january", "february", "march", "april", "may", "june", "july", "august",
        "september", "october", "november", "december"};
    for (int month = 0; month < 12; ++month) {
        if (word.size() >= 3 && QByteArrayView(names[month]).startsWith(word.toByteArray().toLower()))
            return month + 1;
    }
    return 0;
}

/// Fraction of a second as ms; further digits are cut off.
qint64 fractionMs(TextScanner &scan)
{
    qint64 ms = 0;
    for (int scale = 100; TextScanner::isDigit(scan.peek()); scale /= 10) {
        ms += scale * (scan.peek() - '0');
        scan.take(scan.peek());
    }
    return ms;
}

bool takeHalfOfDay(TextScanner &scan, int &hour)
{
    TextScanner ahead = scan;
    ahead.skipBlanks();
    const char half = ahead.peek() | 0x20;
    if (half != 'a' && half != 'p')
        return true;
    ahead.take(ahead.peek());
    ahead.take('.');
    if (!ahead.take('m') && !ahead.take('M'))
        return true;
    ahead.take('.');
    if (hour < 1 || hour > 12)
        return false;
    hour = hour % 12 + (half == 'p' ? 12 : 0);
    scan = ahead;
    return true;
}

/// "H:MM[:SS[.fraction]] [AM|PM]", or HHMM[SS] without colons.
std::optional<qint64> takeClock(TextScanner &scan)
{
    Number hour = scan.number();
    Number minute;
    Number second;
    qint64 ms = 0;
    if (hour.digits == 4 || hour.digits == 6) {
        const int all = hour.digits == 4 ? hour.value * 100 : hour.value;
        hour.value = all / 10000;
        minute.value = all / 100 % 100;
        second.value = all % 100;
    } else {
        if (hour.digits < 1 || hour.digits > 2 || !scan.take(':'))
            return std::nullopt;
        minute = scan.number();
        if (minute.digits != 2)
            return std::nullopt;
        if (scan.take(':') && (second = scan.number()).digits != 2)
            return std::nullopt;
    }
    if (scan.take('.') || scan.take(','))
        ms = fractionMs(scan);
    if (!takeHalfOfDay(scan, hour.value) || hour.value > 23 || minute.value > 59 || second.value > 59)
        return std::nullopt;
    return hour.value * s_hourMs + minute.value * s_minuteMs + second.value * 1000 + ms;
}

/// "Z", "UTC", "GMT", "+05:30", "+0530", "+05", each followed by nothing; moves `time` to UTC.
bool takeZone(TextScanner &scan, TextTime &time)
{
    scan.skipBlanks();
    if (scan.atEnd())
        return true;
    const bool behind = scan.peek() == '-';
    if (scan.take('+') || scan.take('-')) {
        const Number hours = scan.number();
        const bool joined = hours.digits == 4;
        const Number minutes = scan.take(':') ? scan.number() : Number{};
        const int offset = joined ? hours.value / 100 * 60 + hours.value % 100 : hours.value * 60 + minutes.value;
        if ((hours.digits != 2 && !joined) || offset > 14 * 60 || minutes.value > 59)
            return false;
        time.ms += (behind ? offset : -offset) * s_minuteMs;
        scan.skipBlanks();
    }
    const QByteArrayView name = scan.word();
    time.absolute = true;
    const bool known = name.isEmpty() || name == "Z" || name == "z" || name == "UTC" || name == "GMT";
    return known && scan.atEnd();
}

/// Compact times and epochs: nothing but digits, perhaps with a fraction.
std::optional<TextTime> parseDigits(QByteArrayView digits, QByteArrayView fraction)
{
    bool valid = false;
    const auto part = [&](qsizetype from, qsizetype length) { return digits.sliced(from, length).toInt(&valid); };
    const qsizetype size = digits.size();
    const qint64 whole = digits.toLongLong(&valid);
    if (size == 10) {
        TextScanner rest(fraction);
        return TextTime{whole * 1000 + fractionMs(rest), true};
    }
    if (size == 13 || size == 16)
        return TextTime{size == 13 ? whole : whole / 1000, true};
    if (!fraction.isEmpty() || (size != 8 && size != 12 && size != 14 && size != 17))
        return std::nullopt;
    const int year = part(0, 4);
    const auto day = year >= 1970 && year < 2100 ? midnight(year, part(4, 2), part(6, 2)) : std::nullopt;
    const int hour = size > 8 ? part(8, 2) : 0;
    const int minute = size > 8 ? part(10, 2) : 0;
    const int second = size > 12 ? part(12, 2) : 0;
    if (!day || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    const int ms = size == 17 ? part(14, 3) : 0;
    return TextTime{*day + hour * s_hourMs + minute * s_minuteMs + second * 1000 + ms, false};
}

/// "1 Jan 2024", "01-Jan-24", "2024-Jan-01" (the first number is read already).
std::optional<qint64> takeNamedMonth(TextScanner &scan, Number first, char separator)
{
    const int month = monthOf(scan.word());
    if (month == 0 || !scan.take(separator))
        return std::nullopt;
    const Number last = scan.number();
    if (first.digits == 4)
        return midnight(first.value, month, last.value);
    return last.digits == 4 || last.digits == 2 ? midnight(fullYear(last), month, first.value) : std::nullopt;
}

/// "Jan 1, 2024".
std::optional<qint64> takeMonthFirst(TextScanner &scan)
{
    const int month = monthOf(scan.word());
    scan.skipBlanks();
    const Number day = scan.number();
    scan.take(',');
    scan.skipBlanks();
    const Number year = scan.number();
    return month > 0 && year.digits == 4 ? midnight(year.value, month, day.value) : std::nullopt;
}

std::optional<DateNumbers> takeNumbers(TextScanner &scan, Number first, char separator)
{
    const Number second = scan.number();
    if (!scan.take(separator) || second.digits < 1 || second.digits > 2)
        return std::nullopt;
    const Number third = scan.number();
    const bool yearFirst = first.digits == 4;
    const bool shortYear = !yearFirst && third.digits == 2;
    const bool dayLast = yearFirst && (third.digits == 1 || third.digits == 2);
    const bool yearLast = first.digits <= 2 && (third.digits == 2 || third.digits == 4);
    if (!dayLast && !yearLast)
        return std::nullopt;
    return DateNumbers{first.value, second.value, third.value, yearFirst, shortYear};
}

std::optional<qint64> dayOf(const DateNumbers &date, DateOrder order)
{
    if (date.yearFirst)
        return midnight(date.first, date.second, date.third);
    if (date.shortYear && order == DateOrder::YearMonthDay)
        return midnight(fullYear({date.first, 2}), date.second, date.third);
    const int year = fullYear({date.third, date.shortYear ? 2 : 4});
    if (order == DateOrder::MonthDayYear)
        return midnight(year, date.first, date.second);
    return midnight(year, date.second, date.first);
}

bool isWeekday(QByteArrayView word)
{
    static constexpr const char *names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    return std::any_of(std::begin(names), std::end(names),
        [word](const char *name) { return word.size() >= 3 && word.first(3).compare(name, Qt::CaseInsensitive) == 0; });
}

std::optional<qint64> takeDate(TextScanner &scan, DateOrder order)
{
    TextScanner ahead = scan;
    if (isWeekday(ahead.word())) {
        ahead.take(',');
        ahead.skipBlanks();
        scan = ahead;
    }
    if (TextScanner::isLetter(scan.peek()))
        return takeMonthFirst(scan);
    const Number first = scan.number();
    const char separator = scan.peek();
    if (first.digits == 8)
        return midnight(first.value / 10000, first.value / 100 % 100, first.value % 100);
    if (first.digits < 1 || first.digits == 3 || first.digits > 4 || QByteArrayView("-/. ").indexOf(separator) < 0)
        return std::nullopt;
    scan.take(separator);
    if (TextScanner::isLetter(scan.peek()))
        return takeNamedMonth(scan, first, separator);
    if (separator == ' ')
        return std::nullopt;
    const auto numbers = takeNumbers(scan, first, separator);
    return numbers ? dayOf(*numbers, order) : std::nullopt;
}

} // namespace

std::optional<TextTime> parseTime(QByteArrayView text, DateOrder order)
{
    text = text.trimmed();
    const auto digitsEnd = std::find_if_not(text.begin(), text.end(), TextScanner::isDigit);
    const qsizetype digits = digitsEnd - text.begin();
    if (digits == text.size())
        return parseDigits(text, {});
    if (digits >= 10)
        return text[digits] == '.' ? parseDigits(text.first(digits), text.sliced(digits + 1)) : std::nullopt;
    TextScanner scan(text);
    const std::optional<qint64> day = takeDate(scan, order);
    if (!day)
        return std::nullopt;
    TextTime time{*day, false};
    if (scan.atEnd())
        return time;
    if (!scan.take('T') && !scan.take('t') && !scan.take(',') && !scan.take(' '))
        return std::nullopt;
    scan.skipBlanks();
    const std::optional<qint64> clock = takeClock(scan);
    if (!clock)
        return std::nullopt;
    time.ms += *clock;
    if (!takeZone(scan, time))
        return std::nullopt;
    return time;
}

std::optional<qint64> parseClock(QByteArrayView text)
{
    text = text.trimmed();
    if (text.indexOf(':') < 1)
        return std::nullopt;
    TextScanner scan(text);
    const std::optional<qint64> clock = takeClock(scan);
    return scan.atEnd() ? clock : std::nullopt;
}

std::optional<DateNumbers> dateNumbers(QByteArrayView text)
{
    text = text.trimmed();
    TextScanner scan(text);
    const Number first = scan.number();
    const char separator = scan.peek();
    if (first.digits < 1 || first.digits > 4 || (separator != '-' && separator != '/' && separator != '.'))
        return std::nullopt;
    scan.take(separator);
    auto numbers = takeNumbers(scan, first, separator);
    if (numbers)
        numbers->dotted = separator == '.';
    const bool ended = scan.atEnd() || scan.peek() == ' ' || scan.peek() == 'T' || scan.peek() == ',';
    return ended ? numbers : std::nullopt;
}

} // namespace callveil
