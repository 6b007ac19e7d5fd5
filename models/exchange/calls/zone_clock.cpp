// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/zone_clock.h"

#include <QDateTime>

namespace callveil {

namespace {

constexpr qint64 s_dayMs = 24 * 60 * 60 * 1000;
constexpr qsizetype s_mostDays = 40000; ///< a file of nonsense dates must not fill the memory

} // namespace

ZoneClock::ZoneClock(QTimeZone zone) : m_zone(std::move(zone)) { }

qint64 ZoneClock::toUtc(qint64 local)
{
    const qint64 day = local >= 0 ? local / s_dayMs : (local - s_dayMs + 1) / s_dayMs;
    if (day != m_lastDay) {
        auto known = m_offsets.constFind(day);
        if (known == m_offsets.constEnd()) {
            if (m_offsets.size() >= s_mostDays)
                m_offsets.clear();
            known = m_offsets.insert(day, offsetOfDay(day));
        }
        m_lastDay = day;
        m_lastOffset = *known;
    }
    return m_lastOffset ? local - *m_lastOffset : exactUtc(local);
}

std::optional<qint64> ZoneClock::twin(qint64 utc) const
{
    const auto offsetAt = [this](qint64 ms) {
        return qint64(m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC))) * 1000;
    };
    const qint64 offset = offsetAt(utc);
    for (const qint64 around : {utc - s_dayMs / 4, utc + s_dayMs / 4}) {
        const qint64 other = offsetAt(around);
        const qint64 moment = utc + offset - other;
        if (other != offset && offsetAt(moment) == other)
            return moment;
    }
    return std::nullopt;
}

qint64 ZoneClock::exactUtc(qint64 local) const
{
    const QDateTime wall = QDateTime::fromMSecsSinceEpoch(local, Qt::UTC);
    return QDateTime(wall.date(), wall.time(), m_zone).toMSecsSinceEpoch();
}

std::optional<qint64> ZoneClock::offsetOfDay(qint64 day) const
{
    const qint64 begin = day * s_dayMs;
    const qint64 end = begin + s_dayMs;
    const qint64 offset = begin - exactUtc(begin);
    return end - exactUtc(end) == offset ? std::optional(offset) : std::nullopt;
}

} // namespace callveil
