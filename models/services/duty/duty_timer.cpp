// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/duty/duty_timer.h"

#include "domain/base/when_answered.h"

#include <algorithm>

namespace callveil {

using namespace std::chrono_literals;

DutyTimer::DutyTimer(Duty duty, QObject *parent) : QObject(parent), m_duty(std::move(duty))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DutyTimer::run);
}

void DutyTimer::start()
{
    m_active = true;
    if (!m_running) // or it goes on when that has ended
        m_timer.start(0ms);
}

void DutyTimer::stop()
{
    m_active = false;
    m_timer.stop();
}

void DutyTimer::runOnce()
{
    if (!m_running)
        run();
}

void DutyTimer::run()
{
    m_running = true;
    whenAnswered(m_duty.run(), this, [this](const Result<qint64> &answer) { take(answer); });
}

void DutyTimer::take(const Result<qint64> &answer)
{
    m_running = false;
    m_failures = answer ? 0 : std::min(m_failures + 1, 20);
    const std::optional<Fault> before =
        std::exchange(m_fault, answer ? std::nullopt : std::optional(answer.error().fault));
    if (m_active)
        m_timer.start(waitAfter(m_failures, m_duty.pause));
    if (m_fault && m_fault != before)
        Q_EMIT troubled(answer.error());
    else if (before && !m_fault)
        Q_EMIT recovered();
    if (answer)
        Q_EMIT succeeded();
    Q_EMIT ended();
}

std::chrono::milliseconds DutyTimer::waitAfter(int failures, std::chrono::milliseconds pause)
{
    constexpr std::chrono::milliseconds first = 1s, usual = 30s;
    if (failures == 0)
        return pause;
    return std::min(first * (1 << std::min(failures - 1, 10)), std::max(usual, pause));
}

} // namespace callveil
