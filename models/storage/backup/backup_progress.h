// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <atomic>

namespace callveil {

/// How far a backup or a restoring is; written by the thread that works, read by whoever shows it.
struct BackupProgress {
    enum class Step { Copying, Checking, Restoring };
    std::atomic<Step> step{Step::Copying};
    std::atomic<qint64> done{0}, all{0}; ///< of the step, in its own units; all is 0 while it is not known
    std::atomic<bool> cancelled{false};

    void begin(Step next, qint64 expected = 0)
    {
        done = 0;
        all = expected;
        step = next;
    }
    /// Fails with Cancelled once it was asked for.
    [[nodiscard]] Result<void> goOn() const
    {
        if (cancelled)
            return fail(ErrorCode::Cancelled, Fault::Cancelled);
        return {};
    }
};

} // namespace callveil
