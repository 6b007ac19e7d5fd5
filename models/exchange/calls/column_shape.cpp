// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/column_shape.h"

#include "exchange/calls/duration_text.h"
#include "exchange/calls/time_text.h"
#include "exchange/calls/value_words.h"

#include <QUuid>

#include <algorithm>

namespace callveil {

namespace {

constexpr qsizetype s_mostRows = 1000;
constexpr qsizetype s_mostDistinct = 64;
constexpr qint64 s_earliest = 946684800000; ///< 2000
constexpr qint64 s_latest = 2556144000000; ///< 2051; ten digits from here on are telephone numbers

std::optional<TextTime> momentOf(const QByteArray &text)
{
    auto time = parseTime(text, DateOrder::DayMonthYear);
    if (!time)
        time = parseTime(text, DateOrder::MonthDayYear);
    return time && time->ms >= s_earliest && time->ms < s_latest ? time : std::nullopt;
}

/// 6 to 15 digits with nothing but the signs that people write between them, perhaps an extension behind.
bool isPhoneText(const QString &cell)
{
    const qsizetype extension = cell.indexOf(u'x', 0, Qt::CaseInsensitive);
    const QStringView number = QStringView(cell).left(extension > 6 ? extension : cell.size());
    int digits = 0;
    for (const QChar c : number) {
        if (c.isDigit())
            ++digits;
        else if (!QStringView(u"+()-./ *").contains(c))
            return false;
    }
    return digits >= 6 && digits <= 15;
}

/// A code such as 007 is no amount.
bool isAmountText(const QString &cell)
{
    const auto seconds = parseDuration(cell.toUtf8(), DurationUnit::Seconds);
    const bool code = cell.size() > 1 && cell.startsWith(u'0') && cell[1].isDigit() && !cell.contains(u':');
    return seconds && seconds->has_value() && !code && **seconds < 1000000;
}

} // namespace

ColumnShape::ColumnShape(const QList<QStringList> &rows, int column)
{
    const qsizetype count = qMin(rows.size(), s_mostRows);
    for (qsizetype row = 0; row < count; ++row) {
        if (column < rows[row].size() && !rows[row][column].isEmpty())
            add(rows[row][column]);
    }
}

void ColumnShape::add(const QString &cell)
{
    ++m_filled;
    if (m_distinct.size() < s_mostDistinct)
        m_distinct.insert(cell.toLower());
    const QByteArray text = cell.toUtf8();
    const bool clock = parseClock(text).has_value();
    m_clocks += clock;
    if (const auto moment = momentOf(text)) {
        ++m_moments;
        m_days += !cell.contains(u':') && cell.size() <= 12 && !moment->absolute;
    }
    m_phones += isPhoneText(cell);
    m_amounts += isAmountText(cell);
    m_uuids += cell.size() >= 32 && !QUuid::fromString(cell).isNull();
    addWords(cell);
}

void ColumnShape::addWords(const QString &cell)
{
    const CallWords words = cell.size() <= 40 ? callWords(cell.toUtf8()) : CallWords{};
    m_words += !words.isEmpty();
    m_directions += words.direction.has_value();
    m_dispositions += words.disposition.has_value();
    m_media += words.medium.has_value();
}

} // namespace callveil
