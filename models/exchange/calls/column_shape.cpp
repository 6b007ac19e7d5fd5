// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/column_shape.h"

#include "exchange/calls/duration_text.h"
#include "exchange/calls/time_text.h"
#include "exchange/calls/value_words.h"

#include <QUuid>

#include <algorithm>
#include <functional>

namespace callveil {

namespace {

constexpr qsizetype s_mostRows = 1000;
constexpr qsizetype s_mostDistinct = 64;
constexpr qint64 s_earliest = 946684800000; ///< 2000
constexpr qint64 s_latest = 2556144000000; ///< 2051: later dates are typing errors
constexpr qint64 s_dayMs = 24 * 60 * 60 * 1000;
constexpr qint64 s_closeMs = 31 * s_dayMs;

std::optional<TextTime> momentOf(const QByteArray &text)
{
    auto time = parseTime(text, DateOrder::DayMonthYear);
    if (!time)
        time = parseTime(text, DateOrder::MonthDayYear);
    return time && time->ms >= s_earliest && time->ms < s_latest ? time : std::nullopt;
}

bool isTenDigits(const QString &cell)
{
    return cell.size() == 10 && std::all_of(cell.begin(), cell.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// How many neighbours stand in the order that `inOrder` says.
template <typename Order>
qsizetype neighbours(const QList<qint64> &values, Order inOrder)
{
    qsizetype count = 0;
    for (qsizetype i = 1; i < values.size(); ++i)
        count += inOrder(values[i - 1], values[i]);
    return count;
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
    const auto seconds = parseDuration(cell.toUtf8(), DurationUnit::Seconds, '.');
    const bool code = cell.size() > 1 && cell.startsWith(u'0') && cell[1].isDigit() && !cell.contains(u':');
    return seconds && seconds->has_value() && !code && **seconds < 1000000;
}

} // namespace

ColumnShape::ColumnShape(const QList<QStringList> &rows, int column, qint64 latest)
{
    const qsizetype count = qMin(rows.size(), s_mostRows);
    for (qsizetype row = 0; row < count; ++row) {
        const QString cell = rows[row].value(column);
        m_tenDigits.append(isTenDigits(cell) ? cell.toLongLong() * 1000 : -1);
        if (!cell.isEmpty())
            add(cell, latest);
    }
}

bool ColumnShape::isTimeline() const
{
    QList<qint64> times;
    for (const qint64 time : m_tenDigits) {
        if (time >= 0)
            times.append(time);
    }
    const QSet<qint64> distinct(times.begin(), times.end());
    // Of two rows any two numbers are in order; and times of calls seldom repeat, those who call do.
    if (times.size() != m_epochs || times.size() < 3 || distinct.size() * 2 <= times.size())
        return false;
    const qsizetype enough = (times.size() - 1) * 9 / 10;
    const auto [least, most] = std::minmax_element(times.begin(), times.end());
    return neighbours(times, std::less_equal<>()) >= qMax<qsizetype>(2, enough)
        || neighbours(times, std::greater_equal<>()) >= qMax<qsizetype>(2, enough)
        || (times.size() >= 10 && *most - *least <= s_closeMs);
}

bool ColumnShape::follows(const ColumnShape &other) const
{
    QSet<qint64> distinct;
    qsizetype pairs = 0;
    qsizetype later = 0;
    const qsizetype rows = qMin(m_tenDigits.size(), other.m_tenDigits.size());
    for (qsizetype row = 0; row < rows; ++row) {
        if (m_tenDigits[row] < 0 || other.m_tenDigits[row] < 0)
            continue;
        ++pairs;
        const qint64 gap = m_tenDigits[row] - other.m_tenDigits[row];
        later += gap >= 0 && gap <= s_dayMs;
        distinct.insert(m_tenDigits[row]);
    }
    return pairs >= 3 && distinct.size() * 2 > pairs && later * 10 >= pairs * 9;
}

void ColumnShape::add(const QString &cell, qint64 latest)
{
    ++m_filled;
    if (m_distinct.size() < s_mostDistinct)
        m_distinct.insert(cell.toLower());
    const QByteArray text = cell.toUtf8();
    const bool clock = parseClock(text).has_value();
    m_clocks += clock;
    if (isTenDigits(cell)) {
        const qint64 ms = cell.toLongLong() * 1000;
        m_epochs += ms >= s_earliest && ms <= latest;
    } else if (const auto moment = momentOf(text)) {
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
