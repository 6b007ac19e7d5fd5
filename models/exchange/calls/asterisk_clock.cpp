// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/asterisk_clock.h"

#include "exchange/calls/text_scanner.h"

#include <cstdlib>

namespace callveil {

namespace {

constexpr qsizetype s_mostRows = 200;
constexpr qint64 s_minute = 60 * 1000;
constexpr qint64 s_quarterHour = 15 * s_minute;
constexpr qint64 s_hour = 60 * s_minute;
constexpr qint64 s_greatestOffset = 14 * s_hour;
constexpr qint64 s_slack = s_minute;
constexpr qint64 s_early = 5 * 1000; ///< clocks are read one after the other
constexpr int s_leastAgreeing = 2;
constexpr int s_leastChanged = 3;

/// "1231977075.0" or "pbx-1231977075.0": ms since 1970 at which the channel was made.
std::optional<qint64> epochOf(QByteArrayView uniqueId)
{
    const qsizetype prefix = uniqueId.lastIndexOf('-') + 1;
    const QByteArrayView id = uniqueId.sliced(prefix);
    qint64 seconds = 0;
    qsizetype digits = 0;
    for (; digits < id.size() && digits <= 10 && TextScanner::isDigit(id[digits]); ++digits)
        seconds = seconds * 10 + (id[digits] - '0');
    if (digits < 9 || digits > 10 || (digits < id.size() && id[digits] != '.'))
        return std::nullopt;
    return seconds * 1000;
}

/// The offset, a multiple of a quarter of an hour, at which both are within a minute of each other.
std::optional<qint64> quarterOf(qint64 difference)
{
    const qint64 half = difference < 0 ? -s_quarterHour / 2 : s_quarterHour / 2;
    const qint64 rounded = (difference + half) / s_quarterHour * s_quarterHour;
    if (std::abs(difference - rounded) > s_slack || std::abs(rounded) > s_greatestOffset)
        return std::nullopt;
    return rounded;
}

} // namespace

AsteriskClock::AsteriskClock(const QList<QStringList> &rows, const AsteriskLayout &layout, TimeReader &times)
{
    const qsizetype count = layout.uniqueId < 0 ? 0 : qMin(rows.size(), s_mostRows);
    for (qsizetype row = layout.header ? 1 : 0; row < count; ++row) {
        const std::optional<qint64> epoch = epochOf(rows[row].value(layout.uniqueId).toUtf8());
        const QByteArray text = rows[row].value(layout.start).toUtf8();
        const std::optional<TextTime> local = epoch ? times.parse(text) : std::nullopt;
        const auto byZone = times.start(text);
        if (!local || local->absolute || !byZone)
            continue;
        const qint64 gap = *byZone - *epoch;
        m_zoneVotes += std::abs(gap) <= s_slack;
        m_possibleRows += gap >= -s_early && gap < s_hour - s_slack;
        ++m_rows;
        if (const auto offset = quarterOf(local->ms - *epoch))
            ++m_votes[*offset];
    }
    settle();
}

TimeReader::Offset AsteriskClock::offset(QByteArrayView start, QByteArrayView uniqueId, const TimeReader &times)
{
    const std::optional<qint64> epoch = m_offset ? epochOf(uniqueId) : std::nullopt;
    const std::optional<TextTime> local = epoch ? times.parse(start) : std::nullopt;
    const std::optional<qint64> own = local && !local->absolute ? quarterOf(local->ms - *epoch) : std::nullopt;
    if (!own || std::abs(*own - *m_offset) != s_hour) {
        m_changed = own ? 0 : m_changed;
        return m_offset;
    }
    // Put back: by the old offset the record would start before its channel. Put forward: it may be a late record.
    m_changed = *own < *m_offset ? s_leastChanged : m_changed + 1;
    if (m_changed >= s_leastChanged) {
        m_offset = own;
        m_changed = 0;
    }
    return m_offset;
}

void AsteriskClock::settle()
{
    int most = 0;
    for (auto vote = m_votes.constBegin(); vote != m_votes.constEnd(); ++vote) {
        if (vote.value() > most || (vote.value() == most && std::abs(vote.key()) < std::abs(*m_offset))) {
            most = vote.value();
            m_offset = vote.key();
        }
    }
    // One record that starts a quarter of an hour late in the zone's own time proves no other zone.
    const bool zoneExplains = m_possibleRows == m_rows && most < s_leastAgreeing;
    if (m_zoneVotes >= most || zoneExplains)
        m_offset.reset();
}

} // namespace callveil
