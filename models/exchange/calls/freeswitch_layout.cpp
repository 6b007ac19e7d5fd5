// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/freeswitch_layout.h"

#include "exchange/calls/duration_text.h"
#include "exchange/calls/header_column.h"
#include "exchange/calls/time_text.h"

#include <QUuid>

#include <algorithm>

namespace callveil {

namespace {

bool fits(const FreeswitchLayout &layout, const QStringList &row)
{
    if (row.size() < layout.least || QUuid::fromString(row[layout.uuid]).isNull())
        return false;
    const QByteArray start = row[layout.start].toUtf8();
    const auto billable = parseDuration(row[layout.billable].toUtf8(), DurationUnit::Seconds);
    return billable && billable->has_value()
        && (parseTime(start, DateOrder::DayMonthYear) || parseTime(start, DateOrder::MonthDayYear));
}

} // namespace

FreeswitchLayout FreeswitchLayout::shifted(int by) const
{
    FreeswitchLayout layout = *this;
    for (int *column :
        {&layout.caller, &layout.destination, &layout.start, &layout.answer, &layout.end, &layout.duration,
            &layout.billable, &layout.cause, &layout.uuid, &layout.otherUuid, &layout.accountCode, &layout.least})
        *column += by;
    return layout;
}

std::optional<FreeswitchLayout> FreeswitchLayout::fromHeader(const QStringList &header)
{
    const auto find = [&header](std::initializer_list<QLatin1String> names) { return columnNamed(header, names); };
    FreeswitchLayout layout;
    layout.caller = find({QLatin1String("caller_id_number")});
    layout.destination = find({QLatin1String("destination_number")});
    // The epoch needs no zone, so it goes first.
    layout.start = find({QLatin1String("start_epoch"), QLatin1String("start_stamp")});
    layout.answer = find({QLatin1String("answer_epoch"), QLatin1String("answer_stamp")});
    layout.end = find({QLatin1String("end_epoch"), QLatin1String("end_stamp")});
    layout.duration = find({QLatin1String("duration")});
    layout.billable = find({QLatin1String("billsec")});
    layout.cause = find({QLatin1String("hangup_cause")});
    layout.uuid = find({QLatin1String("uuid"), QLatin1String("call_uuid"), QLatin1String("xml_cdr_uuid")});
    layout.otherUuid = find({QLatin1String("bleg_uuid")});
    layout.accountCode = find({QLatin1String("accountcode"), QLatin1String("account_code")});
    layout.direction = find({QLatin1String("direction")});
    const std::initializer_list<int> needed{layout.caller, layout.destination, layout.start, layout.billable};
    if (std::min(needed) < 0)
        return std::nullopt;
    layout.least = std::max({std::max(needed), layout.uuid, layout.otherUuid}) + 1;
    layout.header = true;
    return layout;
}

std::optional<FreeswitchLayout> FreeswitchLayout::recognise(const QList<QStringList> &rows)
{
    if (rows.isEmpty())
        return std::nullopt;
    if (const auto named = fromHeader(rows.first()))
        return named;
    const QList<QStringList> first = rows.first(qMin(rows.size(), sampledRows));
    // Some templates put the switch's own address in front.
    for (const FreeswitchLayout &layout : {standard(), standard().shifted(1)}) {
        const auto fitting =
            std::count_if(first.begin(), first.end(), [&](const QStringList &row) { return fits(layout, row); });
        if (fitting > 0 && fitting * 4 >= first.size())
            return layout;
    }
    return std::nullopt;
}

} // namespace callveil
