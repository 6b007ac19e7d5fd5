// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/rate_limit.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr qint64 token = 60000; // parts: whole numbers, so that nothing is lost in rounding
constexpr qint64 leastBurst = 10;

} // namespace

RateLimit::RateLimit(int perMinute) : m_perMinute(std::max(perMinute, 1)), m_level(burst() * token) { }

int RateLimit::burst() const
{
    return int(std::min(m_perMinute, std::max(leastBurst, m_perMinute / 6)));
}

void RateLimit::fill(qint64 nowMs)
{
    const qint64 passed = m_filledAt ? nowMs - *m_filledAt : 0;
    m_filledAt = nowMs;
    if (passed <= 0)
        return;
    m_level = std::min(burst() * token, m_level + std::min(passed, token) * m_perMinute);
}

std::optional<int> RateLimit::take(qint64 nowMs)
{
    fill(nowMs);
    if (m_level >= token) {
        m_level -= token;
        return std::nullopt;
    }
    const qint64 milliseconds = (token - m_level + m_perMinute - 1) / m_perMinute;
    return int((milliseconds + 999) / 1000);
}

} // namespace callveil
