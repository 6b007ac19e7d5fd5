// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reports/local_days.h"

#include "services/reports/report_reader.h"

#include <QTimeZone>

#include <algorithm>

namespace callveil {

Result<LocalDays> localDays(Connection &connection, const Identity &me)
{
    const auto processes = seenProcesses(connection, me);
    const auto now = connection.integer("operation.now");
    if (!processes)
        return failed(processes);
    if (!now)
        return failed(now);
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(*now, Qt::UTC);
    LocalDays days;
    days.begin = *now;
    for (const Process &process : *processes)
        if (const QTimeZone zone(process.timeZone.toLatin1()); zone.isValid() && !process.archivedAt) {
            const QDate day = moment.toTimeZone(zone).date();
            days.ofProcess.insert(process.name, day);
            days.begin = std::min(days.begin, day.startOfDay(zone).toMSecsSinceEpoch());
        }
    const auto [first, last] = std::minmax_element(days.ofProcess.cbegin(), days.ofProcess.cend());
    days.earliest = first == days.ofProcess.cend() ? moment.date() : *first;
    days.latest = last == days.ofProcess.cend() ? moment.date() : *last;
    return days;
}

} // namespace callveil
