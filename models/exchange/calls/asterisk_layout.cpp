// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/asterisk_layout.h"

#include "exchange/calls/duration_text.h"
#include "exchange/calls/header_column.h"
#include "exchange/calls/time_text.h"
#include "exchange/calls/value_words.h"

#include <algorithm>

namespace callveil {

namespace {

bool isTime(const QString &cell)
{
    return parseTime(cell.toUtf8(), DateOrder::DayMonthYear) || parseTime(cell.toUtf8(), DateOrder::MonthDayYear);
}

bool isSeconds(const QString &cell)
{
    const auto seconds = parseDuration(cell.toUtf8(), DurationUnit::Seconds);
    return seconds && seconds->has_value();
}

bool fits(const AsteriskLayout &layout, const QStringList &row)
{
    return row.size() >= layout.least && row.size() <= layout.most && isTime(row[layout.start])
        && (row[layout.end].isEmpty() || isTime(row[layout.end])) && isSeconds(row[layout.duration])
        && isSeconds(row[layout.billable]) && callWords(row[layout.disposition].toUtf8()).disposition;
}

qsizetype fitting(const AsteriskLayout &layout, const QList<QStringList> &rows)
{
    return std::count_if(rows.begin(), rows.end(), [&](const QStringList &row) { return fits(layout, row); });
}

} // namespace

AsteriskLayout AsteriskLayout::custom()
{
    AsteriskLayout layout;
    layout.start = 8;
    layout.answer = 9;
    layout.end = 10;
    layout.duration = 11;
    layout.billable = 12;
    layout.disposition = 13;
    layout.accountCode = 15;
    layout.uniqueId = 16;
    layout.linkedId = -1;
    return layout;
}

std::optional<AsteriskLayout> AsteriskLayout::fromHeader(const QStringList &header)
{
    const auto find = [&header](std::initializer_list<QLatin1String> names) { return columnNamed(header, names); };
    AsteriskLayout layout;
    layout.accountCode = find({QLatin1String("accountcode")});
    layout.source = find({QLatin1String("src")});
    layout.destination = find({QLatin1String("dst")});
    layout.start = find({QLatin1String("start"), QLatin1String("calldate")});
    layout.answer = find({QLatin1String("answer")});
    layout.end = find({QLatin1String("end")});
    layout.duration = find({QLatin1String("duration")});
    layout.billable = find({QLatin1String("billsec")});
    layout.disposition = find({QLatin1String("disposition")});
    layout.uniqueId = find({QLatin1String("uniqueid")});
    layout.linkedId = find({QLatin1String("linkedid")});
    const std::initializer_list<int> needed{
        layout.source, layout.destination, layout.start, layout.billable, layout.disposition};
    if (std::min(needed) < 0)
        return std::nullopt;
    layout.least = std::max(needed) + 1;
    layout.most = int(header.size());
    layout.header = true;
    return layout;
}

std::optional<AsteriskLayout> AsteriskLayout::recognise(const QList<QStringList> &rows)
{
    if (rows.isEmpty())
        return std::nullopt;
    if (const auto named = fromHeader(rows.first()))
        return named;
    const QList<QStringList> first = rows.first(qMin(rows.size(), sampledRows));
    const qsizetype standardRows = fitting(standard(), first);
    const qsizetype customRows = fitting(custom(), first);
    const qsizetype wide =
        std::count_if(first.begin(), first.end(), [](const QStringList &row) { return row.size() >= 12; });
    // So many cells must fit that a quarter of the rows proves it, however damaged the others are.
    const qsizetype best = qMax(standardRows, customRows);
    if (best == 0 || best * 4 < wide)
        return std::nullopt;
    return customRows > standardRows ? custom() : standard();
}

} // namespace callveil
