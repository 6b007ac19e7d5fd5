// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/service_state.h"

#include <QStatusBar>
#include <QTimeZone>

class QLabel;

namespace callveil {

struct PageContext;

/// The line at the foot of the window: database, role of the person, time zone, for some people the service, connection
/// light.
class WindowStatus final : public QStatusBar {
    Q_OBJECT

public:
    explicit WindowStatus(const PageContext &context, QWidget *parent = nullptr);

    void setOnline(bool online);
    /// Shown from the first time on.
    void setService(const ServiceState &service);

protected:
    bool event(QEvent *event) override;

private:
    QTimeZone m_zone;
    QLabel *m_service;
    QLabel *m_light;
    QLabel *m_connection;
    bool m_online = true;
};

} // namespace callveil
