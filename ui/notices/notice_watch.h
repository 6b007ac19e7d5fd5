// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/notices/notice_service.h"

#include <QTimer>

namespace callveil {

/// Asks every half minute what calls for attention, unless the session is locked.
class NoticeWatch final : public QObject {
    Q_OBJECT

public:
    NoticeWatch(Workspace &workspace, QObject *parent, std::chrono::milliseconds pause = std::chrono::seconds(30));

    /// At once; for somebody who looks.
    void ask();

Q_SIGNALS:
    void answered(const std::vector<callveil::Notice> &notices);
    /// What was told before may not hold any more.
    void failed(const callveil::Error &error);

private:
    NoticeService m_notices;
    std::chrono::milliseconds m_pause;
    QTimer m_timer;
    bool m_asking = false;
};

} // namespace callveil
