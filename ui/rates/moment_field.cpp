// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/moment_field.h"

#include "tables/base/cell_texts.h"

namespace callveil {

namespace {

/// What the clocks of the zone show, without its jumps.
QDateTime clockFace(qint64 moment, const QTimeZone &zone)
{
    const QDateTime there = QDateTime::fromMSecsSinceEpoch(moment, zone);
    return QDateTime(there.date(), QTime(there.time().hour(), there.time().minute()), Qt::UTC);
}

} // namespace

MomentField::MomentField(const QTimeZone &zone, QWidget *parent) : QDateTimeEdit(parent), m_zone(zone)
{
    setTimeSpec(Qt::UTC);
    setDisplayFormat(CellTexts::timeFormat());
    setCalendarPopup(true);
    setLayoutDirection(Qt::LeftToRight);
    setMoment(today());
}

qint64 MomentField::today() const
{
    const QDate day = QDateTime::currentDateTimeUtc().toTimeZone(m_zone).date();
    return day.startOfDay(m_zone).toMSecsSinceEpoch();
}

void MomentField::setMoment(qint64 moment)
{
    m_set = moment;
    setDateTime(clockFace(moment, m_zone));
}

qint64 MomentField::moment() const
{
    if (clockFace(m_set, m_zone) == dateTime())
        return m_set;
    return QDateTime(date(), time(), m_zone).toMSecsSinceEpoch();
}

} // namespace callveil
