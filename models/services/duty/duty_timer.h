// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/duty/duty.h"

#include <QTimer>

#include <optional>

namespace callveil {

/// Runs one duty again and again, and after a failure with a wait that grows. Lives on the main thread; what it asked
/// for must have ended (isRunning) before what the duty works with goes.
class DutyTimer final : public QObject {
    Q_OBJECT

public:
    DutyTimer(Duty duty, QObject *parent);

    [[nodiscard]] const QString &name() const { return m_duty.name; }
    [[nodiscard]] bool isRunning() const { return m_running; }
    /// Runs now, and from then on.
    void start();
    /// Begins nothing any more; what runs goes on.
    void stop();
    /// Runs once.
    void runOnce();

    /// From a second, twice as long each time, to half a minute or the duty's own pause if that is longer.
    [[nodiscard]] static std::chrono::milliseconds waitAfter(int failures, std::chrono::milliseconds pause);

Q_SIGNALS:
    /// Told once, until it works again or fails in another way.
    void troubled(const callveil::Error &error);
    void recovered();
    /// After each run that did not fail.
    void succeeded();
    void ended();

private:
    void run();
    void take(const Result<qint64> &answer);

    Duty m_duty;
    QTimer m_timer;
    std::optional<Fault> m_fault;
    int m_failures = 0;
    bool m_active = false;
    bool m_running = false;
};

} // namespace callveil
