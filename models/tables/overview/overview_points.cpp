// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/overview/overview_points.h"

namespace callveil {

BarPoints callsPerDay(
    const CallFigures &figures, const QString &masked, const QString &others, QString (*dayText)(QDate))
{
    BarPoints points;
    points.names = {masked, others};
    points.values.resize(2);
    if (figures.isEmpty())
        return points;
    for (auto day = figures.byDay.rbegin(); day != figures.byDay.rend(); ++day) {
        points.categories.append(dayText(day->day));
        points.values[0].push_back(double(day->masked));
        points.values[1].push_back(double(day->calls - day->masked));
    }
    return points;
}

} // namespace callveil
