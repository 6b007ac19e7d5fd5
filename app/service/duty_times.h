// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <map>

namespace callveil {

/// When each duty was last done without a failure.
class DutyTimes final {
public:
    void note(const QString &name);
    /// Seconds since the last pass, by the duty's name; those that had none are left out.
    [[nodiscard]] std::map<QString, double> ages() const;

private:
    std::map<QString, std::chrono::steady_clock::time_point> m_passes;
};

} // namespace callveil
