// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/imports/preview_mask.h"

#include "domain/number/free_text.h"
#include "exchange/calls/time_text.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr qint64 earliest = 946684800000; // 2000
constexpr int mostDateDigits = 8;

bool isPlausible(const std::optional<TextTime> &time, qint64 latest)
{
    return time && time->ms >= earliest && time->ms <= latest;
}

QString withoutDigits(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (text[i].digitValue() >= 0)
            text[i] = u'x';
        else if (isPair && QChar::digitValue(QChar::surrogateToUcs4(text[i], text[i + 1])) >= 0)
            text.replace(i, 2, QStringLiteral("x"));
    }
    return text;
}

/// A time of day or a length: 5:12, 01:02:03.
bool isClock(const QByteArray &cell)
{
    return parseClock(cell).has_value();
}

} // namespace

PreviewMask::PreviewMask(
    const QString &region, MaskingPolicy policy, TokenHash tokens, const CsvMapping &guess, qint64 latest)
    : m_reader(region), m_policy(policy.kind == MaskingKind::Off ? MaskingPolicy{} : policy),
      m_tokens(std::move(tokens)), m_idColumn(guess.columns.value(CsvField::LinkId, -1)), m_latest(latest)
{
    for (const CsvField field :
        {CsvField::Start, CsvField::StartDate, CsvField::StartTime, CsvField::Answer, CsvField::End})
        m_timeColumns.append(guess.columns.value(field, -1));
}

QString PreviewMask::text(const QString &cell) const
{
    const PhoneNumber number = m_reader.read(cell);
    if (number.kind == NumberKind::E164)
        return mask(number, m_policy, m_tokens).text;
    return digitCount(cell) >= leastFreeDigits ? withoutDigits(cell) : cell;
}

QString PreviewMask::cell(const QString &cell, int column) const
{
    return isTime(cell, column) || isId(cell, column) ? cell : text(cell);
}

bool PreviewMask::isTime(const QString &cell, int column) const
{
    const QByteArray bytes = cell.toUtf8();
    if (isClock(bytes))
        return true;
    const bool isDate = isPlausible(parseTime(bytes, DateOrder::DayMonthYear), m_latest)
        || isPlausible(parseTime(bytes, DateOrder::MonthDayYear), m_latest)
        || isPlausible(parseTime(bytes, DateOrder::YearMonthDay), m_latest);
    // Elsewhere digits alone, however they fit a date, are rather a number.
    const bool isWritten = bytes.contains(':')
        || (digitCount(cell) <= mostDateDigits
            && std::any_of(bytes.begin(), bytes.end(), [](char c) { return c == '-' || c == '/' || c == '.'; }));
    return isDate && (isWritten || m_timeColumns.contains(column));
}

bool PreviewMask::isId(const QString &cell, int column) const
{
    if (column != m_idColumn || digitCount(withoutKnownIds(cell)) > 0)
        return false;
    const bool isEpoch = std::all_of(cell.begin(), cell.end(), [](QChar c) { return c.isDigit() || c == u'.'; });
    return !isEpoch || isPlausible(parseTime(cell.toUtf8(), DateOrder::YearMonthDay), m_latest);
}

} // namespace callveil
