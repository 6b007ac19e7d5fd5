// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calls/local_calendar.h"

#include <QDateTime>

namespace callveil {

namespace {
constexpr qint64 quarterMs = 900000; // clocks change on quarters of an hour
constexpr qint64 dayMs = 86400000;
constexpr qsizetype mostCached = 100000; // almost three years of quarters
} // namespace

LocalCalendar::LocalCalendar(QTimeZone zone) : m_zone(std::move(zone)) { }

int LocalCalendar::dayOf(qint64 utc)
{
    const qint64 quarter = utc / quarterMs;
    if (quarter != m_quarter) {
        m_quarter = quarter;
        const auto known = m_offsets.constFind(quarter);
        if (known != m_offsets.constEnd()) {
            m_offset = *known;
        } else {
            if (m_offsets.size() >= mostCached)
                m_offsets.clear();
            m_offset = qint64(m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(utc, Qt::UTC))) * 1000;
            m_offsets.insert(quarter, m_offset);
        }
    }
    return int((utc + m_offset) / dayMs);
}

} // namespace callveil
