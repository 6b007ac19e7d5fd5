// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>

class QLabel;

namespace callveil {

struct PageContext;

/// The line at the foot of the window: database, role of the person, time zone, connection light.
class WindowStatus final : public QStatusBar {
    Q_OBJECT

public:
    explicit WindowStatus(const PageContext &context, QWidget *parent = nullptr);

    void setOnline(bool online);

protected:
    void changeEvent(QEvent *event) override;

private:
    QLabel *m_light;
    QLabel *m_connection;
    bool m_online = true;
};

} // namespace callveil
