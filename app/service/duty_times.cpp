// SPDX-License-Identifier: GPL-3.0-or-later
#include "duty_times.h"

namespace callveil {

Duty DutyTimes::watched(Duty duty, const std::shared_ptr<DutyTimes> &times)
{
    duty.run = [times, name = duty.name, run = std::move(duty.run)] {
        return run().then([times, name](const Result<qint64> &done) {
            if (done)
                times->note(name);
            return done;
        });
    };
    return duty;
}

void DutyTimes::note(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    m_passes[name] = std::chrono::steady_clock::now();
}

std::map<QString, double> DutyTimes::ages() const
{
    const std::lock_guard lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    std::map<QString, double> ages;
    for (const auto &[name, at] : m_passes)
        ages.emplace(name, std::chrono::duration<double>(now - at).count());
    return ages;
}

} // namespace callveil
