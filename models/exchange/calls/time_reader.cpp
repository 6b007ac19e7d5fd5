// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/time_reader.h"

namespace callveil {

namespace {

constexpr qint64 s_year2000 = 946684800000;
constexpr qint64 s_dayMs = 24 * 60 * 60 * 1000;

/// How databases and switches write "did not happen".
bool isNoTime(QByteArrayView text)
{
    text = text.trimmed();
    return text.isEmpty() || text == "0" || text == "-" || text.startsWith("0000") || text == "\\N"
        || text.compare("null", Qt::CaseInsensitive) == 0 || text.compare("none", Qt::CaseInsensitive) == 0;
}

} // namespace

TimeReader::TimeReader(QTimeZone zone, DateOrder order, qint64 now)
    : m_clock(std::move(zone)), m_order(order), m_latest(now + s_dayMs)
{ }

tl::expected<qint64, RowFault> TimeReader::start(QByteArrayView text, Offset offset)
{
    if (isNoTime(text))
        return tl::unexpected(RowFault::TimeMissing);
    const std::optional<TextTime> time = parse(text);
    if (!time)
        return tl::unexpected(RowFault::TimeNotUnderstood);
    return toUtc(*time, offset);
}

tl::expected<std::optional<qint64>, RowFault> TimeReader::later(QByteArrayView text, Offset offset)
{
    if (isNoTime(text))
        return std::nullopt;
    const std::optional<TextTime> time = parse(text);
    if (!time)
        return tl::unexpected(RowFault::TimeNotUnderstood);
    if (time->ms == 0)
        return std::nullopt;
    const auto utc = toUtc(*time, offset);
    if (!utc)
        return tl::unexpected(utc.error());
    return *utc;
}

std::optional<qint64> TimeReader::twin(QByteArrayView text, qint64 utc) const
{
    const std::optional<TextTime> time = isNoTime(text) ? std::nullopt : parse(text);
    return time && !time->absolute ? m_clock.twin(utc) : std::nullopt;
}

tl::expected<qint64, RowFault> TimeReader::toUtc(const TextTime &time, Offset offset)
{
    if (time.ms < s_year2000 - s_dayMs || time.ms > m_latest + s_dayMs)
        return tl::unexpected(RowFault::TimeOutOfRange);
    const qint64 utc = time.absolute ? time.ms : offset ? time.ms - *offset : m_clock.toUtc(time.ms);
    if (utc < s_year2000 || utc > m_latest)
        return tl::unexpected(RowFault::TimeOutOfRange);
    return utc;
}

} // namespace callveil
