// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/retention/retention_service.h"

#include <QTimer>

namespace callveil {

class Notifier;

/// Deletes real numbers whose time has come: soon after the sign-in of somebody who manages security, and every hour.
/// Tells of what it deleted. Does nothing for others, and in a database that nobody used for a month.
class RetentionWatch final : public QObject {
    Q_OBJECT

public:
    RetentionWatch(Workspace &workspace, Notifier &notifier, QObject *parent,
        std::chrono::milliseconds first = std::chrono::seconds(20),
        std::chrono::milliseconds pause = std::chrono::hours(1));
    /// A deletion that is under way stops after its step.
    ~RetentionWatch() override;

private:
    void run();
    void tell(const Result<RetentionReport> &report);

    RetentionService m_service;
    Notifier &m_notifier;
    std::chrono::milliseconds m_pause;
    QTimer m_timer;
    std::shared_ptr<RetentionProgress> m_progress; ///< of the run that is under way
};

} // namespace callveil
