// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QFuture>
#include <QTextStream>
#include <QThread>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <functional>

namespace callveil {

/// While it lives, Ctrl+C, an asked-for end and a terminal that is closed cancel the work, so that what was begun is
/// taken back and no half file stays. One at a time; it is made before the work begins.
class StopSignals final {
public:
    /// `err` is told when a signal has come.
    explicit StopSignals(QTextStream &err);
    ~StopSignals();
    Q_DISABLE_COPY_MOVE(StopSignals)

    /// What the work answers; a signal sets `cancelled`, which the work looks at. `look` runs again and again
    /// meanwhile.
    template <typename T>
    [[nodiscard]] Result<T> answerOf(
        QFuture<Result<T>> future, std::atomic<bool> &cancelled, const std::function<void()> &look = {})
    {
        constexpr unsigned long longestMs = 50;
        for (unsigned long pauseMs = 1; !future.isFinished(); pauseMs = std::min(2 * pauseMs, longestMs)) {
            passOn(cancelled);
            if (look)
                look();
            QThread::msleep(pauseMs);
        }
        passOn(cancelled);
        return future.result();
    }

private:
    void passOn(std::atomic<bool> &cancelled);

    static constexpr std::array m_signals{SIGINT, SIGTERM,
#ifdef SIGHUP
        SIGHUP
#endif
    };
    std::array<void (*)(int), m_signals.size()> m_before{};
    QTextStream &m_err;
    bool m_told = false;
};

} // namespace callveil
