// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/duty/duty.h"

#include <map>
#include <memory>
#include <mutex>

namespace callveil {

/// When each duty was last done without a failure. Told by database threads, asked by the main thread.
class DutyTimes final {
public:
    /// The duty, whose passes are noted from now on.
    [[nodiscard]] static Duty watched(Duty duty, const std::shared_ptr<DutyTimes> &times);

    void note(const QString &name);
    /// Seconds since the last pass, by the duty's name; those that had none are left out.
    [[nodiscard]] std::map<QString, double> ages() const;

private:
    mutable std::mutex m_mutex;
    std::map<QString, std::chrono::steady_clock::time_point> m_passes; ///< under m_mutex
};

} // namespace callveil
