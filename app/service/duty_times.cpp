// SPDX-License-Identifier: GPL-3.0-or-later
#include "duty_times.h"

namespace callveil {

void DutyTimes::note(const QString &name)
{
    m_passes[name] = std::chrono::steady_clock::now();
}

std::map<QString, double> DutyTimes::ages() const
{
    const auto now = std::chrono::steady_clock::now();
    std::map<QString, double> ages;
    for (const auto &[name, at] : m_passes)
        ages.emplace(name, std::chrono::duration<double>(now - at).count());
    return ages;
}

} // namespace callveil
